"""How one wants to be told: paces by topic and channel, and one's chat."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.forms.notice_choices import ChatForm, ChoicesForm
from pipeline.forms.posted import posted
from pipeline.models import ChatHook
from pipeline.notices import chats
from pipeline.notices.chat_state import chat_state
from pipeline.notices.choices import choices_of, choose


@require_http_methods(["GET", "HEAD", "POST"])
@needs("notices.own")
def choices(request):
    form = ChoicesForm(posted(request), paces=choices_of(request.user))
    if request.method == "POST" and form.is_valid():
        choose(form.paces(), by=request.user)
        messages.success(request, "Your choices are saved.")
        return redirect("pipeline:notice_choices")
    return _show(request, form=form)


@sensitive_post_parameters()
@require_POST
@needs("notices.own")
def set_chat(request):
    form = ChatForm(request.POST)
    if form.is_valid():
        try:
            chats.set_chat(form.cleaned_data["url"], by=request.user)
        except ValidationError as error:
            form.add_error("url", error.messages)
        else:
            messages.success(request, "Your chat is set. Send a test to see that it works.")
            return redirect("pipeline:notice_choices")
    return _show(request, chat_form=form)


@require_POST
@needs("notices.own")
def remove_chat(request):
    chats.remove_chat(by=request.user)
    messages.success(request, "Nothing goes to your chat any more.")
    return redirect("pipeline:notice_choices")


@require_POST
@needs("notices.own")
def test_chat(request):
    hook = get_object_or_404(ChatHook, person=request.user)
    chats.send_test(hook, by=request.user)
    messages.success(request, "A test is on its way. Load this page again to see how it went.")
    return redirect("pipeline:notice_choices")


def _show(request, *, form=None, chat_form=None):
    form = form or ChoicesForm(paces=choices_of(request.user))
    chat = chat_state(request.user)
    context = {"form": form, "chat": chat, "chat_form": chat_form or ChatForm()}
    is_refused = form.errors or context["chat_form"].errors
    status = 422 if is_refused else 200
    return render(request, "pipeline/notices/choices.html", context, status=status)

"""The table of exchange rates."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from config.records.company_settings import change_company
from pipeline.days import today
from pipeline.forms.exchange_rates import CurrencyForm, RateForm, RatesFileForm
from pipeline.models import ExchangeRate
from pipeline.offering.rate_table import IllegalRate, Rate, import_rates, keep_rate, remove_rate

PAGE = 50
FIELDS = ("currency", "into", "rate", "day", "source")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.set_up")
def exchange_rates(request):
    """List the rates, and keep one more; the address may say what the form begins with."""
    start = {name: request.GET[name] for name in FIELDS if name in request.GET}
    begin = {"into": request.company.currency, "day": today()} | start
    is_post = request.method == "POST"
    form = RateForm(request.POST) if is_post else RateForm(initial=begin)
    if form.is_bound and form.is_valid():
        try:
            row, is_new = keep_rate(Rate(**form.cleaned_data), by=request.user)
        except IllegalRate as problem:
            form.add_error(problem.column or None, str(problem))
        else:
            verb = "kept" if is_new else "put right"
            messages.success(request, f"The rate of {row.currency} in {row.into} is {verb}.")
            return redirect("pipeline:exchange_rates")
    return _show(request, form=form)


@require_POST
@needs("offers.set_up")
def import_file(request):
    """Keep the rates of a CSV file, or say of each row what is wrong with it."""
    form = RatesFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, file_form=form)
    try:
        text = form.cleaned_data["file"].read().decode("utf-8")
    except UnicodeDecodeError:
        form.add_error("file", "This is no text in UTF-8.")
        return _show(request, file_form=form)
    report = import_rates(text, by=request.user)
    if report.refused:
        return _show(request, file_form=form, report=report)
    messages.success(
        request,
        f"{report.created} new, {report.updated} put right, {report.unchanged} as they were.",
    )
    return redirect("pipeline:exchange_rates")


@require_POST
@needs("offers.set_up")
def remove(request, pk):
    """Remove a rate; the form then holds it, should it be wanted back."""
    said = remove_rate(get_object_or_404(ExchangeRate, pk=pk), by=request.user)
    messages.success(request, "The rate is removed. It stands in the form, should you want it.")
    back = {**vars(said), "rate": f"{said.rate.normalize():f}"}
    return redirect(f"{reverse('pipeline:exchange_rates')}?{urlencode(back)}")


@require_POST
@needs("offers.set_up")
def set_currency(request):
    """Choose the company's own currency, in which other amounts are also said."""
    form = CurrencyForm(request.POST)
    if form.is_valid():
        change_company(request.company, by=request.user, **form.cleaned_data)
        messages.success(request, f"Your currency is {form.cleaned_data['currency']}.")
    else:
        messages.error(request, "Choose one of the currencies.")
    return redirect("pipeline:exchange_rates")


def _show(request, *, form=None, file_form=None, report=None):
    rows = ExchangeRate.objects.order_by("-day", "currency", "into")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    is_faulty = any(each and each.is_bound for each in (form, file_form))
    context = {
        "page": page,
        "form": form or RateForm(initial={"into": request.company.currency, "day": today()}),
        "file_form": file_form or RatesFileForm(),
        "currency_form": CurrencyForm(initial={"currency": request.company.currency}),
        "report": report,
    }
    return render(
        request, "pipeline/exchange_rates.html", context, status=422 if is_faulty else 200
    )

"""The form of a process, beside the editor of its stages."""

from django import forms


class ProcessForm(forms.Form):
    name = forms.CharField(max_length=120)
    mark = forms.CharField(widget=forms.HiddenInput)

from django import forms
from django.utils import timezone


class FilingForm(forms.Form):
    dated = forms.DateField(
        label="Date of the papers",
        help_text="Printed beside the signature.",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

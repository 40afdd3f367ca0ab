from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone

from .services import READABLE, cannot_receive

# A date beyond these is a slip of the keys.
EARLIEST_AS_OF = date(2000, 1, 1)
FURTHEST_AHEAD = timedelta(days=365)


class AsOfForm(forms.Form):
    """Asks for the date the law is applied."""

    as_of = forms.DateField(
        label="Apply the law as of",
        help_text="Ages, and years since a conviction, are counted up to this day. "
        "Choose the day you expect to file, or today.",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        latest = timezone.localdate() + FURTHEST_AHEAD
        if not EARLIEST_AS_OF <= as_of <= latest:
            raise forms.ValidationError(
                f"Choose a day from {EARLIEST_AS_OF:%m/%d/%Y} to {latest:%m/%d/%Y}, a year from now."
            )
        return as_of


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or many files; its value is the list of them, in the order they were chosen."""

    widget = SeveralFilesInput

    def clean(self, data: list[TemporaryUploadedFile] | None, initial: Any = None) -> Any:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        refusals = [why_not for file in data if (why_not := cannot_receive(file))]
        if refusals:
            raise forms.ValidationError(refusals)
        return data


class UploadForm(AsOfForm):
    """The files of one extract, and the date the law is applied to them."""

    chosen = SeveralFilesField(
        label="Files",
        help_text="As received from the Department of Justice, unedited: .dat, .csv or .xlsx.",
        error_messages={"required": "Choose at least one file."},
        widget=SeveralFilesInput(attrs={"accept": ",".join(READABLE), "multiple": True}),
    )
    # The last field of the page: when a transfer breaks off, the files before it may be cut short.
    arrived = forms.CharField(
        widget=forms.HiddenInput,
        initial="yes",
        error_messages={"required": "The transfer broke off before all had arrived. Send the files again."},
    )

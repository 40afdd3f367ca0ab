from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from .assembling import Filter, programmes
from .branches import UNASSIGNED
from .documents.merging import Wording
from .documents.values import Order
from .models import CourtBranch, Filing, PaperSettings
from .papers import APART, KINDS, Layout
from .problems import PROBLEMS
from .sources import CITY_ATTORNEY, DISTRICT_ATTORNEY, RELIEF

DATE = {"type": "date"}


NOT_A_DAY = "This is not a day. Write month/day/year, for example 07/01/2026."


def day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages={"invalid": NOT_A_DAY}, **more)


def in_data(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


ABOUT_PAPERS = ("dated", "order", "apart", "hearing_on", "hearing_time", "hearing_department")


class FilingForm(forms.Form):
    """What goes into a filing, and the date that its papers bear."""

    dated = day("Date of the papers", help_text="Printed beside the signature.", initial=timezone.localdate)
    kind = forms.ChoiceField(
        label="What is filed", choices=Filing.Kind, initial=Filing.Kind.RELIEF, widget=forms.RadioSelect
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    relief = forms.ChoiceField(label="Relief", required=False)
    agency = forms.ChoiceField(label="Prosecuting agency", required=False)
    court = forms.ChoiceField(label="Court that convicted", required=False)
    branch = forms.ChoiceField(label="Court branch that convicted", required=False)
    convicted_from = day("Convicted on or after", required=False)
    convicted_to = day("Convicted on or before", required=False)
    decided_from = day("Decided on or after", required=False)
    decided_to = day("Decided on or before", required=False)
    leave_out = forms.MultipleChoiceField(
        label="Leave out",
        choices=list(PROBLEMS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What is left out stays decided, and waits for a later filing.",
    )
    order = forms.ChoiceField(
        label="Lists sorted by",
        choices=[(order.value, order.capitalize()) for order in Order],
        required=False,
    )
    apart = forms.MultipleChoiceField(
        label="Papers for each person or case",
        choices=[(kind.slug, kind.title) for kind in KINDS.values() if kind.group == APART],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Made with the rest and named in the manifest. Hundreds of them take a while; they can be "
        "asked for later, too.",
    )
    hearing_on = day(
        "Day of the hearing", required=False, help_text="Empty: the motion is decided on the papers."
    )
    hearing_time = forms.CharField(label="Time of the hearing", max_length=30, required=False)
    hearing_department = forms.CharField(label="Department of the hearing", max_length=50, required=False)

    def __init__(
        self, *arguments: Any, courts: Iterable[str], branches: Iterable[CourtBranch] = (), **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        known = [(str(branch.pk), branch.name) for branch in branches]
        del self.fields["court" if known else "branch"]
        if known:
            self.set_choices("branch", [*known, (UNASSIGNED, "None of the branches, or not known")])
        else:
            self.set_choices("court", [(name, name) for name in courts])
        self.set_choices("programme", [(name, name) for name in sorted(set(programmes().values()))])
        self.set_choices(
            "relief", [(outcome.value, relief.capitalize()) for outcome, relief in RELIEF.items()]
        )
        self.set_choices("agency", [(name, name) for name in (DISTRICT_ATTORNEY, CITY_ATTORNEY)])

    def set_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "All"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for start, end in (("convicted_from", "convicted_to"), ("decided_from", "decided_to")):
            if cleaned.get(start) and cleaned.get(end) and cleaned[start] > cleaned[end]:
                self.add_error(end, "This day is before the one on or after which it is to be.")
        if not cleaned.get("hearing_on") and (
            cleaned.get("hearing_time") or cleaned.get("hearing_department")
        ):
            self.add_error("hearing_on", "Say on which day the motion is heard, or empty what follows.")
        return cleaned

    @property
    def about_papers(self) -> list[forms.BoundField]:
        return [self[name] for name in ABOUT_PAPERS]

    @property
    def about_convictions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ABOUT_PAPERS]

    @property
    def chosen(self) -> Filter:
        """The filter as the form says; what the form does not understand is not in it."""
        cleaned = getattr(self, "cleaned_data", {})
        return Filter.of({name: in_data(value) for name, value in cleaned.items() if value})

    @property
    def layout(self) -> Layout:
        said = self.cleaned_data
        heard = {
            "held_on": in_data(said["hearing_on"]),
            "time": said["hearing_time"],
            "department": said["hearing_department"],
        }
        order = said["order"] or Order.CASE_NUMBER.value
        return Layout(order=order, apart=said["apart"], hearing=heard if said["hearing_on"] else {})


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why it is withdrawn", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = day("Withdrawn on", initial=timezone.localdate)


class FiledForm(forms.Form):
    on = day("Filed on", initial=timezone.localdate)
    clerk_number = forms.CharField(label="Clerk's number", max_length=60, required=False)


LINES = forms.Textarea(attrs={"rows": 4})
ONE_A_LINE = "One a line: a case number, or # and the row number of the list for one conviction."


class OrderForm(forms.Form):
    on = day("Ordered on", initial=timezone.localdate)
    judge = forms.CharField(max_length=200)
    denied = forms.CharField(label="Denied", required=False, widget=LINES, help_text=ONE_A_LINE)
    struck = forms.CharField(label="Struck from the list", required=False, widget=LINES, help_text=ONE_A_LINE)


class OrderDateForm(forms.Form):
    on = day("Ordered on", initial=timezone.localdate)
    judge = forms.CharField(max_length=200)


class UpdatedForm(forms.Form):
    on = day("Updated on", initial=timezone.localdate)


class TakeBackForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(
        label="Why it is wrong", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnedListForm(forms.Form):
    file = forms.FileField(
        label="The list that the court sent back",
        help_text="Excel (.xlsx) or CSV. The first row names the columns: “Case number”, “No.” or “Office "
        "reference”, and “Answer” with granted, denied or struck; “Ordered on” if the list has the day. The "
        "document “List for the court to answer” is made for this.",
    )


class WordingForm(forms.Form):
    """The words of one paper, with a sentence for each kind of relief that the paper speaks of."""

    title = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    footer = forms.CharField(
        label="Footer", max_length=200, help_text="The short title under the rule of each page."
    )
    body = forms.CharField(
        label="Text",
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "wording__text"}),
        help_text="Blank lines separate paragraphs. “# ” begins a heading, “- ” a numbered paragraph.",
    )

    def __init__(self, *arguments: Any, wording: Wording, **keywords: Any) -> None:
        shown = {"title": wording.title, "footer": wording.footer, "body": wording.body.strip()}
        sentences = {f"relief_{relief}": sentence for relief, sentence in wording.relief.items()}
        super().__init__(*arguments, **keywords)
        self.initial = shown | sentences
        if not wording.title:
            del self.fields["title"], self.fields["footer"]
            self.fields[
                "body"
            ].help_text = "As it stands on the paper. A line whose fields are empty is left out."
        self.reliefs = list(wording.relief)
        for relief in self.reliefs:
            self.fields[f"relief_{relief}"] = forms.CharField(
                label=f"Sentence for {relief}", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
            )

    @property
    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(
            title=" ".join(said.get("title", "").split()),
            footer=said.get("footer", ""),
            body=f"\n{said['body'].strip()}\n".replace("\r\n", "\n"),
            relief={relief: said[f"relief_{relief}"] for relief in self.reliefs},
        )


class PaperSettingsForm(forms.ModelForm):
    class Meta:
        model = PaperSettings
        fields = (
            "judge",
            "public_defender",
            "public_defender_address",
            "public_defender_email",
            "show_birth_year",
        )
        widgets = {"public_defender_address": forms.Textarea(attrs={"rows": 3})}

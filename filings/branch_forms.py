from __future__ import annotations

from typing import Any

from django import forms

from .branches import found_courts, key_of
from .models import CourtBranch


class BranchForm(forms.ModelForm):
    """A branch, and which of the courts that the state's files name it is."""

    courts = forms.MultipleChoiceField(
        label="Courts of the state's files that are this branch",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With the number of convictions. A court that another branch has is not listed.",
    )
    more = forms.CharField(
        label="Further names of this branch in the state's files",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, as the file writes them, for example CASC STOCKTON.",
    )

    class Meta:
        model = CourtBranch
        fields = ("name", "judge", "department")

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        office = self.instance.office
        self.others = {
            key_of(name): other
            for other in CourtBranch.objects.filter(office=office).exclude(pk=self.instance.pk)
            for name in other.file_names
        }
        found = found_courts(office)
        free = sorted(
            court for court in {*found, *self.instance.file_names} if key_of(court) not in self.others
        )
        self.fields["courts"].choices = [(court, f"{court} ({found[court]:,})") for court in free]  # type: ignore[attr-defined]
        self.initial["courts"] = self.instance.file_names
        if not free:
            del self.fields["courts"]

    def clean_more(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["more"].splitlines() if line.strip()]
        for name in names:
            if other := self.others.get(key_of(name)):
                raise forms.ValidationError(f"{name} belongs to {other}. Take it away from there first.")
        return names

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        same = CourtBranch.objects.filter(office=self.instance.office, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"There is a branch {name} already.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [*cleaned.get("courts", []), *cleaned.get("more", [])]
        self.instance.file_names = sorted(set(chosen))
        return cleaned

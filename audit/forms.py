from typing import Any

from django import forms

from offices.models import User

from .models import Event, EventQuerySet


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EventFilter(forms.Form):
    """Which events to show. What it asks stands in the address: ids and codes, never names."""

    by = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Everybody", required=False)
    verb = forms.ChoiceField(label="What", required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, *arguments: Any, user: User, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.events = Event.objects.visible_to(user).select_related("by")
        verbs = Event.objects.visible_to(user).order_by("verb").values_list("verb", flat=True).distinct()
        self.fields["by"].queryset = User.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["verb"].choices = [("", "Everything"), *((verb, verb) for verb in verbs)]  # type: ignore[attr-defined]

    def chosen(self) -> EventQuerySet:
        """The events asked for, newest first; all of them as long as the form is wrong."""
        given = {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        events = self.events
        if "since" in given:
            events = events.on_or_after(given.pop("since"))
        if "until" in given:
            events = events.on_or_before(given.pop("until"))
        return events.filter(**given)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from offices.models import User

from .bulk import Wish
from .comparing import Proposal
from .filters import ASSIGNED_TO, GONE, HANDS, OUTCOMES, SORTS
from .keys import ACTS, Keys, why_not_these
from .models import Correction, Decision, Item, OverrideReason, ReviewSettings
from .permissions import CHOICES, has_proposal, outcomes_open_to
from .queues import QUEUES
from .words import all_causes, choice_words, known_flags

CHALLENGE = "challenge"
ANY = ("", "Any")
DAY = forms.DateInput(attrs={"type": "date"})
GRADES = ("felony", "misdemeanor", "infraction")


class SeenForm(forms.Form):
    """What every act on an item carries: the version of the item that the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DecisionForm(SeenForm):
    """What a person says instead of the proposal. Whether they may is for the service to say."""

    outcome = forms.ChoiceField(
        label="Decide otherwise",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the outcomes."},
    )
    ground = forms.ChoiceField(
        label="Ground of the challenge",
        required=False,
        choices=[
            ("", "Choose"),
            *((ground.value, ground.label) for ground in Decision.Ground if ground.value),
        ],
    )
    because = forms.ModelChoiceField(
        OverrideReason.objects.none(), label="Reason", required=False, empty_label="Choose"
    )
    text = forms.CharField(
        label="In your own words",
        help_text="Some reasons need it.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    second_look = forms.BooleanField(label="A second person should look at this", required=False)

    def __init__(
        self, *arguments: Any, proposal: Proposal, reasons: list[OverrideReason], **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        proposed = has_proposal(proposal)
        outcomes = [one for one in outcomes_open_to(proposal) if not (proposed and one == proposal.outcome)]
        choices = [(outcome.value, choice_words(outcome)) for outcome in outcomes]
        field(self, "outcome").choices = [*choices, (CHALLENGE, "Challenge relief")]
        field(self, "outcome").label = "Decide otherwise" if proposed else "Your decision"
        known = OverrideReason.objects.filter(pk__in=[reason.pk for reason in reasons])
        field(self, "because").queryset = known
        field(self, "because").choices = [("", "Choose"), *((reason.pk, reason.words) for reason in reasons)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        challenges = said.get("outcome") == CHALLENGE
        if challenges and not said.get("ground"):
            self.add_error("ground", "Choose the ground that the law gives for the challenge.")
        if not challenges:
            said["ground"] = ""
        if said.get("outcome") and not said.get("because"):
            self.add_error("because", "Choose the reason. It is needed whenever you decide otherwise.")
        return said


class ConfirmForm(SeenForm):
    second_look = forms.BooleanField(required=False)


class RemarkForm(forms.Form):
    """A note, or why somebody should look: it makes no page stale and needs no version."""

    text = forms.CharField(max_length=2000)


class SkipForm(SeenForm):
    text = forms.CharField(max_length=2000)
    to = forms.ChoiceField(
        choices=[("later", "To the end of the queue"), (Item.State.SUPERVISOR.value, "To a supervisor")]
    )


class CorrectionForm(SeenForm):
    """A fact as the court file has it; left empty, as the state's file has it."""

    fact = forms.ChoiceField(label="Fact", choices=Correction.Fact.choices)
    date = forms.DateField(label="Date of conviction", required=False, widget=DAY)
    section = forms.CharField(label="Code section, as in 11359(A) HS", required=False, max_length=60)
    grade = forms.ChoiceField(
        label="Grade",
        required=False,
        choices=[("", "As the file has it"), *((grade.upper(), grade.capitalize()) for grade in GRADES)],
    )
    reason = forms.CharField(label="Where the correct fact is from", max_length=2000)

    @property
    def value(self) -> str:
        """The fact as the state's file would write it."""
        said = self.cleaned_data
        if said["fact"] == Correction.Fact.DATE:
            return f"{said['date']:%Y%m%d}" if said["date"] else ""
        return str(said[said["fact"]]).strip().upper()


class OpinionForm(SeenForm):
    """A second person's opinion: an outcome where it differs, or where the first decision is not shown."""

    outcome = forms.ChoiceField(label="You would decide", widget=forms.RadioSelect, required=False)
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )

    def __init__(self, *arguments: Any, proposal: Proposal, without: str = "", **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        outcomes = [outcome for outcome in outcomes_open_to(proposal) if outcome != without]
        field(self, "outcome").choices = [(outcome.value, choice_words(outcome)) for outcome in outcomes]


class FilterForm(forms.Form):
    """Codes only: what is chosen stands in the address of the page."""

    queue = forms.ChoiceField(label="Queue", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[ANY, *Item.State.choices])
    cause = forms.ChoiceField(label="Why it is in the queue", required=False)
    outcome = forms.ChoiceField(
        label="Proposal",
        required=False,
        choices=[ANY, *((code, one.value) for code, one in OUTCOMES.items())],
    )
    section = forms.ChoiceField(label="Section", required=False)
    grade = forms.ChoiceField(
        label="Grade",
        required=False,
        choices=[
            ANY,
            *((grade, grade.capitalize()) for grade in (*GRADES, "unknown")),
        ],
    )
    since = forms.DateField(
        label="Convicted from", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="Convicted until", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reviewer = forms.ChoiceField(label="Decided by", required=False)
    hands = forms.ChoiceField(label="In whose hands", required=False)
    change = forms.ChoiceField(
        label="Since the analysis before",
        required=False,
        choices=[
            ANY,
            *((change.value, change.label) for change in Item.Change if change.value),
            (GONE, "Gone"),
        ],
    )
    sort = forms.ChoiceField(
        label="Sorted by",
        required=False,
        choices=list(zip(SORTS, ("Place in the queue", "Case number", "Date of conviction"), strict=True)),
    )

    def __init__(
        self,
        *arguments: Any,
        sections: Iterable[str],
        people: Sequence[User],
        **keywords: Any,
    ) -> None:
        super().__init__(*arguments, **keywords)
        assigned = [(f"{ASSIGNED_TO}{person.pk}", f"Assigned to {person.name}") for person in people]
        field(self, "hands").choices = [ANY, *HANDS.items(), *assigned]
        field(self, "queue").choices = [
            ("", "All"),
            *((queue.slug, queue.words) for queue in QUEUES.values()),
        ]
        field(self, "cause").choices = [ANY, *all_causes()]
        field(self, "section").choices = [ANY, *((section, section) for section in sections)]
        field(self, "reviewer").choices = [ANY, *((str(person.pk), person.name) for person in people)]


class SearchForm(forms.Form):
    text = forms.CharField(label="Name, case number or CII number", max_length=100, min_length=2)


class SaveFilterForm(forms.Form):
    name = forms.CharField(label="Name of the filter", max_length=100)
    shared = forms.BooleanField(label="For everyone in the office", required=False)


class BulkForm(forms.Form):
    """One wish for many: as each is proposed, or an outcome with its reason."""

    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label="Outcome",
        required=False,
        choices=[("", "As each is proposed"), *((one.value, choice_words(one)) for one in CHOICES)],
    )
    because = forms.ModelChoiceField(
        OverrideReason.objects.none(), label="Reason", required=False, empty_label="Choose"
    )
    text = forms.CharField(
        label="In your own words",
        help_text="Some reasons need it.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *arguments: Any, reasons: list[OverrideReason], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field(self, "because").queryset = OverrideReason.objects.filter(pk__in=[one.pk for one in reasons])

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(said["outcome"], said["because"], said["text"]) if said["outcome"] else Wish()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") and not said.get("because"):
            self.add_error("because", "Choose the reason. It is needed whenever you decide otherwise.")
        return said


class AssignForm(forms.Form):
    to = forms.MultipleChoiceField(
        label="For whom (several: dealt out evenly; nobody: free for all)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, people: Iterable[User], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field(self, "to").choices = [(str(person.pk), person.name) for person in people]


class KeysForm(forms.Form):
    on = forms.BooleanField(label="Single keys do something", required=False)

    def __init__(self, keys: Keys, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field(self, "on").initial = keys.on
        for act, key in keys.shown:
            self.fields[act.name] = forms.CharField(label=act.words, max_length=1, initial=key)

    @property
    def by_act(self) -> dict[str, str]:
        return {act.name: self.cleaned_data.get(act.name, "") for act in ACTS}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and (why_not := why_not_these(self.by_act)):
            raise forms.ValidationError(why_not)
        return said


class SettingsForm(forms.ModelForm):
    second_on_flags = forms.MultipleChoiceField(
        label="Decisions on these flags get a second review",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(known_flags().items()),
    )

    class Meta:
        model = ReviewSettings
        exclude = ["office"]


class ReasonForm(forms.ModelForm):
    class Meta:
        model = OverrideReason
        fields = ["words", "needs_text", "active", "position"]


class ReasonForms(forms.BaseModelFormSet):
    def clean(self) -> None:
        super().clean()
        words = [form.cleaned_data["words"] for form in self.forms if form.cleaned_data.get("words")]
        if len(set(words)) < len(words):
            raise forms.ValidationError("Two reasons have the same words.")


ReasonsFormSet = forms.modelformset_factory(OverrideReason, ReasonForm, formset=ReasonForms, extra=2)


def field(form: forms.Form, name: str) -> Any:
    return form.fields[name]

from collections.abc import Iterable

from django import forms

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination

from .permissions import REASON_NEEDED, has_proposal, outcomes_open_to
from .words import choice_words, flag_words


class DecisionForm(forms.Form):
    """What a person says instead of the proposal. Whether they may is for the service to say."""

    outcome = forms.ChoiceField(
        label="Decide otherwise",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the outcomes."},
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": REASON_NEEDED},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, determination: Determination, *arguments: object, **keywords: object) -> None:
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]
        proposed = has_proposal(determination)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcome.value, choice_words(outcome))
            for outcome in outcomes_open_to(determination)
            if not (proposed and outcome == determination.outcome)
        ]
        if not proposed:
            self.fields["outcome"].label = "Your decision"


class ConfirmForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """Codes only: what is chosen stands in the address of the page."""

    state = forms.ChoiceField(
        label="State",
        choices=[("waiting", "Waiting"), ("decided", "Decided"), ("all", "All")],
        required=False,
    )
    flag = forms.ChoiceField(label="Flag", required=False)
    section = forms.ChoiceField(label="Section", required=False)
    outcome = forms.ChoiceField(
        label="Proposal",
        choices=[("", "Any"), *((outcome.name.lower(), outcome.value) for outcome in Outcome)],
        required=False,
    )

    def __init__(
        self, *arguments: object, flags: Iterable[str], sections: Iterable[str], **keywords: object
    ) -> None:
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]
        self.fields["flag"].choices = [("", "Any"), *((flag, flag_words(flag)) for flag in flags)]  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", "Any"), *((section, section) for section in sections)]  # type: ignore[attr-defined]

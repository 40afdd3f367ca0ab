"""The controls of the forms of a conviction. Those that nobody has filled in yet are the same on page after
page, and take longer to write than the person's history: they are written once for each choice they offer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.forms import Form
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from eligibility.models import Determination

from .comparing import Proposal
from .forms import CorrectionForm, DecisionForm
from .models import OverrideReason

DECISION, CORRECTION = "review/_decision_controls.html", "review/_correction_controls.html"
CORRECTION_ID = "correct_%s"


def written(template: str, form: Form) -> SafeString:
    return render_to_string(template, {"form": form})


def empty_decision(proposal: Proposal, reasons: Sequence[OverrideReason]) -> SafeString:
    return _empty_decision(proposal.outcome, tuple((reason.pk, reason.words) for reason in reasons))


@lru_cache(maxsize=256)
def _empty_decision(outcome: str, reasons: tuple[tuple[int, str], ...]) -> SafeString:
    offered = [OverrideReason(pk=number, words=words) for number, words in reasons]
    return written(DECISION, DecisionForm(proposal=Determination(outcome=outcome), reasons=offered))


@lru_cache(maxsize=1)
def empty_correction() -> SafeString:
    return written(CORRECTION, CorrectionForm(auto_id=CORRECTION_ID))

"""Who may do what to an item now. As everywhere: why not, or "" when the person may."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from eligibility.law.outcomes import Outcome
from eligibility.models import Run
from offices.models import Role, User
from offices.permissions import cannot_review, only

from . import queues
from .comparing import Proposal
from .entering import LEFT_TO_A_PERSON
from .models import Decision, Item, OverrideReason

State = Item.State

OLDER_ANALYSIS = "A newer analysis has taken the place of this one. Open the conviction there to work on it."
IN_A_FILING = "This conviction is in a filing, and its decision can no longer be changed here."
SECOND_PERSON = "This conviction waits for a second person's opinion."
OWN_DECISION = "You decided on this conviction: a second opinion must be another person's."
ONLY_SUPERVISOR = "This conviction waits for a supervisor."
THIRD_PERSON = "You are one of the two who disagree: a third person must settle this."
NOT_WAITING = "This conviction does not wait for a second opinion."
NOTHING_TO_UNDO = "There is no decision on this conviction to take back."
NOT_YOURS = "Only the person who decided, or a supervisor, may take a decision back."

CHOICES = (Outcome.DISMISSAL, Outcome.REDUCTION, Outcome.NOT_ELIGIBLE, Outcome.HAND_REVIEW)
RELIEF = (Outcome.REDUCTION, Outcome.DISMISSAL)

cannot_supervise = only(Role.SUPERVISOR)
cannot_see_statistics_of_others = only(Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
cannot_set_up_review = only(Role.ADMINISTRATOR, Role.SUPERVISOR)


@dataclass(frozen=True)
class Allowed:
    """Why a person may not do each of these to an item now; "" where they may."""

    cannot: str
    cannot_second: str
    cannot_undo: str


def allowed(
    user: User, item: Item, word: Decision | None, current: Run | None, *, is_new: bool = False
) -> Allowed:
    """All answers for a page at once. `current` is the run whose work is open; `is_new` says that nobody has
    ever decided on the conviction, so that it can be in no filing."""
    why_not = cannot_work_on(user, item, current, is_new=is_new)
    return Allowed(
        cannot=why_not or cannot_decide_here(user, item),
        cannot_second=why_not or cannot_judge_here(user, item),
        cannot_undo=cannot_take_back(user, item, word) or why_not,
    )


def cannot_decide(user: User, item: Item) -> str:
    """Deciding and correcting: all that a first reviewer, or the one who settles, does."""
    return cannot_work_on(user, item, queues.newest_run(user)) or cannot_decide_here(user, item)


def cannot_decide_here(user: User, item: Item) -> str:
    """What the item's own state says."""
    if item.state == State.SECOND:
        return OWN_DECISION if item.decided_by_id == user.pk else SECOND_PERSON
    if item.state in (State.SUPERVISOR, State.DISPUTED) and user.role != Role.SUPERVISOR:
        return ONLY_SUPERVISOR
    if item.state == State.SUPERVISOR and item.decided_by_id == user.pk:
        return OWN_DECISION
    if item.state == State.DISPUTED and user.pk in (item.decided_by_id, item.second_by_id):
        return THIRD_PERSON
    return ""


def cannot_skip(user: User, item: Item) -> str:
    """Whoever may say something about the item may pass it on instead."""
    here = cannot_judge_here if item.state == State.SECOND else cannot_decide_here
    return cannot_work_on(user, item, queues.newest_run(user)) or here(user, item)


def cannot_give_second_opinion(user: User, item: Item) -> str:
    return cannot_work_on(user, item, queues.newest_run(user)) or cannot_judge_here(user, item)


def cannot_judge_here(user: User, item: Item) -> str:
    if item.state != State.SECOND:
        return NOT_WAITING
    return OWN_DECISION if item.decided_by_id == user.pk else ""


def cannot_undo(user: User, item: Item, word: Decision | None) -> str:
    return cannot_take_back(user, item, word) or cannot_work_on(user, item, queues.newest_run(user))


def cannot_take_back(user: User, item: Item, word: Decision | None) -> str:
    if word is None or word.is_taken_back:
        return NOTHING_TO_UNDO
    if disputes(user, item):
        return THIRD_PERSON
    return "" if word.by_id == user.pk or user.role == Role.SUPERVISOR else NOT_YOURS


def disputes(user: User, item: Item) -> bool:
    """Nobody ends a disagreement by taking the other's decision away."""
    return item.state == State.DISPUTED and user.pk == item.second_by_id


def cannot_work_on(user: User, item: Item, current: Run | None, *, is_new: bool = False) -> str:
    """What stands in the way of any act: the role, a newer run, another person's hands, a filing."""
    why_not = cannot_review(user)
    if why_not:
        return why_not
    if current is None or item.run_id != current.pk:
        return OLDER_ANALYSIS
    if holder := item.held_by_another(user, timezone.now()):
        return f"{holder.name} has this conviction open."
    return IN_A_FILING if not is_new and filed_among([item.conviction_id]) else ""


def filed_among(convictions: Iterable[int]) -> set[int]:
    """Those of the convictions that are in a filing.

    Filings are the room above, known here by the name of their relation alone.
    """
    if not hasattr(Decision, "filing_items"):
        return set()
    filed = Decision.objects.filter(conviction__in=convictions, filing_items__open=True)
    return set(filed.values_list("conviction", flat=True))


def has_proposal(proposal: Proposal) -> bool:
    return proposal.outcome not in LEFT_TO_A_PERSON


def outcomes_open_to(proposal: Proposal) -> list[Outcome]:
    """What a person may choose: the programme's outcomes, and the proposal where it is another one."""
    proposed = Outcome(proposal.outcome)
    others = [outcome for outcome in CHOICES if outcome != proposed]
    return [proposed, *others] if has_proposal(proposal) else list(CHOICES)


def is_less_relief(proposed: str, decided: str) -> bool:
    """Whether a decision gives the person less than was proposed; where nothing was proposed, never."""
    if proposed not in RELIEF:
        return False
    return decided not in RELIEF or RELIEF.index(Outcome(decided)) < RELIEF.index(Outcome(proposed))


def reason_lacking(because: OverrideReason | None, text: str) -> str:
    """Why a decision other than the proposal cannot stand with this reason, or ""."""
    if because is None:
        return "Choose the reason. It is needed whenever the decision differs from the proposal."
    if because.needs_text and not text:
        return f"Explain the reason “{because.words}” in your own words."
    return ""

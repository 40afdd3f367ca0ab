"""How long a filing waits, and for what: overdue ones come to the surface by themselves."""

from __future__ import annotations

import datetime

from django.utils import timezone

from offices.models import User

from .models import Filing

State = Filing.State

# How many days a filing may stay in a state before somebody should ask. Courts report to the Department of
# Justice within 30 days (Pen. Code, § 13151); the other spans are what an office would wait.
EXPECTED_DAYS = {State.LOCKED: 14, State.FILED: 60, State.ORDERED: 30, State.COURT_UPDATED: 30}
AWAITED = {
    State.LOCKED: "to be filed",
    State.FILED: "for the court's order",
    State.ORDERED: "for the court's record to be updated",
    State.COURT_UPDATED: "for the state's record to be updated",
}


def since(filing: Filing) -> datetime.date | None:
    """The day on which the filing came into its state."""
    locked_on = timezone.localdate(filing.locked_at) if filing.locked_at else None
    days = {
        State.LOCKED: locked_on,
        State.FILED: filing.filed_on,
        State.ORDERED: filing.ordered_on,
        State.COURT_UPDATED: filing.court_updated_on,
    }
    return days.get(State(filing.state))


def awaited(filing: Filing) -> str:
    """What a filing waits for, or "" where nothing is left to wait for."""
    if filing.is_draft:
        return "to be locked"
    return AWAITED.get(State(filing.state), "")


def overdue(filing: Filing, today: datetime.date) -> str:
    """What a filing has waited for too long, in words, or ""."""
    day = since(filing)
    if day is None:
        return ""
    waited, state = (today - day).days, State(filing.state)
    if waited <= EXPECTED_DAYS[state]:
        return ""
    return f"Waiting {waited} days {AWAITED[state]}; expected within {EXPECTED_DAYS[state]}"


def overdue_filings(user: User, today: datetime.date) -> list[tuple[Filing, str]]:
    """The filings of the person's office that wait for too long, each with what it waits for."""
    waiting = Filing.objects.visible_to(user).filter(state__in=EXPECTED_DAYS).order_by("id")
    late = [(filing, overdue(filing, today)) for filing in waiting]
    return [(filing, words) for filing, words in late if words]

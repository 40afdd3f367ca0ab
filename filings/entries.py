"""What is recorded of a filing with the court, step by step, and how a wrong entry is taken back."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from audit.services import record
from offices.models import User

from .answers import Positions, counts, set_answers
from .models import Filing, ReturnedList, TrackingEntry
from .services import CannotFile, at_hand

State = Filing.State

# Where a filing keeps the day of each step.
DAYS = {
    State.FILED: "filed_on",
    State.ORDERED: "ordered_on",
    State.COURT_UPDATED: "court_updated_on",
    State.STATE_UPDATED: "state_updated_on",
}


def enter(
    filing: Filing,
    step: str,
    *,
    by: User,
    on: datetime.date,
    answers: Positions | None = None,
    returned: ReturnedList | None = None,
    **facts: str,
) -> TrackingEntry:
    """Brings a filing to a step. `facts` are more fields of the filing, `answers` those that stood before."""
    values = {"state": step, DAYS[State(step)]: on, **facts}
    before = {name: in_data(getattr(filing, name)) for name in values}
    for name, value in values.items():
        setattr(filing, name, value)
    filing.save(update_fields=list(values))
    said = counts(filing) if answers is not None else {}
    kept = {"fields": before, "answers": answers or {}}
    return TrackingEntry.objects.create(
        filing=filing, step=step, by=by, on=on, answers=said, returned=returned, before=kept, **facts
    )


def last_entry(filing: Filing) -> TrackingEntry | None:
    """The entry that can be taken back: the newest that stands, unless the filing was withdrawn since."""
    if filing.state == State.WITHDRAWN:
        return None
    return filing.entries.standing().order_by("-id").first()


@transaction.atomic
def take_back(*, filing: Filing, by: User, seen: int, because: str) -> TrackingEntry:
    """Undoes the last entry, which the person saw: the filing is again as it was, and both entries stay.

    Raises CannotFile, and changes nothing.
    """
    filing = at_hand(filing)
    entry = last_entry(filing)
    if entry is None:
        raise CannotFile("There is no entry that could be taken back.")
    if entry.pk != seen:
        raise CannotFile("Somebody recorded something else meanwhile. Look at it, then decide again.")
    if not because.strip():
        raise CannotFile("Say why the entry is taken back.")
    restore(filing, entry)
    reason = because.strip()
    back = TrackingEntry.objects.create(
        filing=filing, step=filing.state, by=by, takes_back=entry, because=reason
    )
    record(by, "took back entry", filing, entry=entry.pk, step=entry.step, answers=entry.answers)
    return back


def restore(filing: Filing, entry: TrackingEntry) -> None:
    fields = entry.before["fields"]
    for name, value in fields.items():
        is_day = name in DAYS.values() and value
        setattr(filing, name, datetime.date.fromisoformat(value) if is_day else value)
    filing.save(update_fields=list(fields))
    stood = entry.before["answers"].items()
    answers = {position: answer for answer, positions in stood for position in positions}
    set_answers(filing, answers, on=filing.ordered_on)
    if entry.returned:
        entry.returned.applied_at = None
        entry.returned.save(update_fields=["applied_at"])


def in_data(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value

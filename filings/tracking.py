"""What became of a filing: filed, answered by the court, in the records. One act each, one audit event."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from audit.services import record
from offices.models import User
from records.models import Conviction
from review.services import show_as_sealed

from .documents.values import Relief
from .models import Filing, FilingItem, ReturnedList
from .returned import Known, NotTaken, understand
from .services import CannotFile, at_hand, must_become

State = Filing.State
Answer = FilingItem.Answer

# How many days a filing may stay in a state before somebody should ask. Courts report to the Department of
# Justice within 30 days (Pen. Code, § 13151); the other spans are what an office would wait.
EXPECTED_DAYS = {State.LOCKED: 14, State.FILED: 60, State.ORDERED: 30, State.COURT_UPDATED: 30}
AWAITED = {
    State.LOCKED: "to be filed",
    State.FILED: "the court's order",
    State.ORDERED: "the court's record to be updated",
    State.COURT_UPDATED: "the state's record to be updated",
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


def overdue(filing: Filing, today: datetime.date) -> str:
    """What a filing has waited for too long, in words, or ""."""
    day = since(filing)
    if day is None:
        return ""
    waited, state = (today - day).days, State(filing.state)
    if waited <= EXPECTED_DAYS[state]:
        return ""
    return f"Waiting {waited} days for {AWAITED[state]}; expected within {EXPECTED_DAYS[state]}"


def overdue_filings(user: User, today: datetime.date) -> list[tuple[Filing, str]]:
    """The filings of the person's office that wait for too long, each with what it waits for."""
    waiting = Filing.objects.visible_to(user).filter(state__in=EXPECTED_DAYS).order_by("id")
    late = [(filing, overdue(filing, today)) for filing in waiting]
    return [(filing, words) for filing, words in late if words]


@transaction.atomic
def record_filed(*, filing: Filing, by: User, on: datetime.date, clerk_number: str) -> None:
    filing = at_hand(filing)
    must_become(filing, State.FILED)
    not_before(on, since(filing), "locked")
    filing.state, filing.filed_on, filing.clerk_number = State.FILED, on, clerk_number.strip()
    filing.save(update_fields=["state", "filed_on", "clerk_number"])
    record(by, "recorded as filed", filing, on=on.isoformat())


@transaction.atomic
def record_order(
    *, filing: Filing, by: User, on: datetime.date, judge: str, denied: str = "", struck: str = ""
) -> None:
    """The court granted everything but what is named: a case number or `#` and a row number on each line.

    Raises CannotFile, with the name of what is not in the filing, and changes nothing.
    """
    filing = at_hand(filing)
    must_become(filing, State.ORDERED)
    not_before(on, filing.filed_on, "filed")
    known = Known(filing.items.all())
    refused = named(known, denied, Answer.DENIED) | named(known, struck, Answer.STRUCK)
    twice = set(named(known, denied, Answer.DENIED)) & set(named(known, struck, Answer.STRUCK))
    if twice:
        raise CannotFile(f"Row {min(twice)} is named both as denied and as struck. Nothing was changed.")
    granted = {position: Answer.GRANTED.value for position in known.positions if position not in refused}
    set_answers(filing, granted | refused)
    become_ordered(filing, by=by, on=on, judge=judge)


def named(known: Known, text: str, answer: str) -> dict[int, str]:
    answers = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        row = {"position": line[1:].strip()} if line.startswith("#") else {"case_number": line}
        try:
            answers.update({item.position: str(answer) for item in known.named(row)})
        except NotTaken as why:
            raise CannotFile(f"{why} Nothing was changed.") from why
    return answers


@transaction.atomic
def read_returned(*, filing: Filing, by: User, file: Path, name: str, sha256: str) -> ReturnedList:
    """Reads the court's list for somebody to look at; nothing changes yet. Raises CannotRead, CannotFile."""
    filing = at_hand(filing)
    if filing.state not in (State.FILED, State.ORDERED):
        raise CannotFile(
            f"{filing} is {filing.get_state_display().lower()}: no answer can be read for it now."
        )
    found = understand(file, filing.items.all())
    returned = ReturnedList.objects.create(
        office_id=filing.office_id,
        filing=filing,
        by=by,
        name=name[:255],
        sha256=sha256,
        rows=found.rows,
        answers=found.answers,
        unmatched=[asdict(row) for row in found.unmatched],
    )
    record(by, "read court's list", filing, rows=found.rows, unmatched=len(found.unmatched))
    return returned


@transaction.atomic
def apply_returned(*, returned: ReturnedList, by: User, on: datetime.date, judge: str) -> None:
    """Takes over the answers of a list that somebody has looked at; what it does not name stays as it is."""
    returned = ReturnedList.objects.select_for_update().get(pk=returned.pk)
    filing = at_hand(returned.filing)
    if returned.applied_at:
        raise CannotFile("This list has been taken over already.")
    if filing.state != State.ORDERED:
        must_become(filing, State.ORDERED)
    if not returned.answers:
        raise CannotFile("The list answers nothing in this filing. Nothing was changed.")
    not_before(on, filing.filed_on, "filed")
    set_answers(filing, {int(position): answer for position, answer in returned.answers.items()})
    returned.applied_at = timezone.now()
    returned.save(update_fields=["applied_at"])
    become_ordered(filing, by=by, on=on, judge=judge)


def set_answers(filing: Filing, answers: dict[int, str]) -> None:
    """A conviction that the court struck is free for another filing; every other stays in this one."""
    for answer in (Answer.GRANTED, Answer.DENIED, Answer.STRUCK):
        positions = [position for position, said in answers.items() if said == answer]
        for start in range(0, len(positions), 500):
            concerned = filing.items.filter(position__in=positions[start : start + 500])
            concerned.update(answer=answer, open=answer != Answer.STRUCK)


def seal(filing: Filing, on: datetime.date) -> int:
    """What the court dismissed is sealed from the day of its order; a later answer may take that back."""
    if filing.kind != Filing.Kind.RELIEF:
        return 0
    concerned = filing.items.exclude(answer="")
    dismissed = concerned.filter(answer=Answer.GRANTED, relief=Relief.DISMISSAL)
    Conviction.objects.filter(pk__in=concerned.values("conviction")).update(sealed_on=None)
    sealed = Conviction.objects.filter(pk__in=dismissed.values("conviction")).update(sealed_on=on)
    show_as_sealed(Conviction.objects.filter(pk__in=concerned.values("conviction")))
    return sealed


def become_ordered(filing: Filing, *, by: User, on: datetime.date, judge: str) -> None:
    filing.state, filing.ordered_on, filing.judge = State.ORDERED, on, judge.strip()
    filing.save(update_fields=["state", "ordered_on", "judge"])
    sealed = seal(filing, on)
    counts = Counter(filing.items.values_list("answer", flat=True))
    said = {answer: number for answer, number in counts.items() if answer}
    record(by, "recorded court's order", filing, on=on.isoformat(), answers=said, sealed=sealed)


@transaction.atomic
def record_court_updated(*, filing: Filing, by: User, on: datetime.date) -> None:
    filing = at_hand(filing)
    must_become(filing, State.COURT_UPDATED)
    not_before(on, filing.ordered_on, "ordered")
    filing.state, filing.court_updated_on = State.COURT_UPDATED, on
    filing.save(update_fields=["state", "court_updated_on"])
    record(by, "recorded court's update", filing, on=on.isoformat())


@transaction.atomic
def record_state_updated(*, filing: Filing, by: User, on: datetime.date) -> None:
    filing = at_hand(filing)
    must_become(filing, State.STATE_UPDATED)
    not_before(on, filing.court_updated_on, "updated in the court's record")
    filing.state, filing.state_updated_on = State.STATE_UPDATED, on
    filing.save(update_fields=["state", "state_updated_on"])
    record(by, "recorded state's update", filing, on=on.isoformat())


def not_before(on: datetime.date, earlier: datetime.date | None, what: str) -> None:
    if earlier and on < earlier:
        raise CannotFile(
            f"The day {on:%m/%d/%Y} is before the one on which the filing was {what}, {earlier:%m/%d/%Y}. "
            "Nothing was changed."
        )
    if on > timezone.localdate():
        raise CannotFile(f"The day {on:%m/%d/%Y} has not come yet. Nothing was changed.")

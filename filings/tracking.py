"""What became of a filing: filed, answered by the court, in the records. One act each, one audit event."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from audit.services import record
from offices.models import User

from .answers import counts, set_answers
from .entries import enter
from .models import Filing, FilingItem, ReturnedList
from .returned import Known, NotTaken, understand
from .services import CannotFile, at_hand, must_become
from .waiting import since

State = Filing.State
Answer = FilingItem.Answer


@transaction.atomic
def record_filed(*, filing: Filing, by: User, on: datetime.date, clerk_number: str) -> None:
    filing = at_hand(filing)
    must_become(filing, State.FILED)
    not_before(on, since(filing), "locked")
    enter(filing, State.FILED, by=by, on=on, clerk_number=clerk_number.strip())
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
    refused = named(known, denied, Answer.DENIED, "Denied")
    struck_out = named(known, struck, Answer.STRUCK, "Struck from the list")
    if twice := set(refused) & set(struck_out):
        raise CannotFile(f"Row {min(twice)} is named both as denied and as struck. Nothing was changed.")
    refused |= struck_out
    granted = {position: Answer.GRANTED.value for position in known.positions if position not in refused}
    become_ordered(filing, granted | refused, by=by, on=on, judge=judge)


def named(known: Known, text: str, answer: str, field: str) -> dict[int, str]:
    """The answer to all that the lines of a field name. Raises CannotFile with the field and the line."""
    answers = {}
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if not line:
            continue
        row = {"position": line[1:].strip()} if line.startswith("#") else {"case_number": line}
        try:
            answers.update({item.position: str(answer) for item in known.named(row)})
        except NotTaken as why:
            raise CannotFile(
                f"{field}, line {number}: {why.message} {why.remedy} Nothing was changed."
            ) from why
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
        ordered_on=found.ordered_on,
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
    returned.applied_at = timezone.now()
    returned.save(update_fields=["applied_at"])
    answers = {int(position): answer for position, answer in returned.answers.items()}
    become_ordered(filing, answers, by=by, on=on, judge=judge, returned=returned)


def become_ordered(
    filing: Filing,
    answers: dict[int, str],
    *,
    by: User,
    on: datetime.date,
    judge: str,
    returned: ReturnedList | None = None,
) -> None:
    before = set_answers(filing, answers, on=on)
    enter(filing, State.ORDERED, by=by, on=on, answers=before, returned=returned, judge=judge.strip())
    sealed = filing.items.filter(conviction__sealed_on__isnull=False).count()
    record(by, "recorded court's order", filing, on=on.isoformat(), answers=counts(filing), sealed=sealed)


@transaction.atomic
def record_court_updated(*, filing: Filing, by: User, on: datetime.date) -> None:
    filing = at_hand(filing)
    must_become(filing, State.COURT_UPDATED)
    not_before(on, filing.ordered_on, "ordered")
    enter(filing, State.COURT_UPDATED, by=by, on=on)
    record(by, "recorded court's update", filing, on=on.isoformat())


@transaction.atomic
def record_state_updated(*, filing: Filing, by: User, on: datetime.date) -> None:
    filing = at_hand(filing)
    must_become(filing, State.STATE_UPDATED)
    not_before(on, filing.court_updated_on, "updated in the court's record")
    enter(filing, State.STATE_UPDATED, by=by, on=on)
    record(by, "recorded state's update", filing, on=on.isoformat())


def not_before(on: datetime.date, earlier: datetime.date | None, what: str) -> None:
    if earlier and on < earlier:
        raise CannotFile(
            f"The day {on:%m/%d/%Y} is before the one on which the filing was {what}, {earlier:%m/%d/%Y}. "
            "Nothing was changed."
        )
    if on > timezone.localdate():
        raise CannotFile(f"The day {on:%m/%d/%Y} has not come yet. Nothing was changed.")

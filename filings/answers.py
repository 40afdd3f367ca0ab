"""What the court said of each conviction of a filing, and the seal that follows from it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from records import sealing
from records.models import Conviction
from review.services import show_as_sealed

from .documents.values import Relief
from .models import Filing, FilingItem
from .services import CannotFile

Answer = FilingItem.Answer
Positions = dict[str, list[int]]
"""The positions of convictions by answer."""

AT_ONCE = 500


def set_answers(filing: Filing, answers: Mapping[int, str], *, on: datetime.date | None) -> Positions:
    """Gives the convictions at these positions their answers, as of the day of the order.

    A conviction that the court struck is free for another filing; every other stays in this one. Returns what
    stood before, of those that change. Raises CannotFile where a struck one has gone into another filing.
    """
    stand = dict(filing.items.values_list("position", "answer"))
    changed = {position: answer for position, answer in answers.items() if stand[position] != answer}
    before = grouped({position: stand[position] for position in changed})
    refuse_what_is_elsewhere(filing, before.get(Answer.STRUCK, []))
    for answer, positions in grouped(changed).items():
        for some in pieces(positions):
            filing.items.filter(position__in=some).update(answer=answer, open=answer != Answer.STRUCK)
    seal(filing, sorted(changed), on)
    return before


def refuse_what_is_elsewhere(filing: Filing, struck: Sequence[int]) -> None:
    """A conviction that the court struck may be in another filing by now: there it has to come out first."""
    for some in pieces(struck):
        taken = FilingItem.objects.filter(
            open=True, conviction__in=filing.items.filter(position__in=some).values("conviction")
        )
        if found := taken.select_related("filing").first():
            raise CannotFile(
                f"Case {found.case_number or 'without a number'} was struck from this filing and is in "
                f"{str(found.filing).lower()} by now. Withdraw that one first. Nothing was changed."
            )


def seal(filing: Filing, positions: Sequence[int], on: datetime.date | None) -> None:
    """What the court dismissed is sealed from the day of its order; a later answer may take that back."""
    if filing.kind != Filing.Kind.RELIEF or not positions:
        return
    for some in pieces(positions):
        concerned = filing.items.filter(position__in=some)
        dismissed = concerned.filter(answer=Answer.GRANTED, relief=Relief.DISMISSAL)
        Conviction.objects.filter(pk__in=concerned.values("conviction")).update(sealed_on=None)
        Conviction.objects.filter(pk__in=dismissed.values("conviction")).update(sealed_on=on)
        show_as_sealed(Conviction.objects.filter(pk__in=concerned.values("conviction")))
    sealing.hide_problems(filing.office)


def counts(filing: Filing) -> dict[str, int]:
    """How many convictions have each answer; those without one are left out."""
    counted = Counter(filing.items.order_by().values_list("answer", flat=True))
    return {answer: number for answer, number in counted.items() if answer}


def grouped(answers: Mapping[int, str]) -> Positions:
    positions: Positions = defaultdict(list)
    for position, answer in answers.items():
        positions[str(answer)].append(position)
    return dict(positions)


def pieces(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many at a time as every database takes in one question."""
    for start in range(0, len(positions), AT_ONCE):
        yield positions[start : start + AT_ONCE]

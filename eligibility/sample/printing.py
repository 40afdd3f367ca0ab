"""From a history to rows of the file: 95 columns, one row for each part of each sentence of each count."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from eligibility.sample.charges import CANNABIS
from eligibility.sample.dealing import dealt, spaced
from eligibility.sample.lives import COURT, Count, Cycle, Step
from eligibility.sample.people import NOTHING
from eligibility.sample.places import county_code
from eligibility.sample.sentences import NO_SENTENCE, UNITS, Part

Row = list[str]

CONVICTION_CODES = {"FELONY": "3", "MISDEMEANOR": "2", "INFRACTION": "1", "UNKNOWN": "9", "": ""}
NO_CHARGE_COLUMNS = ("", "", "", NOTHING)
NO_PARTS = (Part(""),)
CANNABIS_TEXTS = frozenset(charge.text for charge in CANNABIS)


class Dates:
    """Prints dates; now and then one that is partial, unreadable, missing or in the future.

    `unclear` is the share of such dates among birth dates, among the dates of steps with a cannabis
    conviction, and among those of other steps: each is counted apart, so that even a small file has some.
    """

    def __init__(self, unclear: float, as_of: date, rng: Random) -> None:
        self._as_of = as_of
        self._births = spaced(unclear, rng)
        self._cannabis = spaced(unclear, rng)
        self._others = spaced(unclear, rng)
        self._ways = dealt(range(6), rng)

    def birth(self, on: date) -> str:
        """A birth date, as printed."""
        return self._unclear(on) if next(self._births) else printed(on)

    def step(self, step: Step) -> str:
        """The date of a step, as printed."""
        turns = self._cannabis if _convicts_of_cannabis(step) else self._others
        if step.on is None:
            return ""
        return self._unclear(step.on) if next(turns) else printed(step.on)

    def _unclear(self, on: date) -> str:
        texts = (
            f"{on.year}0000",
            f"{on.year}{on.month:02}00",
            "",
            f"{on.year}0230",
            f"{on.month}/{on.day}/{on.year}",
            printed(self._as_of + timedelta(365 + on.day)),
        )
        return texts[next(self._ways)]


def printed(on: date) -> str:
    """A date as the file writes it, YYYYMMDD."""
    return f"{on.year:04}{on.month:02}{on.day:02}"


def rows_of(person: Row, born: date, cycles: list[Cycle], dates: Dates) -> Iterator[Row]:
    """The rows of one person, in order of the cycles' dates; the record number is still missing.

    `person` holds the columns SUBJECT_ID to CITIZENSHIP_LIST.
    """
    for order, cycle in enumerate(sorted(cycles, key=lambda cycle: cycle.on), start=1):
        age = str((cycle.on - born).days * 4 // 1461)
        head = ["", "A", *person, "#", f"{order:03}", printed(cycle.on)]
        for step_order, step in enumerate(cycle.steps, start=1):
            place = f"{order:03}{step_order:03}"
            yield from _rows_of_step(head, step, place, dates.step(step), age)


def _rows_of_step(head: Row, step: Step, place: str, on: str, age: str) -> Iterator[Row]:
    kind = step.kind
    code = county_code(step.county)
    step_columns = [
        *("#", place[3:], on, kind.code, kind.name, kind.agency_code, kind.agency),
        *(f"ZZ{code}{kind.agency_code}000", f"{kind.agency} OF {step.county} COUNTY", code, step.county),
    ]
    for order, count in enumerate(step.counts, start=1):
        after = [age, "A", "AUTOMATED", count.comment, "EOR"]
        for said in _charges_of(count):
            before = [*head, *step_columns, *_count_columns(step, said, f"{place}{order:03}000", on)]
            for part_order, part in enumerate(said.sentence.parts or NO_PARTS, start=1):
                yield before + _sentence_columns(part, part_order) + after


def _charges_of(count: Count) -> tuple[Count, ...]:
    """The count as its rows have it: with its charge, then with the other one if it names one."""
    if count.other_charge is None:
        return (count,)
    further = replace(count, charge=count.other_charge, sentence=NO_SENTENCE)
    return count, further


def _count_columns(step: Step, count: Count, count_order: str, on: str) -> Row:
    """The columns CNT_SEG_SEP to CONV_STAT_DESCR."""
    number = step.case_number if count.case_number is None else count.case_number
    text, letter, code = count.charge
    charge = (code, text, letter, NOTHING)
    ended = count.disposition != ""
    convicted = count.disposition.startswith("CONVICTED")
    return [
        *("#", count_order, on if ended else "", number),
        *charge,
        *(charge if ended else NO_CHARGE_COLUMNS),
        "001" if convicted else "",
        *(charge if convicted else NO_CHARGE_COLUMNS),
        *_number_columns(step, number),
        *(("001", f"{len(count.disposition):02}00", count.disposition) if ended else ("", "", "")),
        CONVICTION_CODES[count.grade],
        count.grade,
    ]


def _number_columns(step: Step, number: str) -> Row:
    """The columns FE_NUM_ORDER to FE_NUM_WARRANT: the agency's own numbers."""
    if not number:
        return [""] * 12
    numbers = ["001", f"A{number}", *[NOTHING] * 10]
    if step.kind is COURT:
        numbers[4], numbers[7], numbers[10] = f"D{number}", f"N{number}", number
        return numbers
    numbers[3], numbers[5], numbers[6], numbers[7] = f"C{number}", f"I{number}", f"B{number}", f"N{number}"
    return numbers


def _sentence_columns(part: Part, order: int) -> Row:
    """The columns SENT_SEG_SEP to SENT_TIME_DESCR."""
    if not part.place:
        return ["#", "", "", "", "", "", ""]
    return ["#", f"{order:03}", part.place[:2], part.place, part.length, part.unit, UNITS.get(part.unit, "")]


def _convicts_of_cannabis(step: Step) -> bool:
    convictions = (count for count in step.counts if count.disposition.startswith("CONVICTED"))
    return any(count.charge.text in CANNABIS_TEXTS for count in convictions)

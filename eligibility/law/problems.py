"""What could not be understood in the rows: every such row is named, and what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from eligibility.law.columns import Texts
from eligibility.law.history import History
from eligibility.law.sections import Charge
from eligibility.law.sources import naming_another_charge
from eligibility.law.values import HOLE_WORDS, CodeArray, Hole, IntArray
from uploads.formats.problems import Problem, excerpt

NO_NAMES: Mapping[int, str] = MappingProxyType({})
COMPARE = "Compare the row with the person's record at the Department of Justice."

_A_PERSON_DECIDES = "where it matters, a person decides"
_DONE_ABOUT = {
    Hole.MISSING: _A_PERSON_DECIDES,
    Hole.YEAR_ONLY: "it may be any day of that year",
    Hole.MONTH_ONLY: "it may be any day of that month",
    Hole.UNREADABLE: _A_PERSON_DECIDES,
    Hole.FUTURE: _A_PERSON_DECIDES,
}


def _kind(hole: Hole) -> str:
    return f"date-{hole.name.lower().replace('_', '-')}"


# The kinds of problem, and what a person is told. The dates' message begins with which date it is.
MESSAGES = {
    "no-subject": "The row has no SUBJECT_ID and no CII number: a person decides about its convictions.",
    "subject-by-cii": "The row has no SUBJECT_ID: it was put with rows of the same CII number without one.",
    "zeros-restored": "CNT_ORDER has lost zeros in front: they were put back.",
    "short-order": "CNT_ORDER is too short: which rows belong to this conviction is not sure.",
    "no-section": "No section could be read: this counts as a conviction of another kind.",
    "other-charge": "The first row of this count names another charge, and only that one is judged.",
    "other-code": "The section is one of concern, but of another code: this counts as another conviction.",
    "no-grade": "Nothing says if this is a felony: a county's policy takes it for a lesser conviction.",
    "sentence-unread": f"The sentence is not a number of days, months or years: {_A_PERSON_DECIDES}.",
    "no-county": "The conviction has no county: it is not among the county's convictions.",
    **{_kind(hole): f"{words}: {_DONE_ABOUT[hole]}." for hole, words in HOLE_WORDS.items() if hole},
}

# A row of the frame, the column, the value, the kind, and what the message begins with.
Found = tuple[int, str, str, str, str]


def find_problems(
    history: History,
    concerns: Callable[[Charge], str],
    mistaken: Callable[[Charge], bool],
    file_names: Mapping[int, str] = NO_NAMES,
) -> list[Problem]:
    """The problems of a history, in the order of the file.

    `concerns` says which charges are of concern, `mistaken` which only look as if they were. A file that
    `file_names` does not name is named by its number.
    """
    found = [
        *_persons(history),
        *_orders(history),
        *_dates(history),
        *_sentences(history),
        *_charges(history, concerns, mistaken),
    ]
    return [_problem(history, file_names, *problem) for problem in sorted(found)]


def _problem(
    history: History, file_names: Mapping[int, str], row: int, column: str, value: str, kind: str, whose: str
) -> Problem:
    file, number = history.place(row)
    name = file_names.get(file, f"file {file + 1}")
    return Problem(name, number, column, excerpt(value), kind, whose + MESSAGES[kind], COMPARE)


def _at(rows: IntArray, column: str, texts: Texts | None, kind: str) -> list[Found]:
    """The same problem at these rows; `texts` hold the values to show."""
    return [(row, column, texts.at(row) if texts else "", kind, "") for row in rows.tolist()]


def _persons(history: History) -> list[Found]:
    identified = history.people.identified[history.people.of_row]
    by_number = np.flatnonzero(history.people.subject_missing & identified)
    return [
        *_at(np.flatnonzero(~identified), "SUBJECT_ID", None, "no-subject"),
        *_at(by_number, "SUBJECT_ID", None, "subject-by-cii"),
    ]


def _orders(history: History) -> list[Found]:
    orders, convicted = history.orders, history.convictions.of_row >= 0
    return [
        *_at(np.flatnonzero(orders.restored & convicted), "CNT_ORDER", history.order_texts, "zeros-restored"),
        *_at(np.flatnonzero(orders.short & convicted), "CNT_ORDER", history.order_texts, "short-order"),
    ]


def _dates(history: History) -> list[Found]:
    """Dates that are not exact: of convictions, and of birth on the person's first row."""
    rows, people = history.convictions.row, history.people
    convicted = history.event_dates(rows).hole
    event_texts, birth_texts = history.event_date_texts, history.birth_texts
    return [
        *_inexact(rows, convicted, "STP_EVENT_DATE", event_texts, "The date of the conviction "),
        *_inexact(people.first_row, people.born.hole, "PRI_DOB", birth_texts, "The date of birth "),
    ]


def _inexact(rows: IntArray, hole: CodeArray | None, column: str, texts: Texts, whose: str) -> list[Found]:
    """The dates at these rows that have a hole."""
    if hole is None:
        return []
    places = np.flatnonzero(hole)
    kinds = [_kind(Hole(kind)) for kind in hole[places].tolist()]
    return [
        (row, column, texts.at(row), kind, whose)
        for row, kind in zip(rows[places].tolist(), kinds, strict=True)
    ]


def _sentences(history: History) -> list[Found]:
    """Parts of sentences whose length is not known."""
    unread = history.convictions.unread_sentences
    return [(row, "SENT_LENGTH", text, "sentence-unread", "") for row, text in unread.items()]


def _charges(
    history: History, concerns: Callable[[Charge], str], mistaken: Callable[[Charge], bool]
) -> list[Found]:
    """Convictions of two sections, of none, of a mistaken one; of concern, but without grade or county."""
    rows = history.convictions.row
    of_concern = history.convictions_where(concerns)
    without_grade = rows[of_concern & (history.convictions.grade.codes < 0)]
    nameless = rows[~history.convictions_where(lambda charge: charge.sections)]
    without_county = rows[of_concern & (history.counties.codes[rows] < 0)]
    differing = naming_another_charge(history)
    return [
        *_at(differing, "OFFENSE_DESCR", history.descriptions, "other-charge"),
        *_at(nameless, "OFFENSE_DESCR", history.descriptions, "no-section"),
        *_at(rows[history.convictions_where(mistaken)], "OFFENSE_DESCR", history.descriptions, "other-code"),
        *_at(without_grade, "CONV_STAT_DESCR", None, "no-grade"),
        *_at(without_county, "STP_ORI_CNTY_NAME", None, "no-county"),
    ]

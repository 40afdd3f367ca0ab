"""The lists that are attached to papers, in the order in which a motion has its convictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from filings.documents.captions import EXHIBIT_A, cases_in, full_name, people_in
from filings.documents.paper import Exhibit, ExhibitColumn
from filings.documents.text import counted, short_date
from filings.documents.values import Item

EMPTY_BOX = "□"


@dataclass(frozen=True)
class _Column:
    """A column, how wide it would like to be in points, and what it shows of an item."""

    title: str
    width: float
    value: Callable[[Item], str]
    align: Literal["left", "right", "center"] = "left"


_CASE = _Column("Case number", 80, lambda item: item.case_number)
_NAME = _Column("Name", 142, full_name)
_BORN_IN = _Column("Born in", 30, lambda item: str(item.born_year or ""))
_COUNT = _Column("Count", 32, lambda item: item.count)
_SECTION = _Column("Offense as charged", 70, lambda item: item.section)
_GRADE = _Column("Grade", 54, lambda item: item.grade)
_CONVICTED = _Column("Convicted on", 54, lambda item: short_date(item.convicted_on))
_RELIEF = _Column("Relief", 58, lambda item: str(item.relief))
_RESULT = _Column("Result", 84, lambda item: item.resulting)
_BASIS = _Column("Basis", 76, lambda item: item.basis)
_COURT = _Column("Court", 70, lambda item: item.court)
_GRANTED = _Column("Granted", 42, lambda item: EMPTY_BOX, "center")
_DENIED = _Column("Denied", 38, lambda item: EMPTY_BOX, "center")
_GROUND = _Column("Ground of challenge", 250, lambda item: item.ground)
_CII = _Column("CII number", 60, lambda item: item.cii_number)
_BORN_ON = _Column("Born on", 54, lambda item: short_date(item.born_on))
_ARRESTED = _Column("Arrested on", 54, lambda item: short_date(item.arrested_on))
_ARRESTED_BY = _Column("Arresting agency", 84, lambda item: item.arresting_agency)

_PUBLIC = (_CASE, _NAME, _COUNT, _SECTION, _GRADE, _CONVICTED, _RELIEF, _RESULT, _BASIS)
_NUMBER_WIDTH = 36
_PAGE_WIDTH = 720


def public_exhibit(items: Sequence[Item], *, show_birth_year: bool = False) -> Exhibit:
    """The convictions for which relief is asked, without what is confidential.

    The year of birth appears only where the county wants it; a full date of birth never does.
    """
    return _exhibit(items, _with_birth_year(_PUBLIC) if show_birth_year else _PUBLIC)


def decision_exhibit(items: Sequence[Item], *, show_birth_year: bool = False) -> Exhibit:
    """The public list with a box to grant and a box to deny on each row, for the judge to mark.

    The basis of each row, for which there is no room beside the boxes, stands in the motion's exhibit.
    """
    columns = (*_PUBLIC[:-1], _GRANTED, _DENIED)
    return _exhibit(items, _with_birth_year(columns) if show_birth_year else columns)


def challenge_exhibit(items: Sequence[Item]) -> Exhibit:
    """The convictions for which the People challenge relief, with the ground of each."""
    return _exhibit(items, (_CASE, _NAME, _COUNT, _SECTION, _GRADE, _CONVICTED, _GROUND))


def confidential_exhibit(items: Sequence[Item]) -> Exhibit:
    """The convictions with what finds the records of person and arrest, for court and Department only."""
    columns = (_CASE, _NAME, _CII, _BORN_ON, _COUNT, _SECTION, _CONVICTED, _ARRESTED, _ARRESTED_BY, _RELIEF)
    return _exhibit(items, columns, confidential=True)


def _with_birth_year(columns: tuple[_Column, ...]) -> tuple[_Column, ...]:
    return (*columns[:2], _BORN_IN, *columns[2:])


def _exhibit(items: Sequence[Item], columns: Sequence[_Column], *, confidential: bool = False) -> Exhibit:
    number = ExhibitColumn("No.", _NUMBER_WIDTH, "right")
    # Where all were convicted in one court, the caption names it.
    if len({item.court for item in items}) > 1:
        columns = (columns[0], _COURT, *columns[1:])
    return Exhibit(
        name=EXHIBIT_A,
        title=(
            f"{counted(len(items), 'conviction')} in {counted(cases_in(items), 'case')} "
            f"of {counted(people_in(items), 'person', 'people')}"
        ),
        columns=(number, *_fitted(columns, _PAGE_WIDTH - _NUMBER_WIDTH)),
        rows=[
            (f"{position:,}", *(column.value(item) for column in columns))
            for position, item in enumerate(items, start=1)
        ],
        ending=f"End of {EXHIBIT_A}: {counted(len(items), 'conviction')}, numbered 1 to {len(items):,}.",
        confidential=confidential,
    )


def _fitted(columns: Sequence[_Column], width: float) -> list[ExhibitColumn]:
    """The columns at the widths they like, names giving or taking what is left of the page."""
    left = width - sum(column.width for column in columns if column is not _NAME)
    return [
        ExhibitColumn(column.title, left if column is _NAME else column.width, column.align)
        for column in columns
    ]

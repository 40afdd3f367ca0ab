"""The public list that a motion or order refers to."""

from __future__ import annotations

from collections.abc import Sequence

from filings.documents.ordering import in_filing_order
from filings.documents.paper import Exhibit, ExhibitColumn, cases_in, people_in
from filings.documents.text import counted, short_date
from filings.documents.values import Item

EXHIBIT_A = "Exhibit A"

_COLUMNS = (
    ExhibitColumn("No.", 34, "right"),
    ExhibitColumn("Case number", 92),
    ExhibitColumn("Name", 142),
    ExhibitColumn("Count", 36),
    ExhibitColumn("Offense as charged", 84),
    ExhibitColumn("Grade", 62),
    ExhibitColumn("Convicted on", 58),
    ExhibitColumn("Relief", 68),
    ExhibitColumn("Result", 72),
    ExhibitColumn("Basis", 72),
)
_BORN = ExhibitColumn("Born in", 34)
_NAME = 2


def public_exhibit(items: Sequence[Item], *, show_birth_year: bool = False, name: str = EXHIBIT_A) -> Exhibit:
    """Convictions for whom relief is asked, without what is confidential, in the order of their case numbers.

    The year of birth appears only where the county wants it; a full date of birth never does.
    """
    ordered = in_filing_order(items)
    rows = [_row(number, item, show_birth_year) for number, item in enumerate(ordered, start=1)]
    summary = (
        f"{counted(len(ordered), 'conviction')} in {counted(cases_in(ordered), 'case')} "
        f"of {counted(people_in(ordered), 'person', 'people')}"
    )
    return Exhibit(
        name=name,
        title=summary,
        columns=_columns(show_birth_year),
        rows=rows,
        ending=f"End of {name}: {counted(len(ordered), 'conviction')}, numbered 1 to {len(ordered):,}.",
    )


def _columns(show_birth_year: bool) -> tuple[ExhibitColumn, ...]:
    if not show_birth_year:
        return _COLUMNS
    narrower = ExhibitColumn("Name", _COLUMNS[_NAME].width - _BORN.width)
    return (*_COLUMNS[:_NAME], narrower, _BORN, *_COLUMNS[_NAME + 1 :])


def _row(number: int, item: Item, show_birth_year: bool) -> tuple[str, ...]:
    born = (str(item.born_year or ""),) if show_birth_year else ()
    return (
        f"{number:,}",
        item.case_number,
        item.name,
        *born,
        item.count,
        item.section,
        item.grade,
        short_date(item.convicted_on),
        item.relief,
        item.resulting,
        item.basis,
    )

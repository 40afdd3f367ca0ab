"""The orders of a list: by case number, as clerks pull files; by name; by date of conviction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from filings.documents.values import Item, Order

_PART = re.compile(r"[0-9]+|[A-Za-z]+")

NaturalKey = tuple[bool, tuple[tuple[bool, int, str], ...], str]


def natural_key(case_number: str) -> NaturalKey:
    """A sort key that reads digits as numbers and looks past blanks, hyphens and letter case.

    Numbers come before letters, so old bare numbers precede those with a court's prefix; an empty number
    comes last: `97F01234`, `912`, `10477`, `10477-A`, `BA9876`, `BA012345`, `CR-2-7`, `CR-10-7`, then none.
    """
    parts = tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part.casefold())
        for part in _PART.findall(case_number)
    )
    numbered = tuple((letters, number, word if letters else "") for letters, number, word in parts)
    return (not parts, numbered, case_number)


def in_order(items: Iterable[Item], order: Order) -> list[Item]:
    """Items by what is asked for and then by all else, so that equal input gives an equal list.

    What is unknown comes last. Names stand in the order of their letters, whether capital or small.
    """
    leading = _LEADING[order]
    return sorted(items, key=lambda item: (leading(item), _filing_key(item)))


def in_filing_order(items: Iterable[Item]) -> list[Item]:
    """Items by case number, then count, name and section."""
    return in_order(items, Order.CASE_NUMBER)


_LEADING: dict[Order, Callable[[Item], Any]] = {
    Order.CASE_NUMBER: lambda item: (),
    Order.NAME: lambda item: (not item.name, item.name.casefold(), item.name, item.person),
    Order.DATE: lambda item: (item.convicted_on is None, str(item.convicted_on or "")),
}


def _filing_key(item: Item) -> tuple[Any, ...]:
    return (
        natural_key(item.case_number),
        natural_key(item.count),
        item.name,
        item.section,
        item.relief,
        str(item.convicted_on or ""),
        item.person,
    )

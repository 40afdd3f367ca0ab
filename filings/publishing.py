"""What of an office's progress may be published: no person, no case, and no number that points at somebody.

A small number is not printed, and neither is one that gives a small one away by its difference from another.
How small is small is nowhere in the law: ten is what statistical offices commonly use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from offices.models import Office

from . import progress

SMALLEST_PUBLISHED = 10


@dataclass(frozen=True)
class Number:
    """A number as it is published: exactly, or as a bound."""

    number: int
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.number:,}".strip()


@dataclass(frozen=True)
class Row:
    """One line of the summary: what is counted, and how many convictions, of how many people."""

    what: str
    convictions: Number
    people: Number | None = None


def exactly(number: int) -> Number:
    return Number(number)


def at_least(number: int) -> Number:
    """A bound that leaves room for a small number beside it; nothing is nothing."""
    if not number:
        return exactly(number)
    return Number(number // SMALLEST_PUBLISHED * SMALLEST_PUBLISHED, "at least")


def fewer() -> Number:
    return Number(SMALLEST_PUBLISHED, "fewer than")


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST_PUBLISHED


def one_below_the_other(numbers: Iterable[int]) -> list[Number]:
    """Numbers of which each counts a part of the one above it.

    | numbers    | published                  |
    |------------|----------------------------|
    | 120, 90, 4 | 120, 90, fewer than 10     |
    | 120, 117   | 120, at least 110          |
    | 120, 120   | 120, 120                   |
    """
    published: list[Number] = []
    above: int | None = None
    for number in numbers:
        if is_small(number):
            published.append(fewer())
        elif above is not None and is_small(above - number):
            published.append(at_least(number))
        else:
            published.append(exactly(number))
            above = number
    return published


def side_by_side(numbers: Iterable[int]) -> list[Number]:
    """Numbers that make up one sum, which is published too.

    | numbers | published                   |
    |---------|-----------------------------|
    | 80, 20  | 80, 20                      |
    | 96, 4   | at least 90, fewer than 10  |
    | 96, 0   | 96, 0                       |
    | 4, 0    | fewer than 10, 0            |
    """
    numbers = list(numbers)
    if not any(map(is_small, numbers)):
        return [exactly(number) for number in numbers]
    return [fewer() if is_small(number) else at_least(number) for number in numbers]


def rows(office: Office) -> list[Row]:
    stages, granted = progress.stages(office), progress.granted(office)
    convictions = one_below_the_other(stage.convictions for stage in stages)
    people = one_below_the_other(stage.people for stage in stages)
    counted = zip(stages, convictions, people, strict=True)
    parts = zip(granted, side_by_side(number for _, number in granted), strict=True)
    return [
        *(Row(stage.label, *numbers) for stage, *numbers in counted),
        *(Row(f"Granted: {relief}", number) for (relief, _), number in parts),
    ]

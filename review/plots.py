"""Bars drawn as SVG beside the table that they come from. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 300
HEIGHT = 18
GAP = 8
LABEL = 190


@dataclass(frozen=True)
class Bar:
    label: str
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    x: float
    width: float
    series: int


@dataclass(frozen=True)
class DrawnBar:
    label: str
    total: int
    y: int
    text_y: int
    parts: tuple[Part, ...]
    end: float


@dataclass(frozen=True)
class Plot:
    bars: tuple[DrawnBar, ...]
    width: int
    height: int


def bars(rows: Sequence[Bar]) -> Plot:
    """Lies the bars under each other, the longest as wide as there is room."""
    longest = max((sum(row.parts) for row in rows), default=0) or 1
    drawn = tuple(draw(row, number, WIDTH / longest) for number, row in enumerate(rows))
    return Plot(drawn, LABEL + WIDTH + 60, len(rows) * (HEIGHT + GAP))


def draw(row: Bar, number: int, scale: float) -> DrawnBar:
    y, x, parts = number * (HEIGHT + GAP), float(LABEL), []
    for series, value in enumerate(row.parts):
        parts.append(Part(round(x, 1), round(value * scale, 1), series))
        x += value * scale
    return DrawnBar(row.label, sum(row.parts), y, y + HEIGHT - 4, tuple(parts), round(x + 6, 1))

"""Numbers that come in from addresses and forms, where they may be anything."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = 18
"""No database holds longer ones."""


def number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= DIGITS else None


def numbers(texts: Iterable[str]) -> list[int]:
    return [found for text in texts if (found := number(text)) is not None]

"""A court paper as a list of parts, before it is set in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading inside a paper."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    indented: bool = False


@dataclass(frozen=True)
class Table:
    """A small table in running text; `numeric` columns stand to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Signature:
    """A date line and a line to sign on; an empty date leaves a line to write it on."""

    dated: str
    below: tuple[str, ...]
    above: tuple[str, ...] = ()
    date_label: str = "Dated:"
    sign_label: str = ""


Block = Heading | Paragraph | Table | Signature


@dataclass(frozen=True)
class ExhibitColumn:
    """A column of an exhibit; `width` is in points, of the 720 that a page has."""

    title: str
    width: float
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True)
class Exhibit:
    """A list that follows a paper, set as a table without line numbers."""

    name: str
    title: str
    columns: tuple[ExhibitColumn, ...]
    rows: Sequence[tuple[str, ...]]
    ending: str
    confidential: bool = False


@dataclass(frozen=True)
class Caption:
    """What stands on the first page above the text (Cal. Rules of Court, rule 2.111)."""

    attorneys: tuple[str, ...]
    court: tuple[str, ...]
    parties: tuple[str, ...]
    numbers: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One paper for the court with what is attached to it."""

    title: str
    footer: str
    caption: Caption
    blocks: tuple[Block, ...]
    made_on: date
    exhibits: tuple[Exhibit, ...] = ()

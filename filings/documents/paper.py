"""A court paper as a list of parts, before it is set in any format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from filings.documents.text import counted, long_date, printable
from filings.documents.values import Attorney, Court, Hearing, Item, Office
from filings.documents.wording import UnknownField, block_named, fill, paragraphs_of

LONGEST_PARAGRAPH = 20_000


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
    """A date line and a line to sign on."""

    dated: str
    closing: str
    above: tuple[str, ...]
    below: tuple[str, ...]


Block = Heading | Paragraph | Table | Signature


@dataclass(frozen=True)
class ExhibitColumn:
    """A column of an exhibit; `width` is in points of a page with 720 of them."""

    title: str
    width: float
    align: Literal["left", "right"] = "left"


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


PEOPLE = "THE PEOPLE OF THE STATE OF CALIFORNIA"


def attorney_lines(attorneys: Sequence[Attorney], office: Office) -> tuple[str, ...]:
    """The lines that name who files: attorneys with bar numbers, office, address, and whom they represent."""
    lines = [line for attorney in attorneys for line in _attorney(attorney)]
    lines += [office.name, *office.address]
    lines += [f"Telephone: {office.phone}"] if office.phone else []
    lines += [f"E-mail: {office.email}"] if office.email else []
    return tuple(printable(line) for line in [*lines, "Attorneys for the People"] if line)


def _attorney(attorney: Attorney) -> list[str]:
    bar = f" (State Bar No. {attorney.bar_number})" if attorney.bar_number else ""
    return [f"{attorney.name}{bar}", attorney.title]


def court_lines(court: Court) -> tuple[str, ...]:
    """The title of the court, and its branch if it has one."""
    lines = [f"SUPERIOR COURT OF CALIFORNIA, COUNTY OF {court.county.upper()}", court.branch]
    return tuple(printable(line) for line in lines if line)


def hearing_lines(hearing: Hearing | None) -> tuple[str, ...]:
    """The hearing as the caption shows it."""
    if hearing is None:
        return ()
    lines = [f"Date: {long_date(hearing.held_on)}"]
    lines += [f"Time: {hearing.time}"] if hearing.time else []
    lines += [f"Dept.: {hearing.department}"] if hearing.department else []
    return tuple(printable(line) for line in lines)


def signature(attorneys: Sequence[Attorney], office: Office, dated: date | None) -> Signature:
    """The signature of the first attorney for the People."""
    signer = attorneys[0]
    below = tuple(printable(line) for line in (signer.name, signer.title, "Attorney for the People") if line)
    return Signature(
        dated=long_date(dated) if dated else "",
        closing="Respectfully submitted,",
        above=(printable(office.name),),
        below=below,
    )


def people_in(items: Sequence[Item]) -> int:
    """How many people the items concern; a person without a key is told apart by name."""
    return len({item.person or item.name for item in items})


def cases_in(items: Sequence[Item]) -> int:
    """How many cases the items belong to; items without a case number count as one."""
    return len({item.case_number for item in items})


def number_line(items: Sequence[Item], exhibit: str) -> str:
    """The case number of a bulk paper: the first of the list, and how many more there are."""
    first = next((item.case_number for item in items if item.case_number), "")
    others = cases_in(items) - 1
    if not first:
        return f"Case No. see {exhibit}"
    if not others:
        return printable(f"Case No. {first}")
    return printable(f"Case No. {first}") + f" and {counted(others, 'other case')} listed in {exhibit}"


def paragraphs(
    body: str, fields: Mapping[str, str], blocks: Mapping[str, Sequence[Block]]
) -> tuple[Block, ...]:
    """The parts of a body of text, with its fields filled in and its blocks put in their places.

    Raises UnknownField for a field or block that this paper does not have.
    """
    parts: list[Block] = []
    for paragraph in paragraphs_of(body):
        name = block_named(paragraph)
        parts += _block(name, blocks) if name else [_part(paragraph, fields)]
    return tuple(parts)


def _block(name: str, blocks: Mapping[str, Sequence[Block]]) -> Sequence[Block]:
    if name not in blocks:
        raise UnknownField(f"There is no block [{name}]; known are: {', '.join(sorted(blocks))}.")
    return blocks[name]


def _part(paragraph: str, fields: Mapping[str, str]) -> Block:
    marker, _, rest = paragraph.partition(" ")
    if marker == "#":
        return Heading(printable(fill(rest, fields)))
    if marker == "-":
        return Paragraph(printable(fill(rest, fields), LONGEST_PARAGRAPH), indented=True)
    return Paragraph(printable(fill(paragraph, fields), LONGEST_PARAGRAPH))

"""The body of a paper: its wording with fields filled in and blocks put in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from filings.documents.captions import (
    EXHIBIT_A,
    caption_of,
    cases_in,
    court_of,
    full_name,
    office_fields,
    people_in,
)
from filings.documents.merging import (
    SIGN_HERE,
    UnknownField,
    Wording,
    block_named,
    fill,
    fill_lines,
    paragraphs_of,
)
from filings.documents.ordering import in_filing_order, natural_key
from filings.documents.paper import Block, Exhibit, Heading, Paper, Paragraph, Signature, Table
from filings.documents.text import counted, long_date, printable, short_date
from filings.documents.values import Item, Motion, Relief
from filings.documents.wording import DEFAULT_BASIS, HEARD, ON_THE_PAPERS

LONGEST_PARAGRAPH = 20_000
_CANNABIS = re.compile(r"113(?:57|58|59|60)")


class NothingToFile(ValueError):
    """A paper was asked for with nobody to sign it or no conviction to name."""


def assemble(
    motion: Motion,
    wording: Wording,
    exhibits: tuple[Exhibit, ...] = (),
    blocks: Mapping[str, Sequence[Block]] = MappingProxyType({}),
) -> Paper:
    """A paper in a motion's caption with the given words; `blocks` are those that only this paper has.

    Raises NothingToFile without convictions or attorneys, and UnknownField for a faulty template.
    """
    if not motion.items or not motion.attorneys:
        raise NothingToFile("A paper needs at least one conviction and one attorney.")
    fields = fields_of(motion)
    return Paper(
        title=printable(fill(wording.title, fields)),
        footer=printable(fill(wording.footer, fields)),
        caption=caption_of(motion),
        blocks=_parts(wording, fields, motion, blocks),
        made_on=motion.as_of,
        exhibits=exhibits,
    )


def fields_of(motion: Motion) -> dict[str, str]:
    """The value of every merge field of a paper."""
    items = motion.items
    return {
        "agencies": ", ".join(sorted({item.agency for item in items if item.agency})),
        "as_of": long_date(motion.as_of),
        "cases": counted(cases_in(items), "case"),
        "convictions": counted(len(items), "conviction"),
        "county": motion.court.county,
        "exhibit": EXHIBIT_A,
        "judge": court_of(motion).judge or "the judge of this Court",
        "name": items[0].name if people_in(items) == 1 else counted(people_in(items), "person", "people"),
        "office": motion.office.name,
        "order": motion.order,
        "people": counted(people_in(items), "person", "people"),
        "public_defender": motion.public_defender,
    }


def sign_line(dated: date | None, *below: str, date_label: str = "Dated:") -> Signature:
    """A line to sign on with the lines under it."""
    shown = tuple(printable(line) for line in below if line)
    return Signature(long_date(dated) if dated else "", shown, date_label=date_label)


def _blocks(motion: Motion, wording: Wording) -> dict[str, Callable[[], Sequence[Block]]]:
    """The blocks that any paper can have, each made only if the wording asks for it."""
    items = motion.items
    return {
        "agencies": lambda: [
            count_table("Prosecuting agency", items, lambda item: item.agency or "not known")
        ],
        "counts": lambda: [_relief_table(items)],
        "each_conviction": lambda: _each_conviction(items, wording),
        "grounds": lambda: [count_table("Ground", items, lambda item: item.ground or "not stated")],
        "hearing": lambda: [Paragraph(_hearing_sentence(motion))],
        "judge": lambda: [sign_line(None, court_of(motion).judge, "Judge of the Superior Court")],
        "relief": lambda: _each_relief(items, wording),
        "signature": lambda: [_attorney_signature(motion)],
        "totals": lambda: [_totals(items)],
    }


def _attorney_signature(motion: Motion) -> Signature:
    before, _, below = motion.signature.partition(SIGN_HERE)
    above, _, label = before.rpartition("\n")
    fields = office_fields(motion)
    return Signature(
        dated=long_date(motion.dated) if motion.dated else "",
        above=tuple(map(printable, fill_lines(above, fields))),
        below=tuple(map(printable, fill_lines(below, fields))),
        sign_label=printable(fill(label, fields)),
    )


def _relief_table(items: Sequence[Item]) -> Table:
    counts = Counter((item.relief, _offense(item.section)) for item in items)
    order = list(Relief)
    keys = sorted(counts, key=lambda key: (order.index(key[0]), natural_key(key[1])))
    rows = [
        (relief.capitalize(), printable(section), f"{counts[relief, section]:,}") for relief, section in keys
    ]
    return Table(
        columns=("Relief", "Offense", "Convictions"),
        rows=(*rows, ("All", "", f"{len(items):,}")),
        numeric=frozenset({2}),
    )


def _offense(section: str) -> str:
    """The section that a charge is counted under: without subdivisions, whichever way it is written.

    | charged         | counted under   |
    |-----------------|-----------------|
    | `11358(C)HS`    | `11358 HS`      |
    | `664/11359 HS`  | `11359 HS`      |
    | `11358/11359 HS`| `11358/11359 HS`|
    | `32 PC`         | `32 PC`         |
    """
    named = set(_CANNABIS.findall(section))
    return f"{named.pop()} HS" if len(named) == 1 else section


def count_table(title: str, items: Iterable[Item], of: Callable[[Item], str]) -> Table:
    """How many convictions have each value of something, and all together."""
    counts = Counter(of(item) for item in items)
    rows = [
        (printable(value, LONGEST_PARAGRAPH), f"{counts[value]:,}")
        for value in sorted(counts, key=natural_key)
    ]
    return Table((title, "Convictions"), (*rows, ("All", f"{counts.total():,}")), frozenset({1}))


def _totals(items: Sequence[Item]) -> Table:
    numbers = [item.case_number for item in in_filing_order(items) if item.case_number]
    rows = [
        ("Convictions", f"{len(items):,}"),
        ("People", f"{people_in(items):,}"),
        ("Cases", f"{cases_in(items):,}"),
        ("Convictions without a case number", f"{len(items) - len(numbers):,}"),
    ]
    if numbers:
        rows += [("First case number", printable(numbers[0])), ("Last case number", printable(numbers[-1]))]
    return Table(("In all", ""), tuple(rows), frozenset({1}))


def _each_relief(items: Sequence[Item], wording: Wording) -> tuple[Paragraph, ...]:
    counts = Counter(item.relief for item in items)
    return tuple(
        _sentence(
            wording, relief, {"convictions": counted(counts[relief], "conviction"), "exhibit": EXHIBIT_A}
        )
        for relief in Relief
        if counts[relief]
    )


def _each_conviction(items: Sequence[Item], wording: Wording) -> tuple[Paragraph, ...]:
    return tuple(
        _sentence(
            wording,
            item.relief,
            {
                "conviction": conviction_words(item),
                "result": _with_article(item.resulting) or "a lesser offense",
                "basis": item.basis or DEFAULT_BASIS,
            },
        )
        for item in in_filing_order(items)
    )


def _with_article(result: str) -> str:
    """A bare grade as a sentence needs it: "an infraction"."""
    return {"misdemeanor": "a misdemeanor", "infraction": "an infraction"}.get(result, result)


def _sentence(wording: Wording, relief: Relief, fields: Mapping[str, str]) -> Paragraph:
    return Paragraph(printable(fill(wording.relief[relief], fields), LONGEST_PARAGRAPH), indented=True)


def conviction_words(item: Item) -> str:
    """A conviction in running text: case, count, offense, grade and date, as far as they are known."""
    parts = [f"Case No. {item.case_number}" if item.case_number else "a case without a known number"]
    parts += [f"count {item.count}"] if item.count else []
    parts += [f"{item.section} ({item.grade})" if item.grade else item.section]
    parts += [f"of {short_date(item.convicted_on)}"] if item.convicted_on else []
    parts += [f"under the name {item.also_known_as}"] if full_name(item) != item.name else []
    return ", ".join(parts)


def _hearing_sentence(motion: Motion) -> str:
    hearing = motion.hearing
    if hearing is None:
        return ON_THE_PAPERS
    fields = {
        "date": long_date(hearing.held_on),
        "time": f" at {hearing.time}" if hearing.time else "",
        "department": f" in Department {hearing.department}" if hearing.department else "",
    }
    return printable(fill(HEARD, fields))


def _parts(
    wording: Wording, fields: Mapping[str, str], motion: Motion, own_blocks: Mapping[str, Sequence[Block]]
) -> tuple[Block, ...]:
    shared_blocks = _blocks(motion, wording)
    parts: list[Block] = []
    for paragraph in paragraphs_of(wording.body):
        name = block_named(paragraph)
        if not name:
            parts.append(_part(paragraph, fields))
        elif name in own_blocks:
            parts += own_blocks[name]
        elif name in shared_blocks:
            parts += shared_blocks[name]()
        else:
            raise UnknownField(f"This paper has no block [{name}].")
    return _numbered(parts)


def _numbered(parts: Sequence[Block]) -> tuple[Block, ...]:
    """The parts with each run of indented paragraphs numbered (1), (2), …"""
    numbered: list[Block] = []
    number = 0
    for part in parts:
        if not isinstance(part, Paragraph) or not part.indented:
            number = 0
            numbered.append(part)
            continue
        number += 1
        numbered.append(replace(part, text=f"({number}) {part.text}"))
    return tuple(numbered)


def _part(paragraph: str, fields: Mapping[str, str]) -> Block:
    marker, _, rest = paragraph.partition(" ")
    if marker == "#":
        return Heading(printable(fill(rest, fields)))
    if marker == "-":
        return Paragraph(printable(fill(rest, fields), LONGEST_PARAGRAPH), indented=True)
    return Paragraph(printable(fill(paragraph, fields), LONGEST_PARAGRAPH))

"""The motion of the People for relief from many convictions, with the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from filings.documents.exhibits import EXHIBIT_A, public_exhibit
from filings.documents.ordering import natural_key
from filings.documents.paper import (
    PEOPLE,
    Block,
    Caption,
    Paper,
    Paragraph,
    Table,
    attorney_lines,
    cases_in,
    court_lines,
    hearing_lines,
    number_line,
    paragraphs,
    people_in,
    signature,
)
from filings.documents.pleading import render_paper
from filings.documents.text import counted, long_date, printable
from filings.documents.values import Hearing, Item, Motion, Relief
from filings.documents.wording import HEARD, ON_THE_PAPERS, RELIEF_SENTENCES, fill


class NothingToFile(ValueError):
    """A paper was asked for with nobody to sign it or no conviction to name."""


def render_motion(motion: Motion) -> bytes:
    """The PDF of a bulk motion on pleading paper with its exhibit.

    Raises NothingToFile without convictions or attorneys, and UnknownField for a faulty template.
    """
    return render_paper(motion_paper(motion))


def motion_paper(motion: Motion) -> Paper:
    """The parts of a bulk motion, before it is set in any format."""
    if not motion.items or not motion.attorneys:
        raise NothingToFile("A motion needs at least one conviction and one attorney.")
    fields = motion_fields(motion)
    return Paper(
        title=printable(fill(motion.wording.title, fields)),
        footer=printable(fill(motion.wording.footer, fields)),
        caption=_caption(motion),
        blocks=paragraphs(motion.wording.body, fields, _blocks(motion)),
        made_on=motion.as_of,
        exhibits=(public_exhibit(motion.items, show_birth_year=motion.show_birth_year),),
    )


def motion_fields(motion: Motion) -> dict[str, str]:
    """The merge fields of a motion, as the wording may use them."""
    items = motion.items
    return {
        "agencies": ", ".join(sorted({item.agency for item in items if item.agency})),
        "as_of": long_date(motion.as_of),
        "cases": counted(cases_in(items), "case"),
        "convictions": counted(len(items), "conviction"),
        "county": motion.court.county,
        "exhibit": EXHIBIT_A,
        "office": motion.office.name,
        "people": counted(people_in(items), "person", "people"),
        "public_defender": motion.public_defender,
    }


def _caption(motion: Motion) -> Caption:
    return Caption(
        attorneys=attorney_lines(motion.attorneys, motion.office),
        court=court_lines(motion.court),
        parties=(f"{PEOPLE},", "", "on behalf of the persons listed in " + EXHIBIT_A),
        numbers=(_number(motion),),
        details=hearing_lines(motion.hearing),
    )


def _number(motion: Motion) -> str:
    if motion.case_number:
        return printable(f"Case No. {motion.case_number}")
    ordered = sorted(motion.items, key=lambda item: natural_key(item.case_number))
    return number_line(ordered, EXHIBIT_A)


def _blocks(motion: Motion) -> dict[str, Sequence[Block]]:
    return {
        "counts": (counts_table(motion.items),),
        "hearing": (Paragraph(_hearing_sentence(motion.hearing)),),
        "relief": _relief_sentences(motion.items),
        "signature": (signature(motion.attorneys, motion.office, motion.dated),),
    }


def counts_table(items: Sequence[Item]) -> Table:
    """How many convictions get which relief, by the offense as charged, and all together."""
    counts = Counter((item.relief, item.section) for item in items)
    order = list(Relief)
    keys = sorted(counts, key=lambda key: (order.index(key[0]), natural_key(key[1])))
    rows = [
        (relief.capitalize(), printable(section), f"{counts[relief, section]:,}") for relief, section in keys
    ]
    return Table(
        columns=("Relief", "Offense as charged", "Convictions"),
        rows=(*rows, ("All", "", f"{len(items):,}")),
        numeric=frozenset({2}),
    )


def _relief_sentences(items: Sequence[Item]) -> tuple[Paragraph, ...]:
    counts = Counter(item.relief for item in items)
    return tuple(
        Paragraph(_relief_sentence(relief, counts[relief]), indented=True)
        for relief in Relief
        if counts[relief]
    )


def _relief_sentence(relief: Relief, number: int) -> str:
    fields = {"convictions": "the " + counted(number, "conviction"), "exhibit": EXHIBIT_A}
    return fill(RELIEF_SENTENCES[relief], fields)


def _hearing_sentence(hearing: Hearing | None) -> str:
    if hearing is None:
        return ON_THE_PAPERS
    fields = {
        "date": long_date(hearing.held_on),
        "time": f" at {hearing.time}" if hearing.time else "",
        "department": f" in Department {hearing.department}" if hearing.department else "",
    }
    return printable(fill(HEARD, fields))

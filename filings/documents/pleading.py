"""A paper as a PDF on numbered pleading paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from filings.documents.paper import Block, Exhibit, Heading, Paper, Paragraph, Signature, Table
from filings.documents.text import breakable, printable
from filings.documents.typesetting import typeset

CONFIDENTIAL = "CONFIDENTIAL: criminal offender record information; authorized use only (Pen. Code, § 11142)"


def render_paper(paper: Paper) -> bytes:
    """The PDF of a paper and its exhibits."""
    return typeset("pleading.typ", paper_data(paper), paper.made_on)


def paper_data(paper: Paper) -> dict[str, object]:
    """A paper as the plain data that the layout reads."""
    caption = paper.caption
    return {
        "title": breakable(paper.title),
        "footer": breakable(paper.footer),
        "made_on": [paper.made_on.year, paper.made_on.month, paper.made_on.day],
        "confidential": CONFIDENTIAL,
        "caption": {
            "attorneys": _lines(caption.attorneys),
            "court": _lines(caption.court),
            "parties": _lines(caption.parties),
            "numbers": _lines(caption.numbers),
            "details": _lines(caption.details),
        },
        "blocks": [_BLOCKS[type(block)](block) for block in paper.blocks],
        "exhibits": [_exhibit(exhibit) for exhibit in paper.exhibits],
    }


def _lines(lines: tuple[str, ...]) -> list[str]:
    return [breakable(line) for line in lines]


def _heading(block: Heading) -> dict[str, object]:
    return {"kind": "heading", "text": breakable(block.text)}


def _paragraph(block: Paragraph) -> dict[str, object]:
    return {"kind": "paragraph", "text": breakable(block.text), "indented": block.indented}


def _table(block: Table) -> dict[str, object]:
    return {
        "kind": "table",
        "columns": _lines(block.columns),
        "rows": [_lines(row) for row in block.rows],
        "numeric": sorted(block.numeric),
    }


def _signature(block: Signature) -> dict[str, object]:
    return {
        "kind": "signature",
        "dated": block.dated,
        "closing": block.closing,
        "above": _lines(block.above),
        "below": _lines(block.below),
    }


_BLOCKS: dict[type[Block], Callable[[Any], dict[str, object]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Signature: _signature,
}


def _exhibit(exhibit: Exhibit) -> dict[str, object]:
    return {
        "name": exhibit.name,
        "title": exhibit.title,
        "columns": [
            {"title": column.title, "width": column.width, "align": column.align}
            for column in exhibit.columns
        ],
        "rows": [[breakable(printable(cell)) for cell in row] for row in exhibit.rows],
        "ending": exhibit.ending,
        "confidential": exhibit.confidential,
    }

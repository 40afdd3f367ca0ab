"""A paper as a PDF on numbered pleading paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from filings.documents.paper import Block, Exhibit, Heading, Paper, Paragraph, Signature, Table
from filings.documents.text import breakable, printable
from filings.documents.typesetting import ask, typeset

CONFIDENTIAL = "CONFIDENTIAL: criminal offender record information; authorized use only (Pen. Code, § 11142)"

# The room for one word in ems, bold included; the layout has the measures in points.
CAPTION_ROOM = 18.0
LINE_ROOM = 36.0
# Of single-spaced lines: the title of the court stands on line 8 (rule 2.111(3)).
ATTORNEY_LINES = 13
TABLE_ROOM = 9.0
CELL_SIZE = 9
LINES_IN_A_ROW = 36
CELL_PADDING = 6


def attorney_lines(paper: Paper) -> int:
    """How many lines the attorneys' block takes; ATTORNEY_LINES fit above the title of the court."""
    data = {"attorneys": _lines(paper.caption.attorneys, CAPTION_ROOM)}
    return ask("attorneys.typ", data, "attorney-lines")


def render_paper(paper: Paper) -> bytes:
    """The PDF of a paper and its exhibits. Raises CannotTypeset where the attorneys' block is too long."""
    return typeset("pleading.typ", paper_data(paper), paper.made_on)


def paper_data(paper: Paper) -> dict[str, object]:
    """A paper as the plain data that the layout reads."""
    caption = paper.caption
    return {
        "title": breakable(paper.title, CAPTION_ROOM),
        "footer": breakable(paper.footer, LINE_ROOM),
        "made_on": [paper.made_on.year, paper.made_on.month, paper.made_on.day],
        "caption": {
            "attorneys": _lines(caption.attorneys, CAPTION_ROOM),
            "court": _lines(caption.court, LINE_ROOM),
            "parties": _lines(caption.parties, CAPTION_ROOM),
            "numbers": _lines(caption.numbers, CAPTION_ROOM),
            "details": _lines(caption.details, CAPTION_ROOM),
        },
        "blocks": [_BLOCKS[type(block)](block) for block in paper.blocks],
        "exhibits": [exhibit_data(exhibit) for exhibit in paper.exhibits],
    }


def _lines(lines: tuple[str, ...], room: float) -> list[str]:
    return [breakable(line, room) for line in lines]


def _heading(block: Heading) -> dict[str, object]:
    return {"kind": "heading", "text": breakable(block.text, LINE_ROOM)}


def _paragraph(block: Paragraph) -> dict[str, object]:
    return {"kind": "paragraph", "text": breakable(block.text, LINE_ROOM), "indented": block.indented}


def _table(block: Table) -> dict[str, object]:
    return {
        "kind": "table",
        "columns": _lines(block.columns, TABLE_ROOM),
        "rows": [_lines(row, TABLE_ROOM) for row in block.rows],
        "numeric": sorted(block.numeric),
    }


def _signature(block: Signature) -> dict[str, object]:
    return {
        "kind": "signature",
        "date_label": block.date_label,
        "dated": block.dated,
        "sign_label": block.sign_label,
        "above": _lines(block.above, CAPTION_ROOM),
        "below": _lines(block.below, CAPTION_ROOM),
    }


_BLOCKS: dict[type[Block], Callable[[Any], dict[str, object]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Signature: _signature,
}


def _row(row: tuple[str, ...], rooms: list[float]) -> list[str]:
    """The cells of a row, each cut only where it would fill more of its column than a page can hold."""
    return [
        breakable(printable(cell, int(LINES_IN_A_ROW * room)), room)
        for cell, room in zip(row, rooms, strict=True)
    ]


def exhibit_data(exhibit: Exhibit) -> dict[str, object]:
    """A whole exhibit as the plain data that the layouts read."""
    rooms = [(column.width - CELL_PADDING) / CELL_SIZE for column in exhibit.columns]
    return {
        "name": exhibit.name,
        "heading": exhibit.name,
        "title": exhibit.title,
        "columns": [
            {"title": column.title, "width": column.width, "align": column.align}
            for column in exhibit.columns
        ],
        "rows": [_row(row, rooms) for row in exhibit.rows],
        "ending": exhibit.ending,
        "mark": CONFIDENTIAL if exhibit.confidential else "",
        "pages_before": 0,
        "pages": 0,
    }

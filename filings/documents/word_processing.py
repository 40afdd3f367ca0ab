"""A paper as a DOCX file on pleading paper, for a court or office that edits the text.

The file is written with the standard library: its parts are few, and the packages for it are either no longer
kept up or keep the whole document in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from filings.documents.paper import Block, Exhibit, Heading, Paper, Paragraph, Signature, Table
from filings.documents.pleading import CONFIDENTIAL
from filings.documents.text import printable
from filings.documents.typesetting import LAYOUTS

PARTS = LAYOUTS / "word"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Lengths are in twentieths of a point. The measures are those of the PDF.
_LINE = 480
_LINES = 28
_TOP, _BOTTOM, _LEFT, _RIGHT = 1340, 1060, 1584, 864
_TEXT_WIDTH = 12240 - _LEFT - _RIGHT
_HALF = 4536
_EXHIBIT_MARGIN = 720
_BLANK = "_" * 26
LONGEST_CELL = 1_000
_CENTERED = '<w:jc w:val="center"/>'
_STYLE = re.compile(r"(<w:pStyle [^>]*>)")
_HEADER_ROW = "<w:cantSplit/><w:tblHeader/>"


def write_docx(paper: Paper, path: Path) -> None:
    """Write a paper and its exhibits; the same paper gives the same bytes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, source in (
            ("[Content_Types].xml", "content_types.xml"),
            ("_rels/.rels", "package_relations.xml"),
            ("word/_rels/document.xml.rels", "document_relations.xml"),
            ("word/styles.xml", "styles.xml"),
            ("word/settings.xml", "settings.xml"),
        ):
            _put(package, name, [(PARTS / source).read_text(encoding="utf-8")])
        _put(package, "docProps/core.xml", [_core(paper)])
        _put(package, "word/line_numbers.xml", [_line_numbers()])
        _put(package, "word/exhibit_header.xml", [_exhibit_header(paper)])
        _put(package, "word/footer.xml", [_footer(paper)])
        _put(package, "word/exhibit_footer.xml", [_exhibit_footer(paper)])
        _put(package, "word/document.xml", _document(paper))


def _put(package: ZipFile, name: str, pieces: Sequence[str] | Iterator[str]) -> None:
    """Write a part piece by piece, with a fixed time, so that equal papers are equal files."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with package.open(entry, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece.encode("utf-8"))


def _core(paper: Paper) -> str:
    made = f"{paper.made_on.isoformat()}T00:00:00Z"
    dated = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:language>en-US</dc:language>"
        f"<dcterms:created {dated}>{made}</dcterms:created>"
        f"<dcterms:modified {dated}>{made}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _line_numbers() -> str:
    """A frame in the header, so that the numbers stand on every page beside the lines."""
    frame = (
        f'<w:framePr w:w="560" w:h="{_LINE * _LINES}" w:hRule="exact" w:hSpace="0" w:wrap="around"'
        f' w:vAnchor="page" w:hAnchor="page" w:x="600" w:y="{_TOP}"/>'
    )
    numbers = "".join(
        _paragraph(str(number + 1), properties=f'{frame}<w:jc w:val="right"/>') for number in range(_LINES)
    )
    return f"{_XML}<w:hdr {_W}>{numbers}{_paragraph('', 'Single')}</w:hdr>"


def _exhibit_header(paper: Paper) -> str:
    mark = CONFIDENTIAL if any(exhibit.confidential for exhibit in paper.exhibits) else ""
    return f"{_XML}<w:hdr {_W}>{_paragraph(mark, 'Note', bold=True, properties=_CENTERED)}</w:hdr>"


def _footer(paper: Paper) -> str:
    ruled = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>{_CENTERED}'
    number = f'<w:p><w:pPr><w:pStyle w:val="Single"/>{_CENTERED}</w:pPr>{_field("PAGE")}</w:p>'
    return f"{_XML}<w:ftr {_W}>{number}{_paragraph(paper.footer, 'Note', properties=ruled)}</w:ftr>"


def _exhibit_footer(paper: Paper) -> str:
    name = paper.exhibits[0].name if paper.exhibits else ""
    tabs = '<w:tabs><w:tab w:val="right" w:pos="14400"/></w:tabs>'
    return (
        f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Note"/>{tabs}</w:pPr>{_run(name)}<w:r><w:tab/></w:r>'
        f"{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def _document(paper: Paper) -> Iterator[str]:
    yield f"{_XML}<w:document {_W} {_R}><w:body>"
    yield _caption(paper)
    for block, following in zip_longest(paper.blocks, paper.blocks[1:]):
        shown = _BLOCKS[type(block)](block)
        # A signature never stands alone on its page.
        yield _STYLE.sub(r"\1<w:keepNext/>", shown) if isinstance(following, Signature) else shown
    if isinstance(paper.blocks[-1], Table):
        yield _paragraph("", "Single")
    pleading = _section("numbers", "footer", "", (_TOP, _BOTTOM, _LEFT, _RIGHT))
    if not paper.exhibits:
        yield f"{pleading}</w:body></w:document>"
        return
    yield f"<w:p><w:pPr>{pleading}</w:pPr></w:p>"
    for exhibit in paper.exhibits:
        yield from _exhibit(exhibit)
    margins = (900, 1080, _EXHIBIT_MARGIN, _EXHIBIT_MARGIN)
    yield f"{_section('exhibitheader', 'exhibitfooter', 'landscape', margins)}</w:body></w:document>"


def _section(header: str, footer: str, turned: str, margins: tuple[int, int, int, int]) -> str:
    top, bottom, left, right = margins
    size = 'w:w="15840" w:h="12240" w:orient="landscape"' if turned else 'w:w="12240" w:h="15840"'
    rules = (
        '<w:pgBorders w:offsetFrom="text"><w:left w:val="double" w:sz="4" w:space="8" w:color="auto"/>'
        '<w:right w:val="single" w:sz="4" w:space="6" w:color="auto"/></w:pgBorders>'
    )
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="360"'
        f' w:footer="360" w:gutter="0"/>{"" if turned else rules}</w:sectPr>'
    )


def _caption(paper: Paper) -> str:
    caption = paper.caption
    # The attorneys have the first seven lines; the court's title follows on the eighth (rule 2.111).
    first = '<w:spacing w:before="190"/>'
    attorneys = "".join(
        _paragraph(line, "Single", properties=first if number == 0 else "")
        for number, line in enumerate(caption.attorneys)
    )
    height = f'<w:trHeight w:val="{7 * _LINE}" w:hRule="atLeast"/>'
    block = _table([_HALF], [[attorneys]], row_properties=height, cell_properties=[_inset(left=0, right=0)])
    court = "".join(_paragraph(line, "Court") for line in caption.court)
    ruled = '<w:tcBorders><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/></w:tcBorders>'
    left = "".join(_paragraph(line) for line in caption.parties)
    right = "".join(_paragraph(line) for line in caption.numbers) + _paragraph(paper.title, "Heading1")
    right += "".join(_paragraph(line) for line in caption.details)
    parties = _table(
        [4800, _TEXT_WIDTH - 4800],
        [[left, right]],
        cell_properties=[ruled + _inset(left=0), _inset(left=180)],
    )
    return f"{block}{court}{_paragraph('')}{parties}{_paragraph('')}"


def _inset(**sides: int) -> str:
    """Space between the sides of a cell and its text."""
    widths = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:tcMar>{widths}</w:tcMar>"


def _heading(block: Heading) -> str:
    return _paragraph(block.text, "Heading2")


def _running(block: Paragraph) -> str:
    return _paragraph(block.text, "Indented" if block.indented else "Running")


def _small_table(block: Table) -> str:
    numbers = len(block.numeric)
    wide = (_TEXT_WIDTH - 1800 * numbers) // (len(block.columns) - numbers)
    widths = [1800 if place in block.numeric else wide for place in range(len(block.columns))]
    sides = ['<w:jc w:val="right"/>' if place in block.numeric else "" for place in range(len(widths))]
    under = '<w:tcBorders><w:bottom w:val="single" w:sz="4"/></w:tcBorders>'
    head = [
        _paragraph(title, bold=True, properties=side)
        for title, side in zip(block.columns, sides, strict=True)
    ]
    rows = (
        [_paragraph(cell, properties=side) for cell, side in zip(row, sides, strict=True)]
        for row in block.rows
    )
    return (
        _table_start(widths)
        + _table_row(widths, head, _HEADER_ROW, [under] * len(widths))
        + "".join(_table_row(widths, row) for row in rows)
        + "</w:tbl>"
    )


def _signature(block: Signature) -> str:
    lines = [*block.above, "", f"{block.sign_label} {_BLANK}".strip(), *block.below]
    dated = _paragraph(f"{block.date_label} {block.dated or _BLANK}", "Dated")
    return _paragraph("", "Dated") + dated + "".join(_paragraph(line, "Signature") for line in lines)


_BLOCKS: dict[type[Block], Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _running,
    Table: _small_table,
    Signature: _signature,
}


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield _paragraph(exhibit.name, "Heading1", properties=_CENTERED)
    yield _paragraph(exhibit.title, "Note", properties=_CENTERED)
    widths = [round(column.width * 20) for column in exhibit.columns]
    aligned = [f'<w:jc w:val="{column.align}"/>' for column in exhibit.columns]
    yield _table_start(widths, '<w:bottom w:val="single" w:sz="2"/><w:insideH w:val="single" w:sz="2"/>')
    head = [
        _paragraph(column.title, "Cell", bold=True, properties=side)
        for column, side in zip(exhibit.columns, aligned, strict=True)
    ]
    yield _table_row(widths, head, _HEADER_ROW)
    for row in exhibit.rows:
        cells = [
            _paragraph(printable(cell, LONGEST_CELL), "Cell", properties=side)
            for cell, side in zip(row, aligned, strict=True)
        ]
        yield _table_row(widths, cells, "<w:cantSplit/>")
    yield f"</w:tbl>{_paragraph(exhibit.ending, 'Note')}"


def _table(
    widths: list[int],
    rows: list[list[str]],
    *,
    row_properties: str = "",
    cell_properties: list[str] | None = None,
) -> str:
    body = "".join(_table_row(widths, row, row_properties, cell_properties) for row in rows)
    return f"{_table_start(widths)}{body}</w:tbl>"


def _table_start(widths: list[int], borders: str = "") -> str:
    """A table of fixed columns without space between a cell's border and its text above and below."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        f'<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _table_row(
    widths: list[int], cells: list[str], properties: str = "", cell_properties: list[str] | None = None
) -> str:
    extras = cell_properties or [""] * len(widths)
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{cell}</w:tc>'
        for width, cell, extra in zip(widths, cells, extras, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{columns}</w:tr>"


def _paragraph(text: str, style: str = "Normal", *, bold: bool = False, properties: str = "") -> str:
    run = _run(text, bold=bold) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'

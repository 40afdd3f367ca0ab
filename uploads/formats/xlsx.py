"""A workbook as the lines of a comma-separated file, after a look at whether it is safe to open."""

import datetime
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from uploads.formats.columns import COLUMNS
from uploads.formats.fields import canonical
from uploads.formats.layout import LINES_BEFORE_HEADER, header_names
from uploads.formats.problems import USE_ORIGINAL, Kind

MEGABYTE = 1 << 20
MOST_UNPACKED = 4096 * MEGABYTE
MOST_SHARED_TEXT = 512 * MEGABYTE
MOST_MEMBERS = 10_000
# A sheet of repeated codes packs up to some forty times; what packs a hundred times is made to burst.
MOST_RATIO = 100
RATIO_COUNTS_FROM = 64 * MEGABYTE
LINES_A_CHUNK = 2_000
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED_FLAG = 0x1


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether a file is, or by its name claims to be, a workbook of the .xlsx kind."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return True
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def workbook_problem(path: Path) -> tuple[str, str, str] | None:
    """Why a workbook must not or cannot be opened: (kind, message, remedy), or None.

    Checks the size that the archive declares before unpacking anything, then unpacks into nothing, counting:
    the declaration may lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _archive_problem(archive, path.stat().st_size) or _sheet_problem(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError):
        message = "The file is named as a workbook (.xlsx) but is not one, or is damaged."
        return (Kind.NOT_THE_FORMAT, message, USE_ORIGINAL)


def _archive_problem(archive: zipfile.ZipFile, packed: int) -> tuple[str, str, str] | None:
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        return (Kind.ENCRYPTED, "The workbook is protected by a password.", "Save it without a password.")
    if _WORKBOOK not in archive.namelist():
        return (Kind.NOT_THE_FORMAT, "The file is a zip archive, not a workbook.", USE_ORIGINAL)
    declared = sum(member.file_size for member in members)
    shared = sum(member.file_size for member in members if member.filename.endswith("sharedStrings.xml"))
    if len(members) > MOST_MEMBERS or shared > MOST_SHARED_TEXT or _bursts(declared, packed):
        return _unsafe(declared)
    unpacked = 0
    for member in members:
        for size in _unpacked_sizes(archive, member):
            unpacked += size
            if unpacked > declared + MEGABYTE or _bursts(unpacked, packed):
                return _unsafe(unpacked)
    return None


def _bursts(unpacked: int, packed: int) -> bool:
    return unpacked > MOST_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed)


def _unpacked_sizes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    with archive.open(member) as stream:
        while data := stream.read(MEGABYTE):
            yield len(data)


def _unsafe(size: int) -> tuple[str, str, str]:
    message = f"The workbook unpacks to {size // MEGABYTE} megabytes or more; it was not opened."
    return (Kind.UNSAFE_ARCHIVE, message, USE_ORIGINAL)


def _sheet_problem(path: Path) -> tuple[str, str, str] | None:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        return (Kind.NOT_THE_FORMAT, f"The workbook is damaged: {type(error).__name__}.", USE_ORIGINAL)
    try:
        if not book.worksheets:
            return (Kind.MISSING_SHEET, "The workbook has no sheet with rows.", USE_ORIGINAL)
        if not any(_has_rows(sheet) for sheet in book.worksheets):
            return (Kind.EMPTY_FILE, "The workbook's sheets are empty.", USE_ORIGINAL)
        return None
    finally:
        book.close()


def _has_rows(sheet: Any) -> bool:
    return any(value is not None for row in islice(sheet.iter_rows(values_only=True), 100) for value in row)


def further_sheets(path: Path) -> list[str]:
    """The names of the sheets that hold rows but are not read."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        chosen = _chosen(book).title
        return [sheet.title for sheet in book.worksheets if sheet.title != chosen and _has_rows(sheet)]
    finally:
        book.close()


def _chosen(book: Any) -> Any:
    """The first sheet with a header of ours, else the first with rows."""
    for sheet in book.worksheets:
        for row in islice(sheet.iter_rows(values_only=True), LINES_BEFORE_HEADER):
            if header_names(canonical(cell_texts(row)).decode()):
                return sheet
    return next(sheet for sheet in book.worksheets if _has_rows(sheet))


def workbook_chunks(path: Path) -> Iterator[tuple[bytes, float]]:
    """The rows of the workbook's sheet as lines in UTF-8, some thousand at a time: (lines, fraction read)."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = _chosen(book)
        # The size of the sheet that some programs write is wrong; without it all rows are read.
        rows_declared = sheet.max_row or 0
        sheet.reset_dimensions()
        lines = _lines(sheet.iter_rows(values_only=True))
        done = 0
        while batch := list(islice(lines, LINES_A_CHUNK)):
            done += len(batch)
            yield b"".join(batch), min(done / max(rows_declared, done + 1), 1.0)
    finally:
        book.close()


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    """Empty cells at the end of a row are not stored: rows are filled up to the width of the header."""
    width = 0
    for row in rows:
        texts = cell_texts(row)
        if not any(texts):
            yield b"\n"
            continue
        while texts and not texts[-1]:
            texts.pop()
        width = width or _first_width(texts)
        yield canonical([*texts, *[""] * (width - len(texts))]) + b"\n"


def _first_width(texts: list[str]) -> int:
    line = canonical(texts).decode()
    return len(texts) if header_names(line) else 0 if len(texts) < len(COLUMNS) // 2 else len(COLUMNS)


def cell_texts(row: Iterable[Any]) -> list[str]:
    """The values of a row's cells as text."""
    return [cell_text(value) for value in row]


def cell_text(value: Any) -> str:
    """The value of a cell as the state's file would have it.

    | cell                        | text           |
    |-----------------------------|----------------|
    | (empty)                     | (empty)        |
    | text `001001001000`         | `001001001000` |
    | number 19900716             | `19900716`     |
    | number 19900716.0           | `19900716`     |
    | number 12.5                 | `12.5`         |
    | date July 16, 1990          | `19900716`     |
    | true                        | `TRUE`         |
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.strftime("%Y%m%d")
    return str(value)

"""A workbook as the lines of a comma-separated file, after a look at whether it is safe to open."""

import datetime
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

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
LINES_AT_ONCE = 2_000
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED_FLAG = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    SyntaxError,
)
LIFT_PROTECTION = "Save it without a password."


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


@dataclass(frozen=True)
class Workbook:
    """A workbook that can be read: the name of the sheet to read, and of further sheets that hold rows."""

    sheet: str
    further: tuple[str, ...]


class UnreadableWorkbook(Exception):
    """A workbook that must not or cannot be opened: kind, message and remedy of the problem."""

    def __init__(self, kind: str, message: str, remedy: str = USE_ORIGINAL) -> None:
        super().__init__(message)
        self.kind, self.message, self.remedy = kind, message, remedy


def examine_workbook(path: Path) -> Workbook:
    """Look whether a workbook is safe to open, and which of its sheets to read; raises UnreadableWorkbook.

    Checks the size that the archive declares before unpacking anything, then unpacks into nothing, counting:
    the declaration may lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, path.stat().st_size)
        return _sheets(path)
    except _DAMAGE as error:
        message = "The file is named as a workbook (.xlsx) but is not one, or is damaged."
        raise UnreadableWorkbook(Kind.NOT_THE_FORMAT, message) from error


def _check_archive(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise UnreadableWorkbook(Kind.ENCRYPTED, "The workbook is protected by a password.", LIFT_PROTECTION)
    if _WORKBOOK not in archive.namelist():
        raise UnreadableWorkbook(Kind.NOT_THE_FORMAT, "The file is a zip archive, not a workbook.")
    declared = sum(member.file_size for member in members)
    shared = sum(member.file_size for member in members if member.filename.endswith("sharedStrings.xml"))
    if len(members) > MOST_MEMBERS or shared > MOST_SHARED_TEXT or _bursts(declared, packed):
        raise _unsafe(declared)
    unpacked = 0
    for member in members:
        for size in _unpacked_sizes(archive, member):
            unpacked += size
            if unpacked > declared + MEGABYTE or _bursts(unpacked, packed):
                raise _unsafe(unpacked)


def _bursts(unpacked: int, packed: int) -> bool:
    return unpacked > MOST_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed)


def _unpacked_sizes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    with archive.open(member) as stream:
        while data := stream.read(MEGABYTE):
            yield len(data)


def _unsafe(size: int) -> UnreadableWorkbook:
    message = f"The workbook unpacks to {size // MEGABYTE} megabytes or more; it was not opened."
    return UnreadableWorkbook(Kind.UNSAFE_ARCHIVE, message)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Its import takes a quarter of a second, which reading text files need not wait for.
    import openpyxl

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


def _sheets(path: Path) -> Workbook:
    """Choose the first sheet with a header of ours, else the first with rows."""
    with _opened(path) as book:
        if not book.worksheets:
            raise UnreadableWorkbook(Kind.MISSING_SHEET, "The workbook has no sheet with rows.")
        beginnings = {sheet.title: _beginning(sheet) for sheet in book.worksheets}
    filled = [title for title, rows in beginnings.items() if rows]
    if not filled:
        raise UnreadableWorkbook(Kind.EMPTY_FILE, "The workbook's sheets are empty.")
    with_header = [title for title in filled if any(map(_is_header, beginnings[title]))]
    chosen = [*with_header, *filled][0]
    return Workbook(chosen, tuple(title for title in filled if title != chosen))


def _beginning(sheet: Any) -> list[list[str]]:
    rows = islice(sheet.iter_rows(values_only=True), LINES_BEFORE_HEADER)
    return [texts for row in rows if any(texts := cell_texts(row))]


def _is_header(texts: list[str]) -> bool:
    return header_names(canonical(texts).decode()) is not None


def workbook_lines(path: Path, title: str) -> Iterator[tuple[bytes, float]]:
    """The rows of a sheet as lines in UTF-8, some thousand at a time: (lines, fraction read)."""
    with _opened(path) as book:
        sheet = book[title]
        # The size of the sheet that some programs write is wrong; without it all rows are read.
        rows_declared = sheet.max_row or 0
        sheet.reset_dimensions()
        lines = _lines(sheet.iter_rows(values_only=True))
        done = 0
        while batch := list(islice(lines, LINES_AT_ONCE)):
            done += len(batch)
            yield b"".join(batch), min(done / max(rows_declared, done + 1), 1.0)


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
        width = width or _width(texts)
        yield canonical([*texts, *[""] * (width - len(texts))]) + b"\n"


def _width(texts: list[str]) -> int:
    """The number of columns that a header, or a first row without one, stands for; 0 if it is a title."""
    if _is_header(texts):
        return len(texts)
    return len(COLUMNS) if len(texts) > len(COLUMNS) // 2 else 0


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

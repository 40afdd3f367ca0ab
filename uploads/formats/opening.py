"""What kind of file it is, by its content first and its name second."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from uploads.formats.encodings import Encoding, recognise
from uploads.formats.layout import BLANK
from uploads.formats.pieces import PiecesReader, Reader, text_reader
from uploads.formats.problems import USE_ORIGINAL, Kind, Problem, excerpt
from uploads.formats.xlsx import (
    LIFT_PROTECTION,
    UnreadableWorkbook,
    examine_workbook,
    is_workbook,
    workbook_lines,
)

HEAD = 256 << 10
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive; unpack it and use the file inside"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive; unpack it and use the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it and use the file inside"),
    (b"Rar!", "a RAR archive; unpack it and use the file inside"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a word processor's document"),
)
_MARKUP = ((b"<!doctype html", "a web page"), (b"<html", "a web page"), (b"<?xml", "an XML document"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_CONTROL_CHARACTERS = 0.05


@dataclass(frozen=True)
class Source:
    """An opened file: its encoding, and a way to go through it (again) as UTF-8 text with line feeds.

    `begins` is where this text begins in the file; None if it does not stand there so.
    """

    path: Path
    encoding: str
    reader: Callable[[], Reader]
    problems: tuple[Problem, ...] = ()
    begins: int | None = None


class UnreadableFile(Exception):
    """A file of which nothing can be read; carries the fatal Problem that says why."""

    def __init__(self, file: str, kind: str, message: str, remedy: str = USE_ORIGINAL) -> None:
        super().__init__(message)
        self.problem = Problem(file, None, "", "", kind, message, remedy, fatal=True)


def open_source(path: Path) -> Source:
    """Recognise a file and give a way to read its text; raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadableFile(path.name, Kind.CANNOT_OPEN, f"The file cannot be opened: {reason}.") from error
    if not head.strip(BLANK):
        raise UnreadableFile(path.name, Kind.EMPTY_FILE, "The file is empty.")
    if head.startswith(_OLE):
        raise UnreadableFile(path.name, *_old_office_file(head))
    if is_workbook(path, head):
        return _open_workbook(path)
    encoding = recognise(head)
    what = _other_content(head, encoding)
    if what:
        raise UnreadableFile(path.name, Kind.NOT_THE_FORMAT, f"The file is {what}.")
    begins = encoding.mark if encoding.is_plain else None
    return Source(path, encoding.name, lambda: text_reader(path, encoding), begins=begins)


def _open_workbook(path: Path) -> Source:
    try:
        book = examine_workbook(path)
    except UnreadableWorkbook as error:
        raise UnreadableFile(path.name, error.kind, error.message, error.remedy) from error
    further = tuple(_further_sheet(path, title) for title in book.further)
    return Source(path, "Excel workbook", lambda: PiecesReader(workbook_lines(path, book.sheet)), further)


def _further_sheet(path: Path, title: str) -> Problem:
    message = "A further sheet of the workbook was not read."
    remedy = "Put its rows in a workbook of their own if they belong to the file."
    return Problem(path.name, None, "", excerpt(title), Kind.FURTHER_SHEET, message, remedy)


def _old_office_file(head: bytes) -> tuple[str, str, str]:
    if "EncryptedPackage".encode("utf-16-le") in head:
        return (Kind.ENCRYPTED, "The workbook is protected by a password.", LIFT_PROTECTION)
    remedy = "Save it as .xlsx, or better, use the file as received from the Department of Justice."
    return (Kind.NOT_THE_FORMAT, "The file is of an old Office format (such as .xls) or encrypted.", remedy)


def _other_content(head: bytes, encoding: Encoding) -> str:
    """What a file is that is not text, in words; "" if it seems to be text."""
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return words
    start = head[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for markup, words in _MARKUP:
        if start.startswith(markup):
            return words
    if encoding.codec:
        return ""
    control = sum(head.count(code) for code in range(1, 32) if code not in b"\t\n\r\x0b\x0c\x1a")
    return "not text" if control > _MOST_CONTROL_CHARACTERS * len(head) else ""

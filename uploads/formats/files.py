"""Files parsed block by block, before they are looked at together. Neither pandas nor the law is needed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa

from uploads.formats.blocks import in_threads, layout_and_blocks
from uploads.formats.findings import FileProblems
from uploads.formats.layout import Layout
from uploads.formats.opening import Source, UnreadableFile, open_source
from uploads.formats.parsing import CODED_TEXT, ParsedBlock, parse_block
from uploads.formats.problems import Kind
from uploads.formats.records import Places, Records

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class BlockRead:
    """How a block was read, so that it can be gone through again: see ParsedBlock; `odd` were misshapen."""

    first_row: int
    start: int
    records: Records
    odd: tuple[int, ...]


@dataclass(frozen=True)
class Opened:
    """A file that can be gone through again."""

    source: Source
    layout: Layout
    blocks: list[BlockRead]


@dataclass
class FileRows:
    """One file, as far as it has been read."""

    path: Path
    problems: FileProblems
    opened: Opened | None = None
    records: int = 0
    left_out: int = 0
    encoding: str = ""
    tables: list[pa.Table] = field(default_factory=list)
    rows: list[Places] = field(default_factory=list)


def read_files(paths: Sequence[Path], columns: Sequence[str], progress: Progress | None) -> list[FileRows]:
    """Parse the asked-for columns of each file; one that cannot be read has a fatal problem and no rows.

    `progress(rows done, fraction of all files)` is called after each block, and may raise to cancel.
    """
    sizes = [size_of(path) for path in paths]
    files = [FileRows(path, FileProblems(path.name)) for path in paths]
    for place, file in enumerate(files):
        before = sum(earlier.records for earlier in files[:place])

        def tell(rows: int, fraction: float, place: int = place, before: int = before) -> None:
            if progress:
                done = sum(sizes[:place]) + fraction * sizes[place]
                progress(before + rows, done / max(sum(sizes), 1))

        try:
            _read_file(file, columns, tell)
        except UnreadableFile as error:
            _give_up(file, error)
    return files


def size_of(path: Path) -> int:
    """The bytes of a file; 0 if it is none."""
    return path.stat().st_size if path.is_file() else 0


def _give_up(file: FileRows, error: UnreadableFile) -> None:
    file.problems = FileProblems(file.path.name)
    file.problems.add(error.problem)
    file.opened, file.records, file.tables, file.rows = None, 0, [], []


def _read_file(file: FileRows, columns: Sequence[str], tell: Progress) -> None:
    for opened, parsed in _parsed_blocks(file, columns):
        _take(file, opened, parsed)
        tell(file.records, parsed.fraction)
    if not file.records:
        raise UnreadableFile(file.path.name, Kind.EMPTY_FILE, "The file holds a header but no rows.")


def _parsed_blocks(file: FileRows, columns: Sequence[str]) -> Iterator[tuple[Opened, ParsedBlock]]:
    source = open_source(file.path)
    try:
        layout, blocks = layout_and_blocks(source)
        file.opened = Opened(source, layout, [])
        for problem in (*source.problems, *layout.problems):
            file.problems.add(problem)
        present = [name for name in columns if name in layout.names]
        parse = partial(parse_block, layout=layout, columns=present, text_type=CODED_TEXT)
        for parsed in in_threads(parse, blocks):
            yield file.opened, parsed
    except (OSError, BadZipFile, ParseError) as error:
        message = f"Reading stopped in the middle of the file ({type(error).__name__})."
        raise UnreadableFile(file.path.name, Kind.CANNOT_OPEN, message) from error


def _take(file: FileRows, opened: Opened, parsed: ParsedBlock) -> None:
    """Add a block to what was read."""
    first = file.records + 1
    records = parsed.records
    kept = np.arange(len(records)) if parsed.kept is None else parsed.kept
    opened.blocks.append(BlockRead(first, parsed.start, records, parsed.odd))
    file.problems.add_findings(first, parsed.findings)
    if records.blank_lines:
        file.problems.note(Kind.BLANK_LINE, None, "", count=records.blank_lines)
    file.tables.append(parsed.table)
    file.rows.append(kept + first)
    file.records += len(records)

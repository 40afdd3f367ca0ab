"""One block as a table: fast where it is as it should be, record by record where it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from uploads.formats.blocks import Block
from uploads.formats.encodings import decoded, is_utf8
from uploads.formats.fields import canonical, strict_fields
from uploads.formats.layout import Layout
from uploads.formats.problems import Kind, excerpt
from uploads.formats.records import Places, Records, find_records, lines_are_records
from uploads.formats.repair import read_record

TEXT = pa.string()
CODED_TEXT = pa.dictionary(pa.int32(), TEXT)
# What is parsed at once should fit into the processor's cache.
PARSED_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Finding:
    """Something wrong with one record of a block, numbered from 0."""

    record: int
    kind: str
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class ParsedBlock:
    """The records of a block that can be read, as a table of the asked-for columns.

    `start` is where the block begins in the text of the file, and `records` says where all of its records are
    in it; `kept` numbers those in the table, in its order (None:
    all), and `odd` those that had to be written anew to be read, or left out.
    """

    table: pa.Table
    start: int
    records: Records
    fraction: float
    kept: Places | None = None
    odd: tuple[int, ...] = ()
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Parsed:
    """The rows with the right number of fields as text, and the places of those without."""

    table: pa.Table
    ragged: list[int]


def parse_block(block: Block, layout: Layout, columns: Sequence[str], text_type: pa.DataType) -> ParsedBlock:
    """Parse a block into the `columns` of the layout, of the type TEXT or CODED_TEXT."""
    plain = b"\0" not in block.piece and (block.piece.isascii() or is_utf8(block.data))
    first = _parse(block.view, layout, columns, PARSED_AT_ONCE) if plain else None
    if first and not first.ragged:
        lines = lines_are_records(block.view)
        # A plain reader does not mind that a quotation mark is never closed.
        if len(first.table) == len(lines) and strict_fields(decoded(lines.of(block.view, -1))[0]):
            return ParsedBlock(_typed(first.table, text_type), block.start, lines, block.fraction)
    parsed = _parse_carefully(block, layout, columns, first) or _parse_carefully(
        block, layout, columns, None, thorough=True
    )
    if parsed is None:
        raise AssertionError("every record was written anew, and yet could not be read")
    return replace(parsed, table=_typed(parsed.table, text_type))


def _parse(data: bytes | memoryview, layout: Layout, columns: Sequence[str], at_once: int) -> _Parsed | None:
    """What a plain reader makes of UTF-8 text; None if it holds a record longer than is parsed `at_once`."""
    ragged: list[int] = []

    def leave_out(row: Any) -> str:
        ragged.append(row.number - 1)
        return "skip"

    try:
        table = pyarrow.csv.read_csv(
            pa.py_buffer(data),
            read_options=pyarrow.csv.ReadOptions(
                column_names=layout.names, use_threads=False, block_size=at_once
            ),
            parse_options=pyarrow.csv.ParseOptions(invalid_row_handler=leave_out),
            # That the text is UTF-8 has been made sure of, faster than field by field.
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=columns, column_types=dict.fromkeys(columns, TEXT), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return _Parsed(table, ragged)


def _typed(table: pa.Table, text_type: pa.DataType) -> pa.Table:
    """The table with its columns as plain text, or each as one list of distinct values and their codes."""
    if text_type == TEXT:
        return table
    encoded = [column.dictionary_encode() for column in table.combine_chunks().columns]
    return pa.table(encoded, names=table.column_names)


def _parse_carefully(
    block: Block, layout: Layout, columns: Sequence[str], first: _Parsed | None, *, thorough: bool = False
) -> ParsedBlock | None:
    """Rewrite the records that a plain reader would misread; None if that was not enough.

    `first` is what a plain reader made of the block: if nothing had to be rewritten, it may stand.
    """
    data = block.data.replace(b"\0", b" ")
    records = find_records(data, layout, thorough=thorough)
    readings = _Readings(block, data, records, layout)
    for record in _to_rewrite(data, records):
        readings.read(record)
    if thorough:
        readings.rewrite_all()
    parsed = first if first and not readings.rewritten and _accounts_for(first, len(records)) else None
    while True:
        kept = readings.kept()
        text = b"" if parsed else readings.text(kept)
        parsed = parsed or _parse(text, layout, columns, len(text) + 1)
        if not parsed or not _accounts_for(parsed, len(kept)) or readings.already_read(kept[parsed.ragged]):
            return None
        repaired = [readings.read(int(kept[place])) for place in parsed.ragged]
        if not any(repaired):
            return readings.as_parsed(parsed.table)
        parsed = None


def _accounts_for(parsed: _Parsed, records: int) -> bool:
    return len(parsed.table) + len(parsed.ragged) == records


def _to_rewrite(data: bytes, records: Records) -> list[int]:
    """The doubtful records, and those that are not UTF-8."""
    if is_utf8(data):
        return [int(record) for record in records.doubtful]
    octets = np.frombuffer(data, np.uint8)
    foreign = np.searchsorted(records.ends, np.flatnonzero(octets > 127))
    foreign = np.unique(foreign[foreign < len(records)])
    return [int(record) for record in np.union1d(foreign, records.doubtful)]


class _Readings:
    """What was read of the records that are not as they should be."""

    def __init__(self, block: Block, data: bytes, records: Records, layout: Layout) -> None:
        self.block = block
        self.data = data
        self.records = records
        self.layout = layout
        self.rewritten: dict[int, bytes | None] = {}
        self.findings: list[Finding] = []

    def bytes_of(self, record: int) -> bytes:
        return self.data[self.records.starts[record] : self.records.ends[record]]

    def kept(self) -> Places:
        left_out = [record for record, line in self.rewritten.items() if line is None]
        return np.setdiff1d(np.arange(len(self.records)), left_out)

    def odd(self) -> tuple[int, ...]:
        changed = (record for record, line in self.rewritten.items() if line != self.bytes_of(record))
        return tuple(sorted(changed))

    def read(self, record: int) -> bool:
        """Read one record with care, and say whether it is kept; what is wrong with it becomes a finding."""
        text, windows = decoded(self.bytes_of(record))
        if windows:
            self.note(record, Kind.ENCODING, text, "")
        last = self.block.last and record == len(self.records) - 1
        fields, kind, message = read_record(text, self.layout, last=last)
        self.rewritten[record] = None if fields is None else canonical(fields)
        if kind:
            self.note(record, kind, text, message)
        return fields is not None

    def rewrite_all(self) -> None:
        for record in range(len(self.records)):
            if record not in self.rewritten:
                self.read(record)

    def already_read(self, records: Places) -> bool:
        return any(record in self.rewritten for record in records.tolist())

    def note(self, record: int, kind: str, text: str, message: str, column: str = "") -> None:
        self.findings.append(Finding(record, kind, column, excerpt(text), message))

    def as_parsed(self, table: pa.Table) -> ParsedBlock:
        self.note_nul_bytes()
        return ParsedBlock(
            table,
            self.block.start,
            self.records,
            self.block.fraction,
            self.kept(),
            self.odd(),
            self.findings,
        )

    def note_nul_bytes(self) -> None:
        if self.data is self.block.data:
            return
        places = np.flatnonzero(np.frombuffer(self.block.data, np.uint8) == 0)
        for record in np.unique(np.searchsorted(self.records.ends, places)).tolist():
            if record < len(self.records):
                self.note(record, Kind.NUL_BYTES, "", "")

    def text(self, kept: Places) -> bytes:
        """The kept records, one after the other; those that were rewritten in their new form."""
        return b"\n".join([*self._pieces(kept), b""]) if len(kept) else b"\n"

    def _pieces(self, kept: Places) -> Iterator[bytes | memoryview]:
        """Runs of records that stand together and are as they were are taken in one piece."""
        starts, ends = self.records.starts, self.records.ends
        data = memoryview(self.data)
        rewritten = np.isin(kept, list(self.rewritten))
        apart = np.ones(len(kept), bool)
        apart[1:] = (starts[kept[1:]] != ends[kept[:-1]] + 1) | rewritten[1:] | rewritten[:-1]
        firsts = np.flatnonzero(apart)
        lasts = np.append(firsts[1:], len(kept)) - 1
        for first, last in zip(kept[firsts].tolist(), kept[lasts].tolist(), strict=True):
            yield self.rewritten.get(first) or data[starts[first] : ends[last]]

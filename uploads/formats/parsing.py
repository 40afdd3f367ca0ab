"""One block as a table: fast where it is as it should be, record by record where it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from uploads.formats.blocks import Block
from uploads.formats.encodings import decoded, is_utf8
from uploads.formats.fields import canonical
from uploads.formats.layout import Layout
from uploads.formats.problems import Kind, excerpt
from uploads.formats.records import LINE_FEED, Places, Records, find_records, lines_are_records
from uploads.formats.repair import read_record

TEXT = pa.string()
CODED_TEXT = pa.dictionary(pa.int32(), pa.string())

PLAIN, ODD_QUOTES, THOROUGH = "plain", "odd quotes", "thorough"


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

    `records` counts all of them; `kept` numbers those in the table, in its order (None: all), and `odd` those
    that had to be written anew to be read, or left out.
    `care` says how the records were told apart, so that they can be told apart again in the same way.
    """

    table: pa.Table
    records: int
    care: str
    fraction: float
    kept: Places | None = None
    odd: tuple[int, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    blank_lines: int = 0


def parse_block(block: Block, layout: Layout, columns: Sequence[str], text_type: pa.DataType) -> ParsedBlock:
    """Parse a block into the `columns` of the layout, each of the type `text_type`."""
    data = block.data
    clean = data.replace(b"\0", b" ")
    if is_utf8(clean):
        table, ragged = _parse(clean, layout, columns, text_type)
        if not ragged and table.num_rows == _lines(clean) and clean == data:
            return ParsedBlock(table, table.num_rows, PLAIN, block.fraction)
    for care in (ODD_QUOTES, THOROUGH):
        parsed = _parse_carefully(block, layout, columns, text_type, care)
        if parsed:
            return parsed
    raise AssertionError("every record was written anew, and yet could not be read")


def records_of(block: Block, layout: Layout, care: str) -> Records:
    """The records of a block, told apart with the care that `parse_block` found necessary."""
    if care == PLAIN:
        return lines_are_records(block.data)
    return find_records(block.data.replace(b"\0", b" "), layout, thorough=care == THOROUGH)


def _parse(
    data: bytes, layout: Layout, columns: Sequence[str], text_type: pa.DataType
) -> tuple[pa.Table, list[int]]:
    """The rows with the right number of fields, and the places (from 0) of those without."""
    ragged: list[int] = []

    def leave_out(row: Any) -> str:
        ragged.append(row.number - 1)
        return "skip"

    table = pyarrow.csv.read_csv(
        pa.py_buffer(data),
        read_options=pyarrow.csv.ReadOptions(
            column_names=layout.names, use_threads=False, block_size=len(data) + 1
        ),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=leave_out),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=columns, column_types=dict.fromkeys(columns, text_type)
        ),
    )
    return table, ragged


def _lines(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == LINE_FEED))


def _parse_carefully(
    block: Block, layout: Layout, columns: Sequence[str], text_type: pa.DataType, care: str
) -> ParsedBlock | None:
    """Rewrite the records that a plain reader would misread; None if that was not enough."""
    data = block.data.replace(b"\0", b" ")
    records = records_of(block, layout, care)
    readings = _Readings(block, data, records, layout)
    for record in _to_rewrite(data, records):
        readings.read(record)
    if care == THOROUGH:
        readings.rewrite_all()
    while True:
        kept = readings.kept()
        table, ragged = _parse(readings.text(kept), layout, columns, text_type)
        if table.num_rows + len(ragged) != len(kept) or readings.already_read(kept[ragged]):
            return None
        repaired = [readings.read(int(kept[place])) for place in ragged]
        if not any(repaired):
            readings.note_nul_bytes()
            return ParsedBlock(
                table,
                len(records),
                care,
                block.fraction,
                readings.kept(),
                readings.odd(),
                readings.findings,
                records.blank_lines,
            )


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

"""Full histories at rest: all 95 columns of an upload in one Parquet file ordered by subject."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from uploads.formats.batch import Batch
from uploads.formats.columns import COLUMNS
from uploads.formats.parsing import TEXT
from uploads.formats.records import Places

# A subject is read by unpacking the groups that hold its rows: small groups are quick to unpack, but each
# adds to the index of the file, which is read first and then kept in memory for a few files.
ROWS_A_GROUP = 4_000
ROWS_A_STRETCH = 25 * ROWS_A_GROUP
INDEXES_KEPT = 4
MOST_BYTES_WAITING = 256 << 20
_SCHEMA = pa.schema(
    [
        *((name, TEXT) for name in COLUMNS),
        ("file", pa.int32()),
        ("row", pa.int64()),
        # Rows that could not be read stand at the end, whole, and belong to no subject.
        ("left_out", TEXT),
    ]
)

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class Slices:
    """Where the rows of each subject stand: subject i has `row_count[i]` rows from `first_row[i]` on."""

    first_row: Places
    row_count: Places


def write_history(
    batch: Batch, subjects: NDArray[np.integer[Any]], destination: Path, progress: Progress | None = None
) -> Slices:
    """Write every original row of a batch to one Parquet file, ordered by subject, then as in the files.

    `subjects` gives each row of the frame its subject, numbered from 0 without holes. The file has the 95
    columns as strings, as the files have them, `file` and `row`. It is written in pieces, so that memory does
    not grow with it; rows far from their subject's others wait in a temporary file beside it.
    `progress(rows done, fraction)` may raise to cancel.
    """
    counts = np.bincount(subjects).astype(np.int64)
    slices = Slices(np.cumsum(counts) - counts, counts)
    place = np.empty(len(subjects), np.int64)
    place[np.argsort(subjects, kind="stable")] = np.arange(len(subjects))
    with (
        TemporaryDirectory(dir=destination.parent) as waiting_room,
        pq.ParquetWriter(
            destination, _SCHEMA, compression="zstd", use_dictionary=False, write_statistics=False
        ) as writer,
    ):
        stretches = _Stretches(len(subjects), Path(waiting_room))
        written = done = 0
        for table in _tables(batch):
            stretches.add(table, place[done : done + len(table)])
            done += len(table)
            for stretch in stretches.complete():
                writer.write_table(stretch, row_group_size=ROWS_A_GROUP)
                written += len(stretch)
            if progress:
                progress(done, (done + written) / (2 * len(subjects)))
        for table in _left_out(batch):
            writer.write_table(table, row_group_size=ROWS_A_GROUP)
    return slices


def read_subject(path: Path, first_row: int, row_count: int) -> pd.DataFrame:
    """The rows of one subject: the 95 columns as the files have them, `file` (int32) and `row` (int64)."""
    file = path.stat()
    index = _index(path, file.st_mtime_ns, file.st_size)
    with pq.ParquetFile(path, metadata=index, memory_map=True) as history:
        first, last = first_row // ROWS_A_GROUP, (first_row + row_count - 1) // ROWS_A_GROUP
        groups = history.read_row_groups(
            list(range(first, last + 1)), columns=[*COLUMNS, "file", "row"], use_threads=False
        )
    rows: pd.DataFrame = groups.slice(first_row - first * ROWS_A_GROUP, row_count).to_pandas()
    return rows


@lru_cache(INDEXES_KEPT)
def _index(path: Path, changed: int, size: int) -> pq.FileMetaData:
    """The index of a file; read anew if the file has been written anew."""
    return pq.read_metadata(path)


def _tables(batch: Batch) -> Iterator[pa.Table]:
    """The readable rows of all files in their order."""
    for file in batch.opened:
        for rows, table in batch.tables(file):
            files = pa.array(np.full(len(rows), file, np.int32))
            nothing = pa.nulls(len(rows), TEXT)
            yield pa.table([*table.columns, files, pa.array(rows), nothing], schema=_SCHEMA)


def _left_out(batch: Batch) -> Iterator[pa.Table]:
    for file in batch.opened:
        missing = dict(batch.left_out_text(file))
        if missing:
            columns: list[pa.Array] = [pa.nulls(len(missing), TEXT)] * len(COLUMNS)
            files = pa.array(np.full(len(missing), file, np.int32))
            rows = pa.array(list(missing), pa.int64())
            yield pa.table([*columns, files, rows, pa.array(missing.values(), TEXT)], schema=_SCHEMA)


@dataclass
class _Stretches:
    """Rows on their way to the stretch of the file where they will stand."""

    rows: int
    folder: Path
    pieces: dict[int, list[pa.Table]] = field(default_factory=dict)
    files: dict[int, list[Path]] = field(default_factory=dict)
    received: dict[int, int] = field(default_factory=dict)
    waiting: int = 0
    next_stretch: int = 0

    def add(self, table: pa.Table, places: Places) -> None:
        """Take rows in, each with its place in the whole."""
        order = np.argsort(places)
        ordered = table.append_column("place", pa.array(places)).take(pa.array(order))
        stretches = places[order] // ROWS_A_STRETCH
        cuts = [0, *(np.flatnonzero(np.diff(stretches)) + 1).tolist(), len(places)]
        for start, end in pairwise(cuts):
            stretch = int(stretches[start])
            self.pieces.setdefault(stretch, []).append(ordered.slice(start, end - start))
            self.received[stretch] = self.received.get(stretch, 0) + end - start
        self.waiting += table.nbytes
        if self.waiting > MOST_BYTES_WAITING:
            self._put_aside()

    def complete(self) -> Iterator[pa.Table]:
        """The stretches, in order, all of whose rows have come, each in its final order."""
        while self.received.get(self.next_stretch) == self._size(self.next_stretch):
            here = self.pieces.pop(self.next_stretch, [])
            self.waiting -= sum(piece.nbytes for piece in here)
            whole = pa.concat_tables([*self._from_files(self.next_stretch), *here])
            self.next_stretch += 1
            yield whole.take(pa.array(np.argsort(whole["place"].to_numpy()))).drop_columns("place")

    def _put_aside(self) -> None:
        """Empty the memory into files, one more for each stretch that has rows waiting."""
        for stretch, pieces in self.pieces.items():
            earlier = self.files.setdefault(stretch, [])
            earlier.append(self.folder / f"{stretch}-{len(earlier)}.arrow")
            with pa.ipc.new_file(earlier[-1], pieces[0].schema) as file:
                file.write_table(pa.concat_tables(pieces).combine_chunks())
        self.pieces.clear()
        self.waiting = 0

    def _from_files(self, stretch: int) -> Iterator[pa.Table]:
        for path in self.files.pop(stretch, []):
            with pa.ipc.open_file(path) as file:
                yield file.read_all()
            path.unlink()

    def _size(self, stretch: int) -> int:
        return min(ROWS_A_STRETCH, self.rows - stretch * ROWS_A_STRETCH)

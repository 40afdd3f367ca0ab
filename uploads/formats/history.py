"""The complete rows of an upload in one columnar file, ordered by person: one person is read at once."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from uploads.formats.batch import Batch
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.values import categorical, cleaned, coded

# A person's page unpacks the groups that hold the person's rows: small groups are quick to unpack, but each
# adds to the index of the file, which is read first. A merge holds one part in memory.
ROWS_OF_A_GROUP = 1_000
ROWS_OF_A_PART = 200_000
INDEXES_KEPT = 4

SCHEMA = pa.schema(
    [
        ("person", pa.int64()),
        ("file", pa.int32()),
        ("row", pa.int64()),
        *((name, pa.string()) for name in COLUMNS),
    ]
)
PLACE = ("file", "row")

Persons = NDArray[np.int64]


def write_history(
    batch: Batch, persons: Persons, keys: Sequence[str], *, history: Path, people: Path
) -> None:
    """Write every row of the frame, with all 95 columns as the files have them, ordered by person.

    `persons` (int64) numbers the person of each row of `batch.frame`, from 0; `keys` are the persons' keys.
    `history` gets the columns `person`, `file`, `row` and the 95 (string, null where a file lacks one);
    inside a person the rows keep their order. `people` gets one row a person: `key` (string), `first_row` and
    `row_count` (int64), the place of the person's rows in `history`. Both appear whole or not at all.
    """
    count = np.bincount(persons, minlength=len(keys))
    first = np.cumsum(count) - count
    part_of_person = first // ROWS_OF_A_PART
    with TemporaryDirectory(dir=history.parent) as folder:
        parts = _Parts(Path(folder), int(part_of_person.max(initial=0)) + 1)
        for table in _tables(batch, persons):
            parts.add(table, part_of_person)
        unfinished = Path(folder) / "history.parquet"
        with _writer(unfinished) as writer:
            for part in parts.in_order():
                writer.write_table(part.sort_by([("person", "ascending")]), row_group_size=ROWS_OF_A_GROUP)
        places = pa.table({"key": pa.array(keys, pa.string()), "first_row": first, "row_count": count})
        pq.write_table(places, people)
        unfinished.rename(history)


def _writer(path: Path) -> pq.ParquetWriter:
    """Lists of distinct values are worth their while only in the columns that `read_rows` reads."""
    return pq.ParquetWriter(
        path, SCHEMA, compression="zstd", use_dictionary=list(NEEDED), write_statistics=False
    )


class _Parts:
    """Rows set aside by ranges of persons, so that each range can be put in order by itself."""

    def __init__(self, folder: Path, number: int) -> None:
        self.paths = [folder / f"{part}.arrow" for part in range(number)]
        self.writers = [pa.ipc.new_file(path, SCHEMA) for path in self.paths]

    def add(self, table: pa.Table, part_of_person: Persons) -> None:
        part = part_of_person[table["person"].to_numpy()]
        for number in np.unique(part).tolist():
            self.writers[number].write_table(table.filter(pa.array(part == number)))

    def in_order(self) -> Iterator[pa.Table]:
        for writer, path in zip(self.writers, self.paths, strict=True):
            writer.close()
            with pa.ipc.open_file(path) as part:
                yield part.read_all()


def _tables(batch: Batch, persons: Persons) -> Iterator[pa.Table]:
    """The rows of the frame again, block by block, with whose they are and where they stand."""
    done = 0
    for file in batch.opened:
        for rows, table in batch.tables(file):
            place = {
                "person": persons[done : done + len(rows)],
                "file": np.full(len(rows), file, dtype=np.int32),
                "row": rows,
            }
            done += len(rows)
            yield pa.table(place | {name: table[name] for name in COLUMNS}, schema=SCHEMA)


def read_rows(history: Path, columns: Sequence[str] = NEEDED) -> pd.DataFrame:
    """All rows of a history as a frame like that of a `Batch`: `file`, `row`, trimmed columns (category)."""
    table = pq.read_table(history, columns=[*PLACE, *columns], read_dictionary=list(columns))
    return _frame(table, columns)


def read_subject(
    history: Path, first_row: int, row_count: int, columns: Sequence[str] = COLUMNS
) -> pd.DataFrame:
    """The rows of one person: `file`, `row`, and the columns (all 95 unless fewer are named) trimmed
    (object: str or None)."""
    written = history.stat()
    index, starts = _index(history, written.st_mtime_ns, written.st_size)
    with pq.ParquetFile(history, metadata=index) as file:
        first_group = int(np.searchsorted(starts, first_row, "right")) - 1
        last_group = int(np.searchsorted(starts, first_row + row_count, "left"))
        groups = range(first_group, last_group)
        table = file.read_row_groups(groups, columns=[*PLACE, *columns], use_threads=False)
    rows = table.slice(first_row - int(starts[first_group]), row_count)
    # All columns are cleaned as one: 95 times a handful of rows would take ten times as long.
    texts = pa.concat_arrays([chunk for name in columns for chunk in rows[name].chunks])
    clean = cleaned(coded(pa.chunked_array([texts.dictionary_encode()])))
    values = np.array([*clean.values.to_pylist(), None], dtype=object)[clean.codes].reshape(len(columns), -1)
    frame = pd.DataFrame(values.T, columns=list(columns), dtype=object)
    for name, numbers in reversed(_places(rows).items()):
        frame.insert(0, name, numbers)
    return frame


@lru_cache(INDEXES_KEPT)
def _index(history: Path, written: int, size: int) -> tuple[pq.FileMetaData, Persons]:
    """The index of a file, and the first row of each of its groups; read again when the file has been written
    again."""
    index = pq.read_metadata(history)
    rows = [index.row_group(number).num_rows for number in range(index.num_row_groups)]
    return index, np.cumsum([0, *rows])


def _frame(table: pa.Table, columns: Sequence[str]) -> pd.DataFrame:
    texts = {name: cleaned(coded(pc.dictionary_encode(table[name]))) for name in columns}
    return pd.DataFrame(
        _places(table) | {name: categorical(column) for name, column in texts.items()}, copy=False
    )


def _places(table: pa.Table) -> dict[str, pd.Series]:
    return {
        "file": pd.Series(table["file"].to_numpy(), dtype="Int32"),
        "row": pd.Series(table["row"].to_numpy(), dtype="Int64"),
    }

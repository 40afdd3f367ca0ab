"""Where and under what name somebody was convicted, and the arrest before it: read from the histories."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from records.models import Conviction
from uploads.formats.values import UNKNOWN
from uploads.models import Upload

from .models import ConvictionCourt

READ = ["CNT_ORDER", "STP_TYPE_DESCR", "STP_EVENT_DATE", "STP_ORI_DESCR", "PRI_NAME"]
LONGEST = 200

Row = dict[str, str]


def find_courts(convictions: Iterable[Conviction]) -> None:
    """Remembers the court of each of the convictions; the empty name where the history has none."""
    by_upload: dict[int, list[Conviction]] = defaultdict(list)
    for conviction in convictions:
        by_upload[conviction.subject.upload_id].append(conviction)
    for upload_id, concerned in by_upload.items():
        history = Upload(pk=upload_id, office_id=concerned[0].office_id).history
        ConvictionCourt.objects.bulk_create(
            _courts(history, concerned), batch_size=5_000, ignore_conflicts=True
        )


def _courts(history: Path, convictions: Sequence[Conviction]) -> list[ConvictionCourt]:
    if not history.exists():
        return [ConvictionCourt(conviction=each) for each in convictions]
    table = pq.read_table(history, columns=READ, read_dictionary=READ)
    columns = {name: table[name].combine_chunks() for name in READ}
    return [_court(conviction, _rows(columns, conviction)) for conviction in convictions]


def _rows(columns: dict[str, pa.Array], conviction: Conviction) -> list[Row]:
    """The rows of the person that belong to the cycle of the conviction, unknown values empty."""
    first, cycle = conviction.subject.first_row, conviction.count_order[:3]
    counts = columns["CNT_ORDER"].slice(first, conviction.subject.row_count).to_pylist()
    places = [first + row for row, count in enumerate(counts) if _known(count)[:3] == cycle]
    return [{name: _known(column[place].as_py()) for name, column in columns.items()} for place in places]


def _known(value: str | None) -> str:
    text = (value or "").strip()
    return "" if text in UNKNOWN else text


def _court(conviction: Conviction, rows: list[Row]) -> ConvictionCourt:
    found = next((row for row in rows if row["CNT_ORDER"] == conviction.count_order), None)
    if found is None:
        return ConvictionCourt(conviction=conviction)
    arrests = [row for row in rows if row["STP_TYPE_DESCR"].upper().startswith("ARREST")]
    return ConvictionCourt(
        conviction=conviction,
        name=found["STP_ORI_DESCR"][:LONGEST],
        named=found["PRI_NAME"][:LONGEST],
        arrested_on=day_of(_only(row["STP_EVENT_DATE"] for row in arrests)),
        arresting_agency=_only(row["STP_ORI_DESCR"] for row in arrests)[:LONGEST],
    )


def _only(values: Iterable[str]) -> str:
    """The one value that there is; none where they differ, since nothing tells which is meant."""
    different = {value for value in values if value}
    return different.pop() if len(different) == 1 else ""


def day_of(text: str) -> datetime.date | None:
    """A day as the state's file writes it (YYYYMMDD); none where it is not a whole day."""
    try:
        day = datetime.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None
    return day if len(text) == len("YYYYMMDD") else None

"""Which court convicted: read from the histories for the convictions of which it is not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from records.models import Conviction
from uploads.models import Upload

from .models import ConvictionCourt

PLACES = ["CNT_ORDER", "STP_ORI_DESCR"]


def find_courts(convictions: Iterable[Conviction]) -> None:
    """Remembers the court of each of the convictions; the empty name where the history has none."""
    by_upload: dict[int, list[Conviction]] = defaultdict(list)
    for conviction in convictions:
        by_upload[conviction.subject.upload_id].append(conviction)
    for upload_id, concerned in by_upload.items():
        history = Upload(pk=upload_id, office_id=concerned[0].office_id).history
        names = _names(history, concerned) if history.exists() else {}
        ConvictionCourt.objects.bulk_create(
            [ConvictionCourt(conviction=each, name=names.get(each.pk, "")) for each in concerned],
            batch_size=5_000,
            ignore_conflicts=True,
        )


def _names(history: Path, convictions: list[Conviction]) -> dict[int, str]:
    table = pq.read_table(history, columns=PLACES, read_dictionary=PLACES)
    counts, courts = (table[name].combine_chunks() for name in PLACES)
    names = {}
    for conviction in convictions:
        subject = conviction.subject
        rows = counts.slice(subject.first_row, subject.row_count).to_pylist()
        place = next((row for row, count in enumerate(rows) if _same(count, conviction.count_order)), None)
        if place is not None:
            names[conviction.pk] = (courts[subject.first_row + place].as_py() or "").strip()[:200]
    return names


def _same(count: str | None, count_order: str) -> bool:
    return count is not None and count.strip() == count_order

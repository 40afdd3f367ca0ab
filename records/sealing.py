"""Which rows of the state's files belong to convictions that a court has sealed."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pyarrow.parquet as pq

from offices.models import Office
from uploads.models import FileProblem, Upload, UploadedFile

from .models import Conviction, Subject

CYCLE_DIGITS = 3
ORDER_DIGITS = 12
AT_ONCE = 500

READ = ["person", "file", "row", "CNT_ORDER", "OFFENSE_DESCR", "DISP_DESCR"]

Places = set[tuple[int, int]]
"""Rows of an upload: the id of the file, and the number of the row in it."""


def without_sealed(frame: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """A person's rows without those of sealed convictions, and of the arrests that led to nothing else.

    `frame` has the columns `CNT_ORDER`, `OFFENSE_DESCR` and `DISP_DESCR` as strings or missing, one row a row
    of the state's file; what it returns has the same columns.
    """
    orders = list(subject.convictions.sealed().values_list("count_order", flat=True))
    if not orders:
        return frame
    return frame[~is_sealed(frame.assign(person=0), pd.DataFrame({"person": 0, "order": orders}))]


def is_sealed(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.Series:
    """Whether each row belongs to one of the counts, or to the arrest for nothing but them.

    `counts` has the columns `person` (as the rows have it) and `order` (string). An arrest belongs to a count
    when it names the same charge in the same cycle, and no other conviction of that cycle has that charge.
    """
    order = whole(rows["CNT_ORDER"])
    person = rows["person"].astype("string") + " "
    charge = person + order.str[:CYCLE_DIGITS] + rows["OFFENSE_DESCR"].astype("string").fillna("").str.strip()
    convicted = rows["DISP_DESCR"].astype("string").fillna("").str.strip().str.startswith("CONVICTED")
    sealed = counts["person"].astype("string") + " " + whole(counts["order"])
    of_counts = (person + order).isin(sealed)
    others = charge[convicted & ~of_counts]
    named = charge[of_counts][~charge[of_counts].isin(others)]
    return of_counts | (charge.isin(named) & ~convicted)


def whole(orders: pd.Series) -> pd.Series:
    """Order codes of counts (string) with the zeros in front that spreadsheet programs take away.

    | CNT_ORDER      | whole          |
    |----------------|----------------|
    | `1001002000`   | `001001002000` |
    | `101001002000` | `101001002000` |
    | missing        | (empty)        |
    """
    trimmed = orders.astype("string").fillna("").str.strip()
    return trimmed.where(trimmed == "", trimmed.str.zfill(ORDER_DIGITS))


def sealed_among(upload: Upload, places: Places) -> Places:
    """Those of the rows of an upload that belong to sealed convictions of its office."""
    counts = sealed_counts(upload) if places and upload.history.exists() else pd.DataFrame()
    if counts.empty:
        return set()
    files = dict(UploadedFile.objects.filter(upload=upload).values_list("pk", "position"))
    wanted = pd.MultiIndex.from_tuples([(files[file], row) for file, row in places])
    where = pq.read_table(upload.history, columns=["person", "file", "row"]).to_pandas()
    # Only of the people whose rows are asked about is more read: an upload may have millions of rows.
    where = where[where["row"].isin(wanted.get_level_values(1)) & where["person"].isin(counts["person"])]
    filters = [("person", "in", where["person"].unique().tolist() or [-1])]
    rows = pq.read_table(upload.history, columns=READ, filters=filters).to_pandas()
    hidden = rows[is_sealed(rows, counts)]
    found = pd.MultiIndex.from_frame(hidden[["file", "row"]]).intersection(wanted)
    named = {position: file for file, position in files.items()}
    return {(named[position], row) for position, row in found}


def sealed_counts(upload: Upload) -> pd.DataFrame:
    """The sealed counts of people in an upload: `person` (int64, as its history numbers them), `order`."""
    sealed = Conviction.objects.filter(office=upload.office_id).sealed()
    pairs = list(sealed.values_list("subject__key", "count_order"))
    if not pairs:
        return pd.DataFrame()
    keys = pd.read_parquet(upload.people, columns=["key"])["key"]
    number_of = pd.Series(keys.index, index=keys)
    counts = pd.DataFrame(pairs, columns=["key", "order"])
    counts = counts.assign(person=counts["key"].map(number_of)).dropna(subset=["person"])
    return counts.astype({"person": "int64"})


def hide_problems(office: Office) -> None:
    """Keeps what was wrong with rows of sealed convictions off the lists of problems, and nothing else."""
    problems = FileProblem.objects.filter(file__upload__office=office, row__isnull=False)
    problems.filter(sealed=True).update(sealed=False)
    for upload in Upload.objects.filter(pk__in=problems.values("file__upload")):
        listed = problems.filter(file__upload=upload).values_list("file", "row")
        places = {(file, row) for file, row in listed if row is not None}
        for file, rows in by_file(sealed_among(upload, places)).items():
            for start in range(0, len(rows), AT_ONCE):
                problems.filter(file=file, row__in=rows[start : start + AT_ONCE]).update(sealed=True)


def by_file(places: Places) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for file, row in sorted(places):
        rows[file].append(row)
    return rows

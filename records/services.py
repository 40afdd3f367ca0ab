"""Merging what a file says into the people an office already knows."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from offices.models import Office
from uploads.formats.columns import COLUMNS
from uploads.formats.history import read_rows, read_subject
from uploads.models import Upload
from uploads.reading import with_file_ids

from .models import Conviction, Subject

People = pd.DataFrame
"""Index: subject key (string). Columns: `upload` (id of the newest upload that names the person),
`first_row` and `row_count` (Int64: where the person's rows lie in that upload's history)."""


def newest_people(uploads: Iterable[Upload]) -> People:
    """Every person of the uploads, each as the newest upload that names them has them."""
    tables = [pd.read_parquet(upload.people).assign(upload=upload.pk) for upload in uploads]
    return pd.concat(tables).drop_duplicates("key", keep="last").set_index("key")


def office_frame(uploads: Iterable[Upload]) -> tuple[pd.DataFrame, People]:
    """The rows of every person, from the newest upload that names them, and where each person's rows lie.

    The frame is like that of a `Batch`, but `file` (int64) is the id of the uploaded file. A person who comes
    again in a newer upload is known by the newer one alone: the state sends the whole history each time, and
    rows of both would count every sentence twice.
    """
    uploads = list(uploads)
    people = newest_people(uploads)
    frames = [_rows_in(upload, people[people["upload"] == upload.pk]) for upload in uploads]
    return _concatenated(frames), people


def _rows_in(upload: Upload, people: People) -> pd.DataFrame:
    frame = with_file_ids(read_rows(upload.history), upload)
    wanted = np.zeros(len(frame) + 1, dtype=np.int64)
    np.add.at(wanted, people["first_row"].to_numpy(), 1)
    np.add.at(wanted, (people["first_row"] + people["row_count"]).to_numpy(), -1)
    return frame[np.cumsum(wanted)[:-1] > 0]


def _concatenated(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """One frame; each column's distinct texts are united, so that the column stays a category."""
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    columns = {}
    for name in frames[0]:
        parts = [frame[name] for frame in frames]
        is_category = isinstance(parts[0].dtype, pd.CategoricalDtype)
        columns[name] = pd.api.types.union_categoricals(parts) if is_category else pd.concat(parts).to_numpy()
    return pd.DataFrame(columns)


def person_frame(subject: Subject, columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """All rows of one person, as the newest upload has them, with all 95 columns unless fewer are named."""
    # The number alone says where the history lies: the database need not be asked.
    history = Upload(pk=subject.upload_id).history
    return read_subject(history, subject.first_row, subject.row_count, columns)


def remember(office: Office, counts: pd.DataFrame, people: People) -> list[Conviction]:
    """The office's convictions of these counts, in their order; those not known yet are added.

    `counts` has the columns `subject` (key) and `count_order`.
    """
    keys = counts["subject"].unique().tolist()
    subjects = _subjects(office, keys, people)
    pairs = zip(counts["subject"], counts["count_order"], strict=True)
    wanted = [(subjects[key], count_order) for key, count_order in pairs]
    Conviction.objects.bulk_create(
        [Conviction(office=office, subject_id=subject, count_order=order) for subject, order in wanted],
        ignore_conflicts=True,
    )
    known = Conviction.objects.filter(office=office, subject__in=subjects.values())
    by_count = {(conviction.subject_id, conviction.count_order): conviction for conviction in known}
    return [by_count[count] for count in wanted]


def _subjects(office: Office, keys: list[str], people: People) -> dict[str, int]:
    places = people.loc[keys]
    Subject.objects.bulk_create(
        [
            Subject(office=office, key=key, upload_id=upload, first_row=first_row, row_count=row_count)
            for key, upload, first_row, row_count in zip(
                keys, places["upload"], places["first_row"], places["row_count"], strict=True
            )
        ],
        ignore_conflicts=True,
    )
    return dict(Subject.objects.filter(office=office, key__in=keys).values_list("key", "pk"))


def describe(office: Office, subjects: pd.DataFrame, people: People) -> None:
    """Brings the names and places of the office's people up to what the newest upload says."""
    known = set(Subject.objects.filter(office=office).values_list("key", flat=True))
    described = subjects[subjects["subject"].isin(known)].join(people, on="subject")
    Subject.objects.bulk_create(
        [
            Subject(
                office=office,
                key=person["subject"],
                name=person["name"],
                cii_number=person["cii_number"],
                born=person["born"],
                deceased=None if pd.isna(person["deceased"]) else person["deceased"],
                upload_id=person["upload"],
                first_row=person["first_row"],
                row_count=person["row_count"],
            )
            for person in described.to_dict("records")
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["office", "key"],
        update_fields=["name", "cii_number", "born", "deceased", "upload", "first_row", "row_count"],
    )


def forget_unused(office: Office) -> None:
    """Takes away the people and convictions that an analysis added before it was broken off."""
    Conviction.objects.filter(office=office, determinations=None).delete()
    Subject.objects.filter(office=office, convictions=None).delete()

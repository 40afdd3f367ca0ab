"""Reading an upload once: its rows into a history ordered by person, its problems into the database."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from django.db import transaction

from .formats.batch import Batch
from .formats.history import write_history
from .formats.reading import read
from .models import FileProblem, Upload, UploadedFile

BATCH = 1000

Whose = Callable[[pd.DataFrame], tuple[npt.NDArray[np.int64], Sequence[str]]]
"""Tells whose the rows of a frame are: for every row the number of its person, and every person's key."""


class NothingReadable(Exception):
    """Not one row of the upload could be read; the sentence says why and what to do."""


def read_upload(upload: Upload, whose: Whose, progress: Callable[[int, int | None], None]) -> None:
    """Reads the files of the upload together. May be repeated; afterwards `upload.history` stands.

    `progress` is called with the rows read and the rows there are in all, as far as can be told by then, and
    may raise to break off. Raises NothingReadable.
    """

    def report(rows: int, fraction: float) -> None:
        progress(rows, round(rows / fraction) if fraction else None)

    files = list(upload.files.order_by("position"))
    batch = read([file.path for file in files], progress=report)
    _save_findings(files, batch)
    if batch.frame.empty:
        fatal = FileProblem.objects.filter(file__upload=upload, fatal=True).select_related("file")
        raise NothingReadable(" ".join(f"{p.file.name}: {p.message} {p.remedy}" for p in fatal))
    persons, keys = whose(with_file_ids(batch.frame, upload))
    write_history(batch, persons, keys, history=upload.history, people=upload.people)


def with_file_ids(frame: pd.DataFrame, upload: Upload) -> pd.DataFrame:
    """The frame of an upload with each file's id in place of its position.

    A row that nobody can be named for is known by its file and row: over all uploads of an office, the
    position would take two strangers for one person.
    """
    ids = np.array(upload.files.order_by("position").values_list("pk", flat=True), dtype=np.int64)
    return frame.assign(file=ids[frame["file"].to_numpy(np.int64)])


@transaction.atomic
def _save_findings(files: list[UploadedFile], batch: Batch) -> None:
    FileProblem.objects.filter(file__in=files).delete()
    for file, found in zip(files, batch.files, strict=True):
        file.rows, file.encoding = found.rows, found.encoding
        file.save(update_fields=["rows", "encoding"])
    # The reader knows a file by its name on our disk.
    by_name = {file.path.name: file for file in files}
    FileProblem.objects.bulk_create(
        (
            FileProblem(
                file=by_name[problem.file],
                row=problem.row,
                column=problem.column,
                value=problem.value,
                kind=problem.kind,
                message=problem.message,
                remedy=problem.remedy,
                fatal=problem.fatal,
                count=problem.count,
            )
            for problem in batch.problems
        ),
        batch_size=BATCH,
    )

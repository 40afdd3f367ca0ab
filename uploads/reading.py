"""Reading an upload once: its rows into a history ordered by person, its problems into the database."""

from collections.abc import Callable

from django.db import transaction

from .formats import reading
from .formats.history import write_history
from .formats.reading import Batch
from .models import FileProblem, Upload

BATCH = 1000


class NothingReadable(Exception):
    """Not one row of the upload could be read; the sentence says why and what to do."""


def read_upload(upload: Upload, progress: Callable[[int, int | None], None]) -> None:
    """Reads the files of the upload together. May be repeated; afterwards `upload.history` stands.

    `progress` is called with the rows read and the rows there are in all, as far as can be told by then, and
    may raise to break off. Raises NothingReadable.
    """

    def report(rows: int, fraction: float) -> None:
        progress(rows, round(rows / fraction) if fraction else None)

    files = list(upload.files.order_by("position"))
    batch = reading.read([file.path for file in files], names=[file.name for file in files], progress=report)
    _save_findings(upload, batch)
    if batch.frame.empty:
        fatal = [problem for problem in batch.problems if problem.fatal]
        raise NothingReadable(" ".join(f"{p.file}: {p.message} {p.remedy}" for p in fatal))
    write_history(batch, upload.history, upload.people)


@transaction.atomic
def _save_findings(upload: Upload, batch: Batch) -> None:
    FileProblem.objects.filter(file__upload=upload).delete()
    files = list(upload.files.order_by("position"))
    for file, read in zip(files, batch.files, strict=True):
        file.rows, file.encoding = read.rows, read.encoding
        file.save(update_fields=["rows", "encoding"])
    by_name = {read.name: file for file, read in zip(files, batch.files, strict=True)}
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

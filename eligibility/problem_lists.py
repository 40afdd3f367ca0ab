"""The list of what an analysis could not understand, as it may be taken away."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator

from records.sealing import sealed_among
from uploads.models import UploadedFile

from .models import Run
from .results.safety import harmless_field

Rows = dict[str, set[int]]
"""The numbers of rows by the name of their file, as the list writes it."""


def problem_lines(run: Run) -> Iterator[str]:
    """The lines of a run's `problems.csv` without those about rows of sealed convictions.

    The list names a file by its name. Of two files with the same, a row sealed in one is left out for both.
    """
    sealed = sealed_rows(run, rows_named(run))
    for fields in fields_of(run):
        if not fields[1].isdecimal() or int(fields[1]) not in sealed[fields[0]]:
            line = io.StringIO()
            csv.writer(line, lineterminator="\n").writerow(fields)
            yield line.getvalue()


def fields_of(run: Run) -> Iterator[list[str]]:
    with run.problems_file.open(newline="", encoding="utf-8") as file:
        yield from csv.reader(file)


def rows_named(run: Run) -> Rows:
    named: Rows = defaultdict(set)
    for name, row, *_ in fields_of(run):
        if row.isdecimal():
            named[name].add(int(row))
    return named


def sealed_rows(run: Run, named: Rows) -> Rows:
    sealed: Rows = defaultdict(set)
    for upload in run.uploads.all():
        files = dict(UploadedFile.objects.filter(upload=upload).values_list("pk", "name"))
        names = {file: harmless_field(name) for file, name in files.items()}
        places = {(file, row) for file, name in names.items() for row in named.get(name, ())}
        for file, row in sealed_among(upload, places):
            sealed[names[file]].add(row)
    return sealed

"""The list of what an analysis could not understand, as it may be taken away."""

import csv
import io
from collections.abc import Iterator

from records.sealing import sealed_places
from uploads.models import UploadedFile

from .models import Run
from .results.safety import harmless_field


def problem_lines(run: Run) -> Iterator[str]:
    """The lines of a run's `problems.csv` without those about rows of sealed convictions.

    The list names a file by its name. Of two files with the same, a row sealed in one is left out for both.
    """
    sealed = sealed_rows(run)
    with run.problems_file.open(newline="", encoding="utf-8") as file:
        for fields in csv.reader(file):
            if tuple(fields[:2]) not in sealed:
                line = io.StringIO()
                csv.writer(line, lineterminator="\n").writerow(fields)
                yield line.getvalue()


def sealed_rows(run: Run) -> set[tuple[str, str]]:
    places = {place for upload in run.uploads.all() for place in sealed_places(upload)}
    names = dict(UploadedFile.objects.filter(upload__runs=run).values_list("pk", "name"))
    return {(harmless_field(names[file]), str(row)) for file, row in places}

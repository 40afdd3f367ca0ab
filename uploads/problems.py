"""The problems of files, as people read them: by kind, by file, and as a list to take away."""

import csv
import io
from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import QuerySet, Sum

from .models import FileProblem, Upload

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheet programs know that the text is UTF-8
HEADINGS = ["File", "Row", "Column", "Value", "Kind", "What was found", "What to do", "Rows"]


def in_words(kind: str) -> str:
    """A coded kind as a person reads it.

    | kind                    | in words               |
    |-------------------------|------------------------|
    | `stray-quote`           | Stray quote            |
    | `left-out-ragged-row`   | Left out: ragged row   |
    """
    words = kind.removeprefix("left-out-").replace("-", " ")
    return f"Left out: {words}" if kind.startswith("left-out-") else words.capitalize()


def by_kind(problems: QuerySet[FileProblem]) -> list[tuple[str, str, int]]:
    """Each kind with its words and the number of rows, most frequent first."""
    counted = problems.order_by().values_list("kind").annotate(rows=Sum("count")).order_by("-rows", "kind")
    return [(kind, in_words(kind), rows) for kind, rows in counted]


class ProblemFilter(forms.Form):
    """Narrows the problems of an upload to one file, one kind, or both."""

    file = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)

    def __init__(self, upload: Upload, kinds: list[tuple[str, str, int]], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        files = [(str(file.pk), file.name) for file in upload.files.all()]
        self.fields["file"].choices = [("", "All files"), *files]  # type: ignore[attr-defined]
        named = [(kind, f"{words} ({rows})") for kind, words, rows in kinds]
        self.fields["kind"].choices = [("", "All kinds"), *named]  # type: ignore[attr-defined]

    def narrow(self, problems: QuerySet[FileProblem]) -> QuerySet[FileProblem]:
        """Leaves out what was not asked for; an unknown file or kind narrows nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("file"):
            problems = problems.filter(file=chosen["file"])
        if chosen.get("kind"):
            problems = problems.filter(kind=chosen["kind"])
        return problems


def formula_safe(text: str) -> str:
    """Puts an apostrophe before what a spreadsheet program would run as a formula.

    | text          | safe           |
    |---------------|----------------|
    | `=1+1`        | `'=1+1`        |
    | `-`           | `'-`           |
    | `11/9/2016`   | `11/9/2016`    |
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def csv_lines(problems: Iterable[FileProblem]) -> Iterator[str]:
    """The problems as CSV, line by line, so that a long list is never whole in memory."""
    yield BYTE_ORDER_MARK + _line(HEADINGS)
    for problem in problems:
        texts = [problem.column, problem.quoted, in_words(problem.kind), problem.words, problem.remedy]
        yield _line([formula_safe(problem.file.name), problem.row, *map(formula_safe, texts), problem.count])


def _line(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()

"""What was found wrong in a file, in words that name the file, the row, the column and the remedy."""

from dataclasses import dataclass

USE_ORIGINAL = "Use the file as received from the Department of Justice, not one saved by another program."
CORRECT_ROW = "Compare the row with the file as received from the Department of Justice and correct it there."
EXCERPT_LENGTH = 60


class Kind:
    """The coded kinds of problem. Kinds that begin with `left-out` say that a row is in no result."""

    # Nothing of the file could be read.
    CANNOT_OPEN = "cannot-open"
    EMPTY_FILE = "empty-file"
    NOT_THE_FORMAT = "not-the-format"
    UNSAFE_ARCHIVE = "unsafe-archive"
    ENCRYPTED = "encrypted"
    MISSING_SHEET = "missing-sheet"
    NO_ROW_KEPT = "no-row-kept"
    # The file as a whole.
    ENCODING = "encoding"
    NUL_BYTES = "nul-bytes"
    LINES_BEFORE_HEADER = "lines-before-header"
    MISSING_COLUMN = "missing-column"
    EXTRA_COLUMN = "extra-column"
    REPEATED_COLUMN = "repeated-column"
    REORDERED_COLUMNS = "reordered-columns"
    BLANK_LINE = "blank-line"
    FURTHER_SHEET = "further-sheet"
    # A row that was kept.
    DUPLICATE_ROW = "duplicate-row"
    RAGGED_ROW = "ragged-row"
    STRAY_QUOTE = "stray-quote"
    # A row that was left out.
    LEFT_OUT_RAGGED = "left-out-ragged-row"
    LEFT_OUT_QUOTE = "left-out-stray-quote"
    LEFT_OUT_TRUNCATED = "left-out-truncated-row"
    LEFT_OUT_HEADER = "left-out-repeated-header"
    # Values that a spreadsheet program has changed.
    SPREADSHEET_DATE = "spreadsheet-date"
    SPREADSHEET_SERIAL = "spreadsheet-serial-date"
    SPREADSHEET_ZEROS = "spreadsheet-dropped-zeros"
    SPREADSHEET_EXPONENT = "spreadsheet-exponent"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file.

    `row` counts data rows from 1 (the header is not a row) and is None where the whole file is meant;
    `value` is a short excerpt. `count` is the number of rows the problem stands for: one for a row of its
    own, more where the same thing was found again and again, in which case `row` is the first of them.
    A `fatal` problem says that nothing of the file was read.
    """

    file: str
    row: int | None
    column: str
    value: str
    kind: str
    message: str
    remedy: str
    fatal: bool = False
    count: int = 1

    def __str__(self) -> str:
        """File, row, column, what is wrong, and the remedy, as one line of text."""
        row = "" if self.row is None else f", row {self.row}"
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.message} {self.remedy}"

    @property
    def left_out(self) -> bool:
        """Whether the rows that it stands for are in no result."""
        return self.kind.startswith("left-out")


def excerpt(text: str) -> str:
    """Shorten a text so that it can stand in a list of problems.

    | text                 | excerpt                      |
    |----------------------|------------------------------|
    | `11/9/2016`          | `11/9/2016`                  |
    | `LINE 1⏎LINE 2`      | `LINE 1 LINE 2`              |
    | more than 60 letters | the first 59, then `…`       |
    """
    line = " ".join(text[: 4 * EXCERPT_LENGTH].split())
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"

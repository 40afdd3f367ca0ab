"""One record that is not as it should be: kept where it can be trusted, with what is wrong in words."""

from uploads.formats.columns import COLUMNS
from uploads.formats.fields import in_place, mended_fields, realigned_fields, strict_fields
from uploads.formats.layout import Layout
from uploads.formats.problems import Kind


def read_record(text: str, layout: Layout, *, last: bool = False) -> tuple[list[str] | None, str, str]:
    """The fields of one record, the kind of what is wrong with it, and that in words.

    The fields are None if the record must be left out, the kind "" if nothing is wrong.
    `last` says that it is the last record of the file, which may have been cut off.
    """
    fields = strict_fields(text)
    if fields is None:
        return _with_stray_quote(text, layout, last)
    if len(fields) == layout.width:
        return fields, "", ""
    return _ragged(fields, layout, last)


def _with_stray_quote(text: str, layout: Layout, last: bool) -> tuple[list[str] | None, str, str]:
    fields = mended_fields(text, layout.width, layout.separators)
    if fields is not None:
        message = "A quotation mark opens a value and none closes it; the row was kept."
        return fields, Kind.STRAY_QUOTE, message
    if last:
        return None, Kind.LEFT_OUT_TRUNCATED, "The file ends in the middle of this row; the row was left out."
    message = "A quotation mark is not closed, and the columns cannot be told apart; the row was left out."
    return None, Kind.LEFT_OUT_QUOTE, message


def _ragged(fields: list[str], layout: Layout, last: bool) -> tuple[list[str] | None, str, str]:
    count, width = len(fields), layout.width
    number = f"The row has {count} columns instead of {width}"
    realigned = realigned_fields(fields) if layout.separators else None
    if realigned:
        whole, emptied = realigned
        kept = f"; it was kept, with {emptied} left empty." if emptied else "; it was kept."
        return [*whole, *[""] * (width - len(COLUMNS))], Kind.RAGGED_ROW, number + kept
    if last and count < width:
        message = f"The file ends in the middle of this row, in column {count} of {width}; it was left out."
        return None, Kind.LEFT_OUT_TRUNCATED, message
    where = _where(fields, layout)
    return (
        None,
        Kind.LEFT_OUT_RAGGED,
        f"{number}{where}; which value belongs where is unsure, so it was left out.",
    )


def _where(fields: list[str], layout: Layout) -> str:
    """Between which separators a comma is missing or too many, as far as that shows."""
    for before, place in zip((-1, *layout.separators), layout.separators, strict=False):
        if not in_place(fields, (place,)):
            return f" (a comma too {'many' if len(fields) > layout.width else 'few'} between " + (
                f"{layout.names[before + 1]} and {layout.names[place]})"
            )
    return ""

"""What happens to files on their way: rows that a reader must report or mend, and never lose in silence."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from eligibility.sample.dealing import dealt, pick, spaced
from eligibility.sample.habits import PLACE
from eligibility.sample.printing import Row

SHARE = 0.04

Damage = Callable[[Row, Random], list[Row]]


def damage(rows: Iterable[Row], seed: int, share: float = SHARE) -> Iterator[Row]:
    """The rows, with this share of them damaged, each kind of damage as often as the others.

    A damaged row may have any number of fields, stand twice, or be followed by an empty one; values may hold
    quotation marks, line ends, and characters of Windows-1252. The same arguments give the same rows, always.
    """
    rng = Random(f"damage {seed}")  # noqa: S311
    damages = dealt(DAMAGES, rng)
    for row, damaged in zip(rows, spaced(share, rng), strict=False):
        yield from next(damages)(row.copy(), rng) if damaged else [row]


def _extra_field(row: Row, rng: Random) -> list[Row]:
    row.insert(int(rng.random() * len(row)), "")
    return [row]


def _two_extra_fields_at_the_end(row: Row, rng: Random) -> list[Row]:
    return [[*row, "", ""]]


def _field_missing(row: Row, rng: Random) -> list[Row]:
    del row[int(rng.random() * len(row))]
    return [row]


def _cut_short(row: Row, rng: Random) -> list[Row]:
    return [row[: 3 + int(rng.random() * 80)]]


def _comma_not_quoted(row: Row, rng: Random) -> list[Row]:
    """The name's comma makes two fields of it."""
    place = PLACE["PRI_NAME"]
    return [[*row[:place], *row[place].split(","), *row[place + 1 :]]]


def _quotation_mark_inside(row: Row, rng: Random) -> list[Row]:
    return _with(row, "COMMENT_TEXT", 'SEIZED 6" KNIFE; AKA "ZIB"')


def _quotation_mark_in_front(row: Row, rng: Random) -> list[Row]:
    """Never closed: to a careless reader, all that follows is one value."""
    return _with(row, "COMMENT_TEXT", '"SEE REPORT')


def _line_end_inside(row: Row, rng: Random) -> list[Row]:
    return _with(row, "COMMENT_TEXT", "FIRST LINE\nSECOND LINE, WITH A COMMA\n")


def _windows_characters(row: Row, rng: Random) -> list[Row]:
    row[PLACE["OFFENSE_DESCR"]] = row[PLACE["OFFENSE_DESCR"]].replace("-", "–", 1)
    return _with(row, "PRI_NAME", "ZÜBRÉÑO’X,QUÔ")


def _count_order_short(row: Row, rng: Random) -> list[Row]:
    return _with(row, "CNT_ORDER", row[PLACE["CNT_ORDER"]][:6])


def _zeros_dropped(row: Row, rng: Random) -> list[Row]:
    """As a spreadsheet does that takes texts for numbers."""
    for column in ("RECORD_ID", "CYC_ORDER", "STP_ORDER", "CNT_ORDER", "SENT_ORDER"):
        row[PLACE[column]] = row[PLACE[column]].lstrip("0")
    return [row]


def _dates_of_a_spreadsheet(row: Row, rng: Random) -> list[Row]:
    form = pick(("{month}/{day}/{year}", "{year}-{month}-{day} 00:00:00", "{year:.1}.{month}E+07"), rng)
    for column in ("PRI_DOB", "CYC_DATE", "STP_EVENT_DATE", "DISP_DATE"):
        text = row[PLACE[column]].strip()
        if len(text) == 8:
            row[PLACE[column]] = form.format(year=text[:4], month=text[4:6], day=text[6:])
    return [row]


def _twice(row: Row, rng: Random) -> list[Row]:
    return [row, row.copy()]


def _followed_by_an_empty_line(row: Row, rng: Random) -> list[Row]:
    return [row, []]


def _subject_missing(row: Row, rng: Random) -> list[Row]:
    return _with(row, "SUBJECT_ID", "")


def _subject_and_cii_missing(row: Row, rng: Random) -> list[Row]:
    row[PLACE["CII_NUMBER"]] = row[PLACE["REQ_CII_NUMBER"]] = ""
    return _with(row, "SUBJECT_ID", "   ")


def _lower_case(row: Row, rng: Random) -> list[Row]:
    return [[value.lower() for value in row]]


def _with(row: Row, column: str, value: str) -> list[Row]:
    row[PLACE[column]] = value
    return [row]


DAMAGES: tuple[Damage, ...] = (
    _extra_field,
    _two_extra_fields_at_the_end,
    _field_missing,
    _cut_short,
    _comma_not_quoted,
    _quotation_mark_inside,
    _quotation_mark_in_front,
    _line_end_inside,
    _windows_characters,
    _count_order_short,
    _zeros_dropped,
    _dates_of_a_spreadsheet,
    _twice,
    _followed_by_an_empty_line,
    _subject_missing,
    _subject_and_cii_missing,
    _lower_case,
)

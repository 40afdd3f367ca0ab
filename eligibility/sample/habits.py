"""Habits of record keeping: what a person's rows look like besides what they say.

A habit takes the rows of one person and returns rows. Most people's rows are as they should be.
"""

from collections.abc import Callable
from random import Random

from eligibility.sample.dealing import pick
from eligibility.sample.names import another_name
from eligibility.sample.printing import Row
from uploads.formats.columns import COLUMNS

Habit = Callable[[list[Row], Random], list[Row]]

PLACE = {column: place for place, column in enumerate(COLUMNS)}
CYCLE, STEP, PART = PLACE["CYC_ORDER"], PLACE["STP_ORDER"], PLACE["SENT_ORDER"]
WIDTHS = {
    "PRI_NAME": 36,
    "STP_TYPE_DESCR": 30,
    "STP_ORI_CNTY_NAME": 20,
    "OFN": 20,
    "OFFENSE_DESCR": 60,
    "DISP_DESCR": 40,
    "CONV_STAT_DESCR": 12,
    "COMMENT_TEXT": 60,
}
STAND_INS = ("NULL", "NULL  ", "x", "  -  ", "   ")


def as_it_should_be(rows: list[Row], rng: Random) -> list[Row]:
    """Nothing changed."""
    return rows


def padded(rows: list[Row], rng: Random) -> list[Row]:
    """Texts filled with blanks to a fixed width."""
    for row in rows:
        for column, width in WIDTHS.items():
            row[PLACE[column]] = row[PLACE[column]].ljust(width)
    return rows


def with_stand_ins(rows: list[Row], rng: Random) -> list[Row]:
    """Something that stands for nothing, where nothing is known."""
    for row in rows:
        for place, value in enumerate(row):
            if not value and rng.random() < 0.2:
                row[place] = pick(STAND_INS, rng)
    return rows


def reported_twice(rows: list[Row], rng: Random) -> list[Row]:
    """About every fifth row stands twice."""
    return [copy for row in rows for copy in ([row, row.copy()] if rng.random() < 0.2 else [row])]


def under_other_names(rows: list[Row], rng: Random) -> list[Row]:
    """Some cycles give another name."""
    return _changed(rows, rng, "PRI_NAME", another_name(rows[0][PLACE["PRI_NAME"]], rng))


def with_two_birth_dates(rows: list[Row], rng: Random) -> list[Row]:
    """Some cycles give another birth date."""
    year, rest = rows[0][PLACE["PRI_DOB"]][:4], rows[0][PLACE["PRI_DOB"]][4:]
    return _changed(rows, rng, "PRI_DOB", f"{int(year) - 1}{rest}") if year.isdigit() else rows


def under_two_numbers(rows: list[Row], rng: Random) -> list[Row]:
    """One person taken for two: some cycles stand under another SUBJECT_ID, which nobody else has."""
    return _changed(rows, rng, "SUBJECT_ID", f"8{rows[0][PLACE['SUBJECT_ID']][1:]}")


def parts_last(rows: list[Row], rng: Random) -> list[Row]:
    """The further parts of sentences stand after the counts of their step."""
    return sorted(rows, key=lambda row: (row[CYCLE], row[STEP], row[PART] > "001"))


def counted_from_98(rows: list[Row], rng: Random) -> list[Row]:
    """Cycles numbered 098, 099, 100 and on."""
    for row in rows:
        row[CYCLE] = f"{int(row[CYCLE]) + 97:03}"
        row[PLACE["CNT_ORDER"]] = row[CYCLE] + row[PLACE["CNT_ORDER"]][3:]
    return rows


def without_a_subject_number(rows: list[Row], rng: Random) -> list[Row]:
    """SUBJECT_ID is missing in all rows."""
    return [_with(row, SUBJECT_ID="") for row in rows]


def without_any_number(rows: list[Row], rng: Random) -> list[Row]:
    """Nothing says whose convictions these are."""
    for row in rows:
        if row[PLACE["DISP_DESCR"]].startswith("CONVICTED"):
            _with(row, SUBJECT_ID="", CII_NUMBER="", REQ_CII_NUMBER="")
    return rows


def with_short_counts(rows: list[Row], rng: Random) -> list[Row]:
    """CNT_ORDER tells the cycle and the step, and not the count."""
    return [_with(row, CNT_ORDER=row[PLACE["CNT_ORDER"]][:6]) for row in rows]


USUAL: tuple[Habit, ...] = (
    *[as_it_should_be] * 14,
    *[padded] * 4,
    with_stand_ins,
    reported_twice,
    under_other_names,
    under_other_names,
    with_two_birth_dates,
    under_two_numbers,
    parts_last,
    counted_from_98,
)
HABITS: tuple[Habit, ...] = (
    *USUAL,
    *USUAL,
    without_a_subject_number,
    without_any_number,
    with_short_counts,
)


def _with(row: Row, **values: str) -> Row:
    for column, value in values.items():
        row[PLACE[column]] = value
    return row


def _changed(rows: list[Row], rng: Random, column: str, value: str) -> list[Row]:
    """The rows of the last cycle, and of about half of the others, with another value in one column."""
    cycles = list(dict.fromkeys(row[CYCLE] for row in rows))
    chosen = {cycle for cycle in cycles if rng.random() < 0.5} | {cycles[-1]}
    for row in rows:
        if row[CYCLE] in chosen:
            row[PLACE[column]] = value
    return rows

"""One person's rows, read the plain way, and every record that they may stand for."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from tests.law.models.charges import CHARGES, Charge
from uploads.formats.columns import COLUMNS

AS_OF = date(2020, 7, 1)
LONG_AGO, FAR_AHEAD = date(1800, 1, 1), date(2199, 1, 1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Conviction:
    """A conviction with everything known. `called_felony`: so the pilots took it; `felony`: so it was."""

    charge: Charge
    county: str
    on: date
    called_felony: bool
    felony: bool
    infraction: bool
    sentence_days: float
    cycle: str
    cycle_date: date

    @property
    def sentence_end(self) -> date:
        """The day on which the sentence ends; half days count as whole ones for what the policies ask."""
        days = min(self.sentence_days, (FAR_AHEAD - LONG_AGO).days)
        return min(self.on, FAR_AHEAD - timedelta(days=days)) + timedelta(days=days)


@dataclass(frozen=True)
class Record:
    """A person with everything known. `charged` holds, for each cycle, the charges of all its rows."""

    born: date
    convictions: tuple[Conviction, ...]
    registered_on: tuple[date, ...]
    deceased: bool
    charged: dict[str, list[Charge]]


def years_later(day: date, years: int) -> date:
    """The same day of a later year; February 29 becomes March 1 where there is none."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(day.year + years):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


def age(born: date, on: date) -> int:
    """Whole years, counted birthday by birthday."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def float_years(since: date) -> float:
    """Years of 365.25 days until the as-of date."""
    return (AS_OF - since).days / 365.25


def known_day(text: str) -> date | None:
    """The day that a date names, if it names one that is not in the future."""
    if len(text) == 8 and text.isdigit():
        try:
            day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            return None
        return day if day <= AS_OF else None
    return None


def days_meant(text: str, telling: list[date]) -> list[date]:
    """The day that a date names, or, of the telling days, those that it may mean."""
    day = known_day(text)
    if day is not None:
        return [day]
    if len(text) == 8 and text.isdigit() and text.endswith("00") and int(text[:4]) <= AS_OF.year:
        year, month = int(text[:4]), int(text[4:6])
        first = date(year, month or 1, 1)
        last = min(date(year, month or 12, calendar.monthrange(year, month or 12)[1]), AS_OF)
        return sorted({first, last, *(day for day in telling if first <= day <= last)})
    return [LONG_AGO, *telling, FAR_AHEAD]


def around(days: set[date]) -> list[date]:
    """The days, and the one before and after each: an answer turns nowhere else."""
    return sorted({day + offset for day in days for offset in (-A_DAY, 0 * A_DAY, A_DAY)})


def telling_births(dates: list[date]) -> list[date]:
    """Every birth at which an age that a policy asks about is just reached."""
    at_conviction = {years_later(day, -years) for day in dates for years in (18, 21, 24)}
    now = {years_later(AS_OF, -50), years_later(AS_OF, -57), AS_OF - 7670 * A_DAY}
    return around(at_conviction | now)


def telling_events(dates: list[date], born: date | None) -> list[date]:
    """Every day at which a policy's answer about a conviction turns, given the other known dates."""
    fixed = {date(2016, 11, 9), AS_OF, years_later(AS_OF, -5), years_later(AS_OF, -10)}
    of_days = {AS_OF - 1826 * A_DAY, AS_OF - 3652 * A_DAY, AS_OF - 30 * A_DAY}
    of_age = {years_later(born, years) for years in (18, 21, 24)} if born else set()
    return around(fixed | of_days | of_age | set(dates))


def charge_of(row: dict[str, str]) -> Charge:
    """The charge of a row: its description, or its comment where the description does not say."""
    description = row["OFFENSE_DESCR"].strip()
    return CHARGES[
        row["COMMENT_TEXT"].strip() if description in ("", "SEE COMMENT FOR CHARGE") else description
    ]


def sentence_parts(row: dict[str, str]) -> list[float]:
    """The days that a row adds to a sentence: one number, or none and very many where it cannot be read."""
    if not row["SENT_LENGTH"]:
        return [0.0]
    days = {"D": 1.0, "M": 30.5, "Y": 366.0}.get(row["SENT_TIME_CODE"])
    return [0.0, 1e6] if days is None else [int(row["SENT_LENGTH"]) * days]


def grades(row: dict[str, str]) -> list[tuple[bool, bool, bool]]:
    """Whether the row calls a conviction a felony; whether it is one, and whether an infraction.

    Where the row does not say what it is, all that it may be.
    """
    status, kind = row["CONV_STAT_DESCR"], row["OFFENSE_TOC"]
    called = status == "FELONY" or (status == "" and kind == "F")
    if (status in ("", "UNKNOWN") and kind == "") or (status == "UNKNOWN" and kind == "F"):
        return [(called, True, False), (called, False, False), (called, False, True)]
    infraction = status == "INFRACTION" or (status in ("", "UNKNOWN") and kind == "I")
    return [(called, called, infraction)]


def records_of(rows: list[list[str]]) -> Iterator[Record]:
    """Every record that the rows of one person may stand for, as far as it could make a difference."""
    named = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    counts: dict[str, list[dict[str, str]]] = {}
    for row in named:
        if row["DISP_DESCR"].startswith("CONVICTED"):
            counts.setdefault(row["CNT_ORDER"], []).append(row)
    first = [parts[0] for parts in counts.values()]
    registrations = [row for row in named if row["STP_TYPE_DESCR"] == "REGISTRATION"]
    texts = [named[0]["PRI_DOB"], *(row["STP_EVENT_DATE"] for row in (*first, *registrations))]
    events = [day for text in texts[1:] if (day := known_day(text))]
    telling = [telling_births(events), *[telling_events(events, known_day(texts[0]))] * (len(texts) - 1)]
    charged: dict[str, list[Charge]] = {}
    for row in named:
        charged.setdefault(row["CNT_ORDER"][:3], []).append(charge_of(row))
    deceased = any(row["STP_TYPE_DESCR"] == "DECEASED" for row in named)
    holes = [[days_meant(*pair) for pair in zip(texts, telling, strict=True)], [grades(row) for row in first]]
    lengths = [list(product(*map(sentence_parts, parts))) for parts in counts.values()]
    written = [row["CYC_DATE"] for row in first]
    known = {day for text in written if (day := known_day(text))}
    cycle_dates = list(product(*(days_meant(text, around(known)) for text in written)))

    def record(days, grade, length, cycle_days) -> Record:
        return Record(
            born=days[0],
            convictions=tuple(
                Conviction(
                    charge_of(row),
                    row["STP_ORI_CNTY_NAME"],
                    on,
                    *kind,
                    sum(parts),
                    row["CNT_ORDER"][:3],
                    cycle_day,
                )
                for row, on, kind, parts, cycle_day in zip(
                    first, days[1:], grade, length, cycle_days, strict=False
                )
            ),
            registered_on=days[1 + len(first) :],
            deceased=deceased,
            charged=charged,
        )

    # No rule asks about the dates of cycles and anything else: each is tried beside one reading of the rest.
    for days in product(*holes[0]):
        for grade, length in product(product(*holes[1]), product(*lengths)):
            yield record(days, grade, length, cycle_dates[0])
    for cycle_days in cycle_dates[1:]:
        yield record(days, grade, length, cycle_days)

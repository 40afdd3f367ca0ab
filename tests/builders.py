"""Builders of invented people and their criminal histories, for every test that needs one.

Every argument has a default, so that a test states only what matters to it:

    frame(subject(born="1990-06-01", convictions=[conviction("11359 HS-SALE", on="2001-05-04")]))

An event builder (`conviction`, `court_action`, `arrest`, `registration`, `deceased`) makes one event;
`subject` makes a person from events; `history`, `frame` and `csv_text` turn people into what the file, the
law and the reader see. Dates are ISO strings ("2001-05-04", "" for none); `raw_date=` writes any other text
("20010500", "unknown"). Any column of the file can be set on any event by its name in lower or upper case:
`arrest(cyc_date="20010504")`.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.values import UNKNOWN

COUNTY = "SACRAMENTO"
BORN = "1970-01-01"
CONVICTED_ON = "2005-05-05"
CANNABIS_CHARGE = "11359 HS-POSSESS MARIJUANA FOR SALE"

Columns = dict[str, str]


@dataclass(frozen=True)
class Event:
    """One step of a history: its place (None: the next free one) and its rows, one a sentence part."""

    cycle: int | None
    step: int
    count: int | None
    rows: list[Columns]


@dataclass(frozen=True)
class Subject:
    """A person: the columns that stand on each of their rows, and the events in file order."""

    columns: Columns
    events: list[Event]
    file: int


def court_action(
    charge: str = CANNABIS_CHARGE,
    *,
    disposition: str = "DISMISSED",
    on: str = CONVICTED_ON,
    raw_date: str | None = None,
    grade: str = "",
    toc: str = "",
    county: str = COUNTY,
    case_number: str = "",
    sentence: Sequence[str] = (),
    comment: str = "",
    cycle: int | None = None,
    step: int = 2,
    count: int | None = None,
    **columns: str,
) -> Event:
    """One count in court, and how it ended.

    `grade` is the conviction's status ("FELONY", "MISDEMEANOR", "INFRACTION", "UNKNOWN"; "" leaves it empty)
    and `toc` the charge's letter ("F", "M", "I"). Each part of `sentence` ("90 D", "16 M", "3 Y") becomes a
    row. Events with the same `cycle` belong to one arrest, and those with the same `step` in it to one case;
    `count` tells the counts of a case apart.
    """
    shared = {
        "STP_TYPE_DESCR": "COURT ACTION",
        "STP_EVENT_DATE": _date(on, raw_date),
        "STP_ORI_CNTY_NAME": county,
        "OFN": case_number,
        "OFFENSE_DESCR": charge,
        "OFFENSE_TOC": toc,
        "DISP_DESCR": disposition,
        "CONV_STAT_DESCR": grade,
        "COMMENT_TEXT": comment,
    }
    return Event(cycle, step, count, [shared | part | _upper(columns) for part in _sentence_parts(sentence)])


def conviction(
    charge: str = CANNABIS_CHARGE,
    *,
    disposition: str = "CONVICTED",
    grade: str = "FELONY",
    case_number: str = "INV-0001",
    **more: Any,
) -> Event:
    """A felony conviction of a cannabis charge, unless said otherwise; `more` is as for `court_action`."""
    return court_action(charge, disposition=disposition, grade=grade, case_number=case_number, **more)


def arrest(
    charge: str = CANNABIS_CHARGE,
    *,
    on: str = "2005-01-01",
    raw_date: str | None = None,
    toc: str = "F",
    county: str = COUNTY,
    comment: str = "",
    cycle: int | None = None,
    count: int | None = None,
    **columns: str,
) -> Event:
    """One charge of an arrest, the first step of a cycle."""
    shared = {
        "STP_TYPE_DESCR": "ARREST/DETAINED/CITED",
        "STP_EVENT_DATE": _date(on, raw_date),
        "STP_ORI_CNTY_NAME": county,
        "OFFENSE_DESCR": charge,
        "OFFENSE_TOC": toc,
        "COMMENT_TEXT": comment,
    }
    return Event(cycle, 1, count, [shared | _upper(columns)])


def registration(
    charge: str = "290 PC-REGISTRATION OF SEX OFFENDER",
    *,
    on: str = "2004-04-04",
    raw_date: str | None = None,
    county: str = COUNTY,
    cycle: int | None = None,
    **columns: str,
) -> Event:
    """A registration event, as a sex offender unless `charge` says otherwise."""
    registered: dict[str, Any] = {"stp_type_descr": "REGISTRATION"} | columns
    return arrest(charge, on=on, raw_date=raw_date, toc="", county=county, cycle=cycle, **registered)


def deceased(
    *, on: str = "2015-05-05", raw_date: str | None = None, cycle: int | None = None, **columns: str
) -> Event:
    """The event that reports the person's death."""
    reported: dict[str, Any] = {"stp_type_descr": "DECEASED"} | columns
    return arrest("", on=on, raw_date=raw_date, toc="", cycle=cycle, **reported)


def subject(
    *,
    convictions: Sequence[Event] | None = None,
    events: Sequence[Event] = (),
    born: str = BORN,
    raw_date: str | None = None,
    name: str = "INVENTED,PERSON",
    id: str | None = None,
    cii: str | None = None,
    file: int = 0,
    **columns: str,
) -> Subject:
    """A person with one cannabis conviction, unless said otherwise (`convictions=[]`: none).

    An event without a cycle gets its own, numbered by its place: convictions first, then the other events.
    `raw_date` is the birth date as any text. `id` and `cii` are made from the person's place in the history
    unless given ("" leaves them out). `file` is the position of the file that holds the rows.
    """
    given = {"SUBJECT_ID": id, "CII_NUMBER": cii}
    known = {column: value for column, value in given.items() if value is not None}
    person = {"PRI_NAME": name, "PRI_DOB": _date(born, raw_date)} | known | _upper(columns)
    listed = [conviction()] if convictions is None else convictions
    return Subject(person, [*listed, *events], file)


def row(**columns: str) -> list[str]:
    """One row of the file: the 95 fields in order, empty except for the given columns."""
    given = _upper(columns)
    return [given.get(column, "") for column in COLUMNS]


def history(*subjects: Subject | list[str]) -> list[list[str]]:
    """The rows of the file that describe these people, 95 fields each; a row given as fields is kept."""
    return [fields for _, fields in _placed(subjects)]


def frame(*subjects: Subject | list[str]) -> pd.DataFrame:
    """The same rows as the reader hands them to the law.

    Columns: `file` (Int32), `row` (Int64, from 1 in each file) and NEEDED (category of strings): values
    trimmed, and the file's stand-ins for unknown missing.
    """
    placed = list(_placed(subjects))
    files = [file for file, _ in placed]
    seen: Counter[int] = Counter()
    numbers = []
    for file in files:
        seen[file] += 1
        numbers.append(seen[file])
    places = {"file": pd.array(files, dtype="Int32"), "row": pd.array(numbers, dtype="Int64")}
    return pd.DataFrame(places | {column: _category(placed, column) for column in NEEDED})


def csv_text(*subjects: Subject | list[str], header: bool = True) -> str:
    """The same rows as the text of a comma-separated file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    writer.writerows(history(*subjects))
    return text.getvalue()


def _placed(subjects: Sequence[Subject | list[str]]) -> Iterable[tuple[int, list[str]]]:
    """The file and the fields of each row."""
    for position, person in enumerate(subjects, start=1):
        if isinstance(person, Subject):
            known = {"SUBJECT_ID": f"{position}", "CII_NUMBER": f"INV{position:07}"} | person.columns
            yield from ((person.file, row(**(known | columns))) for columns in _numbered(person.events))
        else:
            yield 0, person


def _numbered(events: Sequence[Event]) -> Iterable[Columns]:
    """The rows of the events, with their count orders: three digits each for cycle, step, count and part."""
    counts: Counter[tuple[int, int]] = Counter()
    for position, event in enumerate(events, start=1):
        cycle = event.cycle or position
        counts[cycle, event.step] += 1
        count = event.count or counts[cycle, event.step]
        place = {
            "CYC_ORDER": f"{cycle:03}",
            "STP_ORDER": f"{event.step:03}",
            "CNT_ORDER": f"{cycle:03}{event.step:03}{count:03}000",
        }
        yield from (
            {"CYC_DATE": columns.get("STP_EVENT_DATE", "")} | place | columns for columns in event.rows
        )


def _sentence_parts(sentence: Sequence[str]) -> list[Columns]:
    """The sentence columns of each part; without a sentence, one row without them."""
    parts = [part.split() for part in sentence]
    return [
        {"SENT_ORDER": f"{order:03}", "SENT_LENGTH": length, "SENT_TIME_CODE": unit}
        for order, (length, unit) in enumerate(parts, start=1)
    ] or [{}]


def _category(placed: Sequence[tuple[int, list[str]]], column: str) -> pd.Series:
    """One column of the rows, trimmed, with holes where nothing is known."""
    place = COLUMNS.index(column)
    values = (fields[place].strip() for _, fields in placed)
    known = [None if value in ("", *UNKNOWN) else value for value in values]
    return pd.Series(known, dtype="str").astype("category")


def _date(iso: str, raw: str | None) -> str:
    """A date as the file writes it: 2001-05-04 becomes 20010504."""
    return iso.replace("-", "") if raw is None else raw


def _upper(columns: dict[str, str]) -> Columns:
    """Column names as the file writes them; a name that is not the file's is an error of the test."""
    upper = {name.upper(): value for name, value in columns.items()}
    unknown = sorted(set(upper) - set(COLUMNS))
    if unknown:
        raise TypeError(f"not columns of the file: {unknown}")
    return upper

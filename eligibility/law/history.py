"""Criminal histories read from the state's rows: whose, which convictions, when, and what belongs
together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from eligibility.law.charges import Charges, read_charges
from eligibility.law.columns import Texts, read_column, row_places
from eligibility.law.dates import read_dates
from eligibility.law.orders import CountOrders, read_orders
from eligibility.law.people import People, first_of_each, read_people
from eligibility.law.sections import Charge
from eligibility.law.sentences import read_parts, repeated_parts
from eligibility.law.values import BoolArray, Choice, Hole, IntArray, Range, holes_of

FELONY, MISDEMEANOR, INFRACTION = "felony", "misdemeanor", "infraction"
GRADES = (FELONY, MISDEMEANOR, INFRACTION)
COURT_ACTION = "COURT ACTION"
STATUSES = {"FELONY": 0, "MISDEMEANOR": 1, "INFRACTION": 2}
OFFENSE_TYPES = {"F": 0, "M": 1, "I": 2}


@dataclass(frozen=True)
class Convictions:
    """Every conviction, of any crime and county, in order of first appearance; arrays have one place a
    conviction.

    A conviction is all rows of one person and one CNT_ORDER whose DISP_DESCR begins with CONVICTED. The first
    of them (`row`) says what the conviction is; the others only add their parts to its sentence. `of_row`
    gives the conviction of every row of the frame, -1 for rows that are of none. `unread_sentences` are the
    parts of sentences whose length is not known, as the file has them, by row of the frame.
    """

    of_row: IntArray
    row: IntArray
    person: IntArray
    convicted_on: Range
    sentence: Range
    grade: Choice
    grade_doubtful: BoolArray
    unread_sentences: dict[int, str]

    def __len__(self) -> int:
        return len(self.row)

    @property
    def felony(self) -> BoolArray:
        """Whether the file calls the conviction a felony: no where it says nothing that is known."""
        called: BoolArray = self.grade.codes == GRADES.index(FELONY)
        return called


@dataclass(frozen=True)
class History:
    """The rows of a frame, understood as of a date.

    `case_numbers` are those of the court actions. `event_days` are the days that the distinct texts of event
    dates mean, and last that of a missing one. `places` gives (file, row in the file) of each row.
    """

    as_of: date
    people: People
    convictions: Convictions
    charges: Charges
    orders: CountOrders
    order_texts: Texts
    birth_texts: Texts
    event_types: Texts
    counties: Texts
    case_numbers: Texts
    descriptions: Texts
    comments: Texts
    cycle_dates: Texts
    dispositions: Texts
    event_date_texts: Texts
    event_days: Range
    places: tuple[IntArray, IntArray]

    def convictions_where(self, condition: Callable[[Charge], object]) -> BoolArray:
        """The convictions whose charge fulfills a condition."""
        return self.charges.where(condition, self.convictions.row)

    def count(self, chosen: BoolArray) -> IntArray:
        """For every person, how many of the chosen convictions are theirs."""
        return np.bincount(self.convictions.person[chosen], minlength=len(self.people))

    def event_dates(self, rows: IntArray) -> Range:
        """The days of the events of these rows."""
        return self.event_days.take(self.event_date_texts.codes[rows])

    def place(self, row: int) -> tuple[int, int]:
        """The file and the data row in it, from which a row of the frame came."""
        return int(self.places[0][row]), int(self.places[1][row])


def read_history(frame: pd.DataFrame, as_of: date) -> History:
    """Understand the rows of a frame that has the columns of `columns.READ`, of dtype category or strings.

    The columns `file` and `row`, if there, say where each row came from. Raises KeyError for a missing
    column.
    """
    people = read_people(frame, as_of)
    order_texts = read_column(frame, "CNT_ORDER")
    orders = read_orders(order_texts, people.of_row)
    dispositions = read_column(frame, "DISP_DESCR")
    event_date_texts = read_column(frame, "STP_EVENT_DATE", str.strip)
    each_text_and_none = np.arange(len(event_date_texts.texts) + 1)
    event_days = read_dates(event_date_texts.texts, each_text_and_none, as_of)
    event_types = read_column(frame, "STP_TYPE_DESCR")
    court_actions = event_types.where(lambda text: text == COURT_ACTION)
    descriptions = read_column(frame, "OFFENSE_DESCR", str.strip)
    comments = read_column(frame, "COMMENT_TEXT", str.strip)
    return History(
        as_of=as_of,
        people=people,
        convictions=_read_convictions(frame, dispositions, people, orders, event_date_texts, event_days),
        charges=read_charges(descriptions, comments),
        orders=orders,
        order_texts=order_texts,
        birth_texts=read_column(frame, "PRI_DOB", str.strip),
        event_types=event_types,
        counties=read_column(frame, "STP_ORI_CNTY_NAME"),
        case_numbers=read_column(frame, "OFN", str, only=court_actions),
        descriptions=descriptions,
        comments=comments,
        cycle_dates=read_column(frame, "CYC_DATE", str.strip),
        dispositions=dispositions,
        event_date_texts=event_date_texts,
        event_days=event_days,
        places=row_places(frame),
    )


def _read_convictions(
    frame: pd.DataFrame,
    dispositions: Texts,
    people: People,
    orders: CountOrders,
    event_date_texts: Texts,
    event_days: Range,
) -> Convictions:
    rows = np.flatnonzero(dispositions.where(lambda text: text.startswith("CONVICTED")))
    # A row whose count cannot be read is a conviction of its own: its negative key is nobody else's.
    keys = np.where(orders.count[rows] >= 0, orders.count[rows], -1 - rows)
    conviction, distinct = pd.factorize(keys)
    of_row = np.full(len(frame), -1, dtype=np.int64)
    of_row[rows] = conviction
    first = rows[first_of_each(conviction, len(distinct))]
    person = people.of_row[first]
    grade, doubtful = _read_grades(
        read_column(frame, "CONV_STAT_DESCR"), read_column(frame, "OFFENSE_TOC"), first
    )
    lengths, units = read_column(frame, "SENT_LENGTH"), read_column(frame, "SENT_TIME_CODE")
    files = row_places(frame)[0][rows]
    served = ~repeated_parts(conviction, lengths.codes[rows], units.codes[rows], files)
    parts = read_parts(lengths, units, rows[served])
    return Convictions(
        of_row=of_row,
        row=first,
        person=person,
        convicted_on=event_days.take(event_date_texts.codes[first]),
        sentence=_sentences(parts, conviction[served], keys[served] < 0, people.of_row[rows[served]], person),
        grade=grade,
        grade_doubtful=doubtful,
        unread_sentences={
            row: f"{lengths.at(row)} {units.at(row)}".strip()
            for row in rows[served][np.isinf(parts.high)].tolist()
        },
    )


def _sentences(
    parts: Range, conviction: IntArray, unplaced: BoolArray, person_of_part: IntArray, person: IntArray
) -> Range:
    """The length of each sentence in days: its parts are served one after another.

    A part whose count cannot be read (`unplaced`) may belong to any conviction of the person.
    """
    size = len(person)
    low = np.bincount(conviction, parts.low, size).astype(np.float64)
    high = np.bincount(conviction, parts.high, size).astype(np.float64)
    persons = int(person.max(initial=-1)) + 1
    total_unplaced = np.bincount(person_of_part[unplaced], parts.high[unplaced], persons)
    own_unplaced = np.bincount(conviction[unplaced], parts.high[unplaced], size)
    # A part of unknown length makes the sum endless already.
    more = total_unplaced[person] - np.where(np.isfinite(own_unplaced), own_unplaced, 0.0)
    hole = np.zeros(size, dtype=np.uint8)
    np.maximum.at(hole, conviction, holes_of(parts))
    hole[(more > 0) & (hole == Hole.NONE)] = Hole.UNREADABLE
    return Range(low, high + more, hole)


def _read_grades(statuses: Texts, offense_types: Texts, rows: IntArray) -> tuple[Choice, BoolArray]:
    """The grade of the convictions that these rows begin, and whether the file leaves it in doubt.

    | CONV_STAT_DESCR | OFFENSE_TOC | grade               | doubtful |
    |-----------------|-------------|---------------------|----------|
    | FELONY          | any         | felony              | no       |
    | MISDEMEANOR     | any         | misdemeanor         | no       |
    | empty           | F, M, I     | as the offense type | no       |
    | UNKNOWN         | M, I        | as the offense type | yes      |
    | UNKNOWN         | F           | unknown             | yes      |
    | empty, UNKNOWN  | empty       | unknown             | yes      |
    """
    table = np.array(
        [
            [_grade(status, offense_type) for offense_type in (*offense_types.texts, "")]
            for status in (*statuses.texts, "")
        ]
    )
    codes = table[statuses.codes[rows], offense_types.codes[rows]]
    stated = np.array([text in STATUSES for text in statuses.texts] + [True])[statuses.codes[rows]]
    missing = (statuses.codes[rows] < 0) & (offense_types.codes[rows] < 0)
    hole = np.where(codes >= 0, Hole.NONE, np.where(missing, Hole.MISSING, Hole.UNREADABLE)).astype(np.uint8)
    return Choice(codes, GRADES, hole), ~stated | (codes < 0)


def _grade(status: str, offense_type: str) -> int:
    if status in STATUSES:
        return STATUSES[status]
    if status and offense_type == "F":
        return -1
    return OFFENSE_TYPES.get(offense_type, -1)

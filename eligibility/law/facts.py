"""Facts about a conviction and its person that hold for any law: who, when, how old, how grave, how long.

Each value has one place for every chosen conviction. What is not known exactly is a range, or unknown
(`values.py`). The year that a fact counts in is its unit: calendar years, or years of 365.25 days as the
pilots' tools counted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from eligibility.law import sources
from eligibility.law.dates import calendar_years, years_of_days
from eligibility.law.engine import fact
from eligibility.law.history import History
from eligibility.law.orders import joined_texts
from eligibility.law.reductions import Dated, latest
from eligibility.law.values import Answer, Choice, Hole, IntArray, Range, certain, holes_of, known_by
from eligibility.law.wording import CALENDAR_YEARS, DATE, DAYS, NUMBER, WORDS, YEARS_OF_DAYS, YES_OR_NO
from uploads.formats.values import UNKNOWN

LATEST_SENTENCE = "the date or the length of one of the person's sentences"


@fact("whether the row says whose record it is", YES_OR_NO, sources=sources.conviction)
def identified(history: History, chosen: IntArray) -> Answer:
    """The row has a SUBJECT_ID or at least a CII number, so that it can be put with the person's other
    rows."""
    return certain(history.people.identified[history.convictions.person[chosen]])


@fact("the grade of the conviction", WORDS, sources=sources.conviction)
def grade(history: History, chosen: IntArray) -> Choice:
    """Felony, misdemeanor or infraction: CONV_STAT_DESCR, or OFFENSE_TOC where that is empty.

    Where neither can be recognised the grade is unknown.
    """
    return history.convictions.grade.take(chosen)


@fact("whether the file calls the conviction a felony", YES_OR_NO, sources=sources.conviction)
def called_felony(history: History, chosen: IntArray) -> Answer:
    """CONV_STAT_DESCR says FELONY; or it is empty, and OFFENSE_TOC says F.

    So the pilots read the file: what it does not call a felony was to them a lesser conviction, even where
    neither column says anything. Such a conviction is flagged, and the statute leaves it to a person.
    """
    return certain(history.convictions.felony[chosen])


@fact("whether the grade is in doubt", YES_OR_NO, sources=sources.conviction)
def grade_in_doubt(history: History, chosen: IntArray) -> Answer:
    """Neither CONV_STAT_DESCR nor, where that is empty, OFFENSE_TOC names a grade."""
    return certain(history.convictions.grade_doubtful[chosen])


@fact("the date of the conviction", DATE, sources=sources.conviction)
def convicted_on(history: History, chosen: IntArray) -> Range:
    """STP_EVENT_DATE of the conviction's first row."""
    return history.convictions.convicted_on.take(chosen)


@fact("whether the date of the conviction shows at least the year", YES_OR_NO, sources=sources.conviction)
def dated(history: History, chosen: IntArray) -> Answer:
    """STP_EVENT_DATE is a day, a month or a year, and not in the future."""
    return certain(np.isfinite(history.convictions.convicted_on.low[chosen]))


@fact("the person's date of birth", DATE, sources=sources.first_row)
def born_on(history: History, chosen: IntArray) -> Range:
    """PRI_DOB of the person's first row."""
    return history.people.born.take(history.convictions.person[chosen])


@fact("the person's age at the as-of date", CALENDAR_YEARS)
def subject_age(born_on: Range, as_of: date) -> Range:
    """Whole calendar years from birth to the as-of date."""
    return calendar_years(born_on, as_of)


@fact("the person's age at the as-of date, in years of 365.25 days", YEARS_OF_DAYS)
def subject_age_in_days(born_on: Range, as_of: date) -> Range:
    """Days from birth to the as-of date, divided by 365.25."""
    return years_of_days(born_on, as_of)


@fact("the person's age when convicted", CALENDAR_YEARS)
def age_at_conviction(born_on: Range, convicted_on: Range) -> Range:
    """Whole calendar years from birth to conviction."""
    return calendar_years(born_on, convicted_on)


@fact("the years since this conviction", YEARS_OF_DAYS)
def years_since_conviction(convicted_on: Range, as_of: date) -> Range:
    """Days from the conviction to the as-of date, divided by 365.25."""
    return years_of_days(convicted_on, as_of)


@fact(
    "the date of the person's latest conviction",
    DATE,
    hole="the date of one of the person's convictions",
    sources=sources.convictions,
)
def latest_conviction(history: History, chosen: IntArray) -> Range:
    """The latest conviction on the record, of any crime and county."""
    return latest(all_convictions(history), len(history.people)).take(history.convictions.person[chosen])


@fact("the years since the person's latest conviction", YEARS_OF_DAYS)
def years_since_latest_conviction(latest_conviction: Range, as_of: date) -> Range:
    """Days from the latest conviction to the as-of date, divided by 365.25."""
    return years_of_days(latest_conviction, as_of)


@fact("the number of convictions on the record", NUMBER, sources=sources.convictions)
def convictions_on_record(history: History, chosen: IntArray) -> Range:
    """All convictions of the person, of any crime and county.

    Rows whose count cannot be told apart from others may be convictions of their own or parts of another.
    """
    apart = history.orders.count[history.convictions.row] >= 0
    most = history.count(np.ones(len(apart), dtype=bool)).astype(np.float64)
    least = np.maximum(history.count(apart), 1).astype(np.float64)
    hole = np.where(least < most, Hole.UNREADABLE, Hole.NONE).astype(np.uint8)
    return Range(least, most, hole).take(history.convictions.person[chosen])


@fact("whether a record says that the person has died", YES_OR_NO, sources=sources.deceased)
def deceased(history: History, chosen: IntArray) -> Answer:
    """The history has an event of the type DECEASED."""
    return certain(sources.deceased_persons(history)[history.convictions.person[chosen]])


@fact("the length of the sentence", DAYS, sources=sources.conviction)
def sentence_length(history: History, chosen: IntArray) -> Range:
    """The parts of the sentence one after another: a year is 366 days, a month a twelfth of that."""
    return history.convictions.sentence.take(chosen)


@fact("the end of the sentence", DATE)
def sentence_end(convicted_on: Range, sentence_length: Range) -> Range:
    """The date of conviction plus the length of the sentence."""
    return convicted_on + sentence_length


@fact("the end of the person's last sentence", DATE, hole=LATEST_SENTENCE, sources=sources.convictions)
def latest_sentence_end(history: History, chosen: IntArray) -> Range:
    """The latest end of all the person's sentences, for crimes of any kind and county."""
    convictions = history.convictions
    ends = convictions.convicted_on + convictions.sentence
    hole = np.maximum(holes_of(convictions.convicted_on), holes_of(convictions.sentence))
    dated = Dated(convictions.person, convictions.row, Range(ends.low, ends.high, hole))
    return latest(dated, len(history.people)).take(convictions.person[chosen])


@fact("the court's case number", WORDS, sources=sources.court_case)
def case_number(history: History, chosen: IntArray) -> Choice:
    """OFN of the court actions of the same cycle and event, each once; empty if there is none."""
    return _case_numbers(history, chosen, lambda text: "" if text.strip() in UNKNOWN else text.strip())


@fact("the court's case number as the file writes it", WORDS, sources=sources.court_case)
def case_number_as_written(history: History, chosen: IntArray) -> Choice:
    """The same, with the blanks that stand around a number, and with `NULL` where the file writes that."""
    return _case_numbers(history, chosen, lambda text: text if text.strip() else "")


def _case_numbers(history: History, chosen: IntArray, form: Callable[[str], str]) -> Choice:
    cases = history.orders.case[history.convictions.row[chosen]]
    return joined_texts(history.orders.case, history.case_numbers, cases, form)


@fact("the charge as printed", WORDS, sources=sources.conviction)
def charge(history: History, chosen: IntArray) -> Choice:
    """The description up to its first dash, or the comment where the description does not say."""
    names = tuple(distinct.text for distinct in history.charges.distinct)
    return Choice(history.charges.of_row[history.convictions.row[chosen]], names)


@fact("how well the date of the conviction is known", WORDS)
def conviction_date_known(convicted_on: Range) -> Choice:
    """None if exactly; else missing, year only, month only, unreadable or future."""
    return known_by(holes_of(convicted_on))


@fact("how well the date of birth is known", WORDS)
def birth_date_known(born_on: Range) -> Choice:
    """None if exactly; else missing, year only, month only, unreadable or future."""
    return known_by(holes_of(born_on))


@fact("how well the dates of the person's convictions are known", WORDS)
def conviction_dates_known(latest_conviction: Range) -> Choice:
    """None if all exactly; else the worst of missing, year only, month only, unreadable or future."""
    return known_by(holes_of(latest_conviction))


def all_convictions(history: History) -> Dated:
    """Every conviction with its person, row and date."""
    convictions = history.convictions
    return Dated(convictions.person, convictions.row, convictions.convicted_on)


@fact("whether the charge stands only in the comment", YES_OR_NO, sources=sources.conviction)
def charge_from_comment(history: History, chosen: IntArray) -> Answer:
    """The description is blank or says SEE COMMENT FOR CHARGE, so the comment was read instead."""
    return certain(history.charges.from_comment[history.convictions.row[chosen]])


@fact("whether a conviction of the person names no section", YES_OR_NO, sources=sources.convictions)
def section_missing(history: History, chosen: IntArray) -> Answer:
    """Neither description nor comment of one of the person's convictions names a section that could be
    read."""
    nameless = ~history.convictions_where(lambda charge: charge.sections)
    return certain((history.count(nameless) > 0)[history.convictions.person[chosen]])


@fact(
    "whether the count of one of the person's convictions can be told", YES_OR_NO, sources=sources.convictions
)
def counts_told_apart(history: History, chosen: IntArray) -> Answer:
    """CNT_ORDER of all the person's convictions is long enough to say which rows belong together."""
    short = history.orders.short[history.convictions.row]
    return certain((history.count(short) == 0)[history.convictions.person[chosen]])


@fact("whether the rows of the conviction name one charge", YES_OR_NO, sources=sources.conviction)
def one_charge(history: History, chosen: IntArray) -> Answer:
    """No further row of the same count names another section than its first row, which says what the
    conviction is."""
    several = np.zeros(len(history.convictions), dtype=bool)
    several[history.convictions.of_row[sources.naming_another_charge(history)]] = True
    return certain(~several[chosen])


@fact("whether the rows give the person one name", YES_OR_NO, sources=sources.person)
def one_name(history: History, chosen: IntArray) -> Answer:
    """PRI_NAME is the same, where it is given, in all rows of the person."""
    return certain(~history.people.names_differ[history.convictions.person[chosen]])


@fact("whether the rows give the person one date of birth", YES_OR_NO, sources=sources.person)
def one_birth_date(history: History, chosen: IntArray) -> Answer:
    """PRI_DOB is the same, where it is given, in all rows of the person."""
    return certain(~history.people.births_differ[history.convictions.person[chosen]])


@fact("whether another person of the file may be the same", YES_OR_NO, sources=sources.first_row)
def namesake(history: History, chosen: IntArray) -> Answer:
    """Another subject of the file has the same CII number, or the same name and date of birth."""
    return certain(history.people.namesakes[history.convictions.person[chosen]])

"""The columns that the result files add to the rows of the state's file, under the headings that offices
know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from eligibility.law.dates import read_dates, years_of_days
from eligibility.law.determination import Determination
from eligibility.law.engine import Facts
from eligibility.law.history import History
from eligibility.law.policies.cannabis import cannabis_section
from eligibility.law.policies.other_charges import other_charges
from eligibility.law.reductions import Dated, latest
from eligibility.law.statutes import CANNABIS_SECTIONS, PROPOSITION_64_EFFECTIVE
from eligibility.law.values import Answer, Choice, FloatArray, IntArray, Range, day_of

OTHER_CHARGES = "Possible Other P64 Charges"
HEADINGS = (
    "Case Number",
    "# of convictions on record",
    OTHER_CHARGES,
    "Occurred after 11/9/2016",
    "Superstrike Code Section(s)",
    "PC290 Code Section(s)",
    "PC290 Registration",
    "Date of Conviction",
    "Years Since This Conviction",
    "Years Since Any Conviction",
    "# of Prop 64 convictions",
    *(f"# of HS {section} convictions" for section in CANNABIS_SECTIONS),
    "Deceased",
    "Eligibility Determination",
    "Eligibility Reason",
)


def row_facts(facts: Facts, determination: Determination) -> pd.DataFrame:
    """The added columns, as texts ready to be written; the index is the position of the row in the frame.

    All are of dtype category. The rows are those of the chosen convictions, and those whose comment names
    another cannabis charge: in them only that column is filled. All other rows of the file get nothing. An
    unknown date is empty, and so is whether it is a late one; unknown years are -1.0.
    """
    history, chosen = facts["history"], facts["chosen"]
    rows = history.convictions.row[chosen]
    codes, comments = other_charges(history)
    filled = np.union1d(rows, np.flatnonzero(codes))
    place = np.searchsorted(filled, rows)
    columns = {
        heading: _spread(value, place, len(filled))
        for heading, value in _columns(facts, history, chosen, determination).items()
    } | {OTHER_CHARGES: Choice(codes[filled], tuple(comments))}
    return pd.DataFrame({heading: columns[heading].as_category() for heading in HEADINGS}, index=filled)


def _spread(value: Choice, place: IntArray, size: int) -> Choice:
    """Words at their places among more rows; unknown in the others."""
    codes = np.full(size, -1, dtype=np.int64)
    codes[place] = value.codes
    return Choice(codes, value.names)


def _columns(
    facts: Facts, history: History, chosen: IntArray, determination: Determination
) -> dict[str, Choice]:
    person = history.convictions.person[chosen]
    dates = _dates_as_written(history)
    convicted_on = dates.on.take(chosen)
    latest_conviction = latest(dates, len(history.people)).take(person)
    later = convicted_on > PROPOSITION_64_EFFECTIVE
    filled = {
        "Case Number": facts["case_number_as_written"],
        "# of convictions on record": _numbers(facts["convictions_on_record"].high),
        "Occurred after 11/9/2016": _yes_no(later, "Y", "N"),
        "Superstrike Code Section(s)": _super_strikes(facts["super_strike_sections"], determination),
        "PC290 Code Section(s)": facts["registrable_sections"],
        "PC290 Registration": _yes_no(facts["registered"], "Yes", "-"),
        "Date of Conviction": _days(convicted_on),
        "Years Since This Conviction": _years(years_of_days(convicted_on, history.as_of)),
        "Years Since Any Conviction": _years(years_of_days(latest_conviction, history.as_of)),
        "# of Prop 64 convictions": _numbers(facts["cannabis_convictions"].high),
        "Deceased": _yes_no(facts["deceased"], "Deceased", "-"),
        "Eligibility Determination": _texts(determination.outcome),
        "Eligibility Reason": _texts(determination.reason),
    }
    for section in CANNABIS_SECTIONS:
        filled[f"# of HS {section} convictions"] = _numbers(_count(history, section)[person])
    return filled


def _count(history: History, section: str) -> FloatArray:
    """For every person, the convictions under one cannabis section."""
    of_section = history.convictions_where(lambda charge: cannabis_section(charge) == section)
    return history.count(of_section).astype(np.float64)


def _dates_as_written(history: History) -> Dated:
    """The dates of all convictions to be shown: those in the future too, though no rule may rest on them."""
    texts = history.event_date_texts
    convictions = history.convictions
    days = read_dates(texts.texts, texts.codes[convictions.row], date.max)
    return Dated(convictions.person, convictions.row, days)


def _super_strikes(sections: Choice, determination: Determination) -> Choice:
    """As the earlier tools listed them: every one, but in Los Angeles each once."""
    if determination.policy.slug != "los-angeles":
        return sections
    return Choice(sections.codes, tuple(";".join(dict.fromkeys(text.split(";"))) for text in sections.names))


def _texts(column: pd.Categorical) -> Choice:
    return Choice(column.codes, tuple(column.categories))


def _yes_no(value: Answer, yes: str, no: str) -> Choice:
    """Yes or no in the words given."""
    return Choice(np.where(value.isna(), -1, value.to_numpy(dtype=np.int64, na_value=0)), (no, yes))


def _numbers(values: FloatArray) -> Choice:
    return _each(values, lambda number: f"{number:.0f}")


def _years(value: Range) -> Choice:
    return _each(np.where(value.known, value.low, -1.0), lambda years: f"{years:.1f}")


def _days(value: Range) -> Choice:
    return _each(np.where(value.known, value.low, np.nan), _day)


def _day(number: float) -> str:
    year, month, day = day_of(number).isoformat().split("-")
    return f"{month}/{day}/{year}"


def _each(values: FloatArray, written: Callable[[float], str]) -> Choice:
    """Write each distinct value once; nan is unknown."""
    place, distinct = pd.factorize(values)
    return Choice(place, tuple(written(value) for value in distinct))

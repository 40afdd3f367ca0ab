"""Sacramento's pilot (July 2019): what is not dismissed is reduced to a misdemeanor."""

from __future__ import annotations

from datetime import date

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.san_joaquin import after_proposition_64, misdemeanor_or_infraction
from eligibility.law.statutes import FELONY_NOW_LESS, HSC_11357, OFFICE_POLICY
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "Sacramento", "sacramento"


@rule(
    Outcome.DISMISSAL,
    cites=(HSC_11357, OFFICE_POLICY),
    reason="HS 11357(b)",
    whether="the charge is 11357(b)",
)
def possession_of_a_small_quantity(section_with_letter: Choice) -> Answer:
    """The first cannabis section charged is 11357(b): before the proposition, no more than 28.5 grams."""
    return section_with_letter == "11357(B)"


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="No convictions in past 10 years",
    whether="the person had no conviction in the past 10 years",
)
def several_and_none_recent(convictions_on_record: Range, years_since_latest_conviction: Range) -> Answer:
    """The person has several convictions, of any crime and county, and the latest came more than ten years
    (of 365.25 days) before the as-of date."""
    return (convictions_on_record > 1) & (years_since_latest_conviction > 10)


@rule(
    Outcome.REDUCTION,
    cites=(*FELONY_NOW_LESS, OFFICE_POLICY),
    reason="Has convictions in past 10 years",
    whether="the person has several convictions",
)
def several_and_one_recent(convictions_on_record: Range) -> Answer:
    """The person has several convictions, the latest of them in the past ten years."""
    return convictions_on_record > 1


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Sentence Completed",
    whether="the sentence was completed",
)
def sentence_completed(sentence_end: Range, as_of: date) -> Answer:
    """The only conviction on the record, and its sentence ended before the as-of date."""
    return sentence_end < as_of


@rule(
    Outcome.REDUCTION,
    cites=(*FELONY_NOW_LESS, OFFICE_POLICY),
    reason="Sentence not Completed",
    whether="the sentence is still served",
)
def sentence_not_completed(sentence_end: Range, as_of: date) -> Answer:
    """The only conviction on the record, and its sentence ends on the as-of date or later."""
    return sentence_end >= as_of


RULES = (
    after_proposition_64,
    misdemeanor_or_infraction,
    possession_of_a_small_quantity,
    several_and_none_recent,
    several_and_one_recent,
    sentence_completed,
    sentence_not_completed,
)

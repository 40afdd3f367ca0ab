"""San Joaquin's and Contra Costa's pilots (July 2019): cannabis convictions, and lesser ones of the same
cycle."""

from __future__ import annotations

from datetime import date

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.cannabis import cannabis_or_related_section
from eligibility.law.statutes import HSC_11357, HSC_11361_8_E, OFFICE_POLICY, PROPOSITION_64_EFFECTIVE
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "San Joaquin", "san-joaquin"
CONCERN = cannabis_or_related_section


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=HSC_11361_8_E,
    reason="Occurred after 11/09/2016",
    whether="the conviction came after Proposition 64",
)
def after_proposition_64(convicted_on: Range) -> Answer:
    """Relief is for a person "who would not have been guilty of an offense, or who would have been guilty of
    a lesser offense" had the proposition been in effect: from November 9, 2016 it was. That day itself
    counts."""
    return convicted_on >= PROPOSITION_64_EFFECTIVE


@rule(
    Outcome.MAYBE,
    cites=OFFICE_POLICY,
    reason="No Related Prop64 Charges",
    whether="the cycle of the related charge has a cannabis charge",
)
def related_without_cannabis(related_section: Choice, cannabis_in_cycle: Answer) -> Answer:
    """A related charge, and no row of its cycle (arrest, dismissed or convicted, in any county) charges
    cannabis."""
    return (related_section != "") & ~cannabis_in_cycle


@rule(Outcome.MAYBE, cites=OFFICE_POLICY, reason="4060 BP", whether="the related charge is 4060 BP")
def controlled_substance_without_prescription(related_section: Choice) -> Answer:
    """The related charge is Business and Professions Code 4060: a person looks at it first."""
    return related_section == "4060"


@rule(Outcome.DISMISSAL, cites=OFFICE_POLICY, reason="{charge}", whether="the charge is a related one")
def related_to_cannabis(related_section: Choice) -> Answer:
    """Any other related charge of a cycle with a cannabis charge is dismissed with it, felony or not."""
    return related_section != ""


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Misdemeanor or Infraction",
    whether="the conviction is a misdemeanor or an infraction",
)
def misdemeanor_or_infraction(called_felony: Answer) -> Answer:
    """Every conviction under 11357 to 11360 that the file does not call a felony is dismissed."""
    return ~called_felony


@rule(
    Outcome.DISMISSAL,
    cites=(HSC_11357, OFFICE_POLICY),
    reason="11357 HS",
    whether="the charge is under 11357",
)
def possession(section: Choice) -> Answer:
    """The first cannabis section charged is 11357: possession has no felony form any more."""
    return section == "11357"


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="No convictions in past 5 years",
    whether="the person had no conviction in the past 5 years",
)
def several_and_none_recent(convictions_on_record: Range, years_since_latest_conviction: Range) -> Answer:
    """The person has several convictions, of any crime and county, and the latest came more than five years
    (of 365.25 days) before the as-of date."""
    return (convictions_on_record > 1) & (years_since_latest_conviction > 5)


@rule(
    Outcome.MAYBE,
    cites=OFFICE_POLICY,
    reason="Has convictions in past 5 years",
    whether="the person has several convictions",
)
def several_and_one_recent(convictions_on_record: Range) -> Answer:
    """The person has several convictions, the latest of them in the past five years."""
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
    Outcome.MAYBE,
    cites=OFFICE_POLICY,
    reason="Sentence not Completed",
    whether="the sentence is still served",
)
def sentence_not_completed(sentence_end: Range, as_of: date) -> Answer:
    """The only conviction on the record, and its sentence ends on the as-of date or later."""
    return sentence_end >= as_of


RULES = (
    after_proposition_64,
    related_without_cannabis,
    controlled_substance_without_prescription,
    related_to_cannabis,
    misdemeanor_or_infraction,
    possession,
    several_and_none_recent,
    several_and_one_recent,
    sentence_completed,
    sentence_not_completed,
)

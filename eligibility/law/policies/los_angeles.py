"""Los Angeles's pilot (October 2019): felonies are weighed by what came before, by age, and by what came
since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eligibility.law.dates import years_before
from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.options import check, option
from eligibility.law.statutes import (
    FELONY_PRIORS,
    HSC_11357,
    HSC_11361_8_E,
    OFFICE_POLICY,
    PROPOSITION_64_EFFECTIVE,
    REGISTRATION_CITES,
    SUPER_STRIKE_CITES,
)
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "Los Angeles", "los-angeles"


@dataclass(frozen=True)
class Options:
    """What the office chooses. Raises ImpossibleOption, by name, for a value that cannot be chosen."""

    minimum_age: int = option(
        "Dismiss if the person is at least this many years old",
        "minimum_age",
        lowest=18,
        highest=120,
        standard=50,
    )
    conviction_free_years: int = option(
        "Dismiss if the person had no conviction of any kind for this many years",
        "conviction_free_years",
        lowest=1,
        highest=100,
        standard=10,
    )

    def __post_init__(self) -> None:
        check(self)


@rule(
    Outcome.CITY_ATTORNEYS,
    cites=OFFICE_POLICY,
    reason="Misdemeanor or Infraction",
    whether="the conviction is a misdemeanor or an infraction",
)
def misdemeanor_or_infraction(called_felony: Answer) -> Answer:
    """What the file does not call a felony was prosecuted by the city attorneys, and they review it."""
    return ~called_felony


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
    Outcome.DISMISSAL,
    cites=(HSC_11357, OFFICE_POLICY),
    reason="11357(a) or 11357(b)",
    whether="the charge is 11357(a) or 11357(b)",
)
def possession_of_a_small_quantity(section_with_letter: Choice) -> Answer:
    """The first cannabis section charged is 11357(a) or 11357(b): possession of concentrate, or of no more
    than 28.5 grams. Section 11357 has no felony form any more, so no super strike stands against it."""
    return (section_with_letter == "11357(A)") | (section_with_letter == "11357(B)")


@rule(Outcome.HAND_REVIEW, cites=HSC_11357, reason="Other 11357", whether="the charge is another 11357")
def other_possession(section: Choice) -> Answer:
    """The first cannabis section charged is 11357, and neither (a) nor (b): a person has to see what it
    was."""
    return section == "11357"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(SUPER_STRIKE_CITES, *FELONY_PRIORS),
    reason="PC 667(e)(2)(c)(iv)",
    whether="the person had an earlier super strike",
)
def super_strike_before(earliest_super_strike: Range, convicted_on: Range) -> Answer:
    """The person has "one or more prior convictions" for an offense listed in PC 667(e)(2)(C)(iv): convicted
    on an earlier day than this one."""
    return earliest_super_strike < convicted_on


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(REGISTRATION_CITES, *FELONY_PRIORS),
    reason="PC 290",
    whether="the person had an earlier conviction that asks registration",
)
def registrable_offense_before(earliest_registrable: Range, convicted_on: Range) -> Answer:
    """The person has a prior conviction "for an offense requiring registration pursuant to subdivision (c) of
    Section 290", or registered, on an earlier day than this conviction."""
    return earliest_registrable < convicted_on


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=FELONY_PRIORS,
    reason="Two priors",
    whether="the person had two earlier convictions under the same section",
)
def two_priors(priors_of_section: Range) -> Answer:
    """The person has "two or more prior convictions" under the same section, on earlier days, in any
    county."""
    return priors_of_section >= 2


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="{minimum_age} years or older",
    whether="the person is {minimum_age} years or older",
)
def old_enough(subject_age: Range, minimum_age: int) -> Answer:
    """The person has, at the as-of date, reached the age that the office chose."""
    return subject_age >= minimum_age


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="21 years or younger",
    whether="the person is 21 years or younger",
)
def young_enough(subject_age_in_days: Range) -> Answer:
    """The person is, at the as-of date and in years of 365.25 days, no older than 21. (Not at the
    conviction.)"""
    return subject_age_in_days <= 21


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Only has 11357-60 charges and completed sentence",
    whether="the person has only convictions under 11357 to 11360 and completed every sentence",
)
def only_cannabis_and_sentences_completed(
    other_convictions: Range, latest_sentence_end: Range, as_of: date
) -> Answer:
    """All convictions on the record are under 11357 to 11360, and every sentence had ended by the as-of
    date."""
    return (other_convictions == 0) & (latest_sentence_end <= as_of)


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="No convictions in past {conviction_free_years} years",
    whether="the person had no conviction in the past {conviction_free_years} years",
)
def conviction_free(latest_conviction: Range, as_of: date, conviction_free_years: int) -> Answer:
    """The person's latest conviction, of any crime and county, came at least so many calendar years before
    the as-of date; the day itself is long enough."""
    return latest_conviction <= years_before(as_of, conviction_free_years)


@rule(
    Outcome.HAND_REVIEW,
    cites=OFFICE_POLICY,
    reason="Currently serving sentence",
    whether="the person is serving a sentence",
)
def serving_a_sentence(latest_sentence_end: Range, as_of: date) -> Answer:
    """A sentence of the person, for any crime, ends after the as-of date."""
    return latest_sentence_end > as_of


@rule(Outcome.DISMISSAL, cites=OFFICE_POLICY, reason="Deceased", whether="the person has died")
def person_deceased(deceased: Answer) -> Answer:
    """The state's record reports the person's death."""
    return deceased


RULES = (
    misdemeanor_or_infraction,
    after_proposition_64,
    possession_of_a_small_quantity,
    other_possession,
    super_strike_before,
    registrable_offense_before,
    two_priors,
    old_enough,
    young_enough,
    only_cannabis_and_sentences_completed,
    conviction_free,
    serving_a_sentence,
    person_deceased,
)

"""The policy of the statewide application: the office chooses sections and thresholds.

It does not ask when the conviction was in relation to the proposition, nor about super strikes or
registration: these raise flags for review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eligibility.law.dates import years_before
from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.options import check, option, state_options
from eligibility.law.statutes import CANNABIS_SECTIONS, HSC_11361_8_F, OFFICE_POLICY
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "Configurable", "configurable"


@dataclass(frozen=True)
class Options:
    """What the office chooses. Raises ImpossibleOption, by name, for a value that cannot be chosen."""

    dismiss: tuple[str, ...] = option(
        "Dismiss all felonies under these sections", "baselineEligibility.dismiss", choices=CANNABIS_SECTIONS
    )
    reduce: tuple[str, ...] = option(
        "Reduce all felonies under these sections to misdemeanors",
        "baselineEligibility.reduce",
        choices=CANNABIS_SECTIONS,
    )
    under_21: bool = option(
        "Dismiss if the person was under 21 when convicted", "additionalRelief.subjectUnder21AtConviction"
    )
    minimum_age: int = option(
        "Dismiss if the person is at least this many years old",
        "additionalRelief.subjectAgeThreshold",
        lowest=40,
        highest=65,
    )
    minimum_years_ago: int = option(
        "Dismiss if the conviction is at least this many years old",
        "additionalRelief.yearsSinceConvictionThreshold",
        lowest=1,
        highest=15,
    )
    minimum_years_crime_free: int = option(
        "Dismiss if the person had no conviction of any kind for more than this many years",
        "additionalRelief.yearsCrimeFreeThreshold",
        lowest=1,
        highest=15,
    )
    dismiss_only_cannabis: bool = option(
        "Dismiss if the person has no convictions but those under 11357 to 11360",
        "additionalRelief.subjectHasOnlyProp64Charges",
    )
    dismiss_deceased: bool = option("Dismiss if the person has died", "additionalRelief.subjectIsDeceased")

    def __post_init__(self) -> None:
        check(self)


@rule(
    Outcome.DISMISSAL,
    cites=(HSC_11361_8_F, OFFICE_POLICY),
    reason="Misdemeanor or Infraction",
    whether="the conviction is a misdemeanor or an infraction",
)
def misdemeanor_or_infraction(called_felony: Answer) -> Answer:
    """Every conviction under the four sections that the file does not call a felony is dismissed."""
    return ~called_felony


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Dismiss all HS {dismissed_section} convictions",
    whether="the charge names section {dismissed_section}",
    each=("dismissed_section", "dismiss"),
)
def dismissed_section(sections: Choice, dismissed_section: str) -> Answer:
    """The office dismisses every felony whose charge names this section."""
    return sections.includes(dismissed_section)


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="21 years or younger",
    whether="the person was under 21 when convicted",
    option="under_21",
)
def under_21_when_convicted(age_at_conviction: Range) -> Answer:
    """The 21st birthday came after the day of the conviction. (On the birthday itself the person is 21; the
    reason keeps the earlier application's words.)"""
    return age_at_conviction < 21


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
    reason="Conviction occurred {minimum_years_ago} or more years ago",
    whether="the conviction occurred {minimum_years_ago} or more years ago",
)
def long_ago(convicted_on: Range, as_of: date, minimum_years_ago: int) -> Answer:
    """The conviction came at least so many calendar years before the as-of date; the day itself counts."""
    return convicted_on <= years_before(as_of, minimum_years_ago)


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="No convictions in the past {minimum_years_crime_free} years",
    whether="the person had no conviction in the past {minimum_years_crime_free} years",
)
def crime_free(latest_conviction: Range, as_of: date, minimum_years_crime_free: int) -> Answer:
    """The person's latest conviction, of any crime and county, came more than so many calendar years before
    the as-of date; the day itself does not count."""
    return latest_conviction < years_before(as_of, minimum_years_crime_free)


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Only has 11357-60 charges",
    whether="all the person's convictions are under 11357 to 11360",
    option="dismiss_only_cannabis",
)
def only_cannabis_convictions(other_convictions: Range) -> Answer:
    """No conviction on the record, of any county, is of another kind."""
    return other_convictions == 0


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Individual is deceased",
    whether="the person has died",
    option="dismiss_deceased",
)
def person_deceased(deceased: Answer) -> Answer:
    """The state's record reports the person's death."""
    return deceased


@rule(
    Outcome.REDUCTION,
    cites=(HSC_11361_8_F, OFFICE_POLICY),
    reason="Reduce all HS {reduced_section} convictions",
    whether="the charge names section {reduced_section}",
    each=("reduced_section", "reduce"),
)
def reduced_section(sections: Choice, reduced_section: str) -> Answer:
    """The office has every felony whose charge names this section redesignated as a misdemeanor."""
    return sections.includes(reduced_section)


RULES = (
    misdemeanor_or_infraction,
    dismissed_section,
    under_21_when_convicted,
    old_enough,
    long_ago,
    crime_free,
    only_cannabis_convictions,
    person_deceased,
    reduced_section,
)

# Where an office begins: what the statewide application proposed.
DEFAULT_OPTIONS = state_options(
    Options(
        dismiss=CANNABIS_SECTIONS, minimum_years_ago=5, minimum_years_crime_free=5, dismiss_only_cannabis=True
    )
)

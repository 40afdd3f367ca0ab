"""San Francisco's pilot (2018), as far as the state's file lets it be followed.

The pilot matched the office's own case list, with the weights of what was seized. The file has no weights:
what turns on them goes to a person. It also has the charges of each cycle, from which the pilot's second tool
saw plea bargains.
"""

from __future__ import annotations

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.cannabis import cannabis_or_plea_section
from eligibility.law.statutes import (
    FELONY_PRIORS,
    HSC_11357,
    HSC_11361_8_E,
    NEVER_ELIGIBLE_CITES,
    OFFICE_POLICY,
    REGISTRATION_CITES,
    SUPER_STRIKE_CITES,
)
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "San Francisco", "san-francisco"
CONCERN = cannabis_or_plea_section


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=NEVER_ELIGIBLE_CITES,
    reason="A felony under current law",
    whether="the charge is still a felony",
)
def still_a_felony(names_current_felony: Answer) -> Answer:
    """The charge is 11359(c)(3), 11359(d), 11360(a)(3)(C) or 11360(a)(3)(D): with or to a minor, or across
    the state's border."""
    return names_current_felony


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=HSC_11361_8_E,
    reason="Not a cannabis charge, nor a plea from one",
    whether="the cycle has a cannabis charge",
)
def no_cannabis_in_cycle(section: Choice, cannabis_in_cycle: Answer) -> Answer:
    """The conviction is under PC 32, HS 11364 or HS 11366, and no count of its cycle charges cannabis."""
    return (section == "") & ~cannabis_in_cycle


@rule(
    Outcome.DISMISSAL,
    cites=(HSC_11357, OFFICE_POLICY),
    reason="Misdemeanor or Infraction",
    whether="the cannabis conviction is a misdemeanor or an infraction",
)
def misdemeanor_or_infraction(section: Choice, called_felony: Answer) -> Answer:
    """A cannabis conviction that the file does not call a felony: weight, super strikes and registration are
    not asked about."""
    return (section != "") & ~called_felony


@rule(Outcome.DISMISSAL, cites=HSC_11357, reason="HS 11357", whether="the charge is under 11357")
def possession(section: Choice) -> Answer:
    """The first cannabis section charged is 11357, which has no felony form any more: nothing else is asked
    about."""
    return section == "11357"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(REGISTRATION_CITES, *FELONY_PRIORS),
    reason="PC 290 registration",
    whether="the person registered under PC 290",
)
def registered_under_290(registered: Answer) -> Answer:
    """The history has a registration event under PC 290, on whatever day."""
    return registered


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(REGISTRATION_CITES, *FELONY_PRIORS),
    reason="PC 290",
    whether="the person has a conviction that asks registration",
)
def registrable_offense(registrable_sections: Choice) -> Answer:
    """The person has a conviction listed in PC 290(c), on whatever day."""
    return registrable_sections != "-"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(SUPER_STRIKE_CITES, *FELONY_PRIORS),
    reason="PC 667(e)(2)(c)(iv)",
    whether="the person has a super strike",
)
def super_strike(super_strike_sections: Choice) -> Answer:
    """The person has a conviction listed in PC 667(e)(2)(C)(iv), in any county, on whatever day."""
    return super_strike_sections != "-"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=FELONY_PRIORS,
    reason="Two priors",
    whether="the person was convicted under the same section in three cycles",
)
def two_priors(cycles_of_section: Range) -> Answer:
    """The person was convicted under the same cannabis section in cycles of more than two different dates."""
    return cycles_of_section > 2


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Plea from a cannabis charge",
    whether="nothing but cannabis was charged in the cycle",
)
def plea_from_cannabis_alone(section: Choice, only_cannabis_in_cycle: Answer) -> Answer:
    """PC 32, HS 11364 or HS 11366, and every count of its cycle, but those that the prosecutor rejected, is
    one of these or charges cannabis."""
    return (section == "") & only_cannabis_in_cycle


@rule(
    Outcome.MAYBE,
    cites=OFFICE_POLICY,
    reason="Possible plea from a cannabis charge",
    whether="the conviction is not a cannabis conviction",
)
def plea_from_several_charges(section: Choice) -> Answer:
    """PC 32, HS 11364 or HS 11366, and its cycle charges cannabis among other things."""
    return section == ""


@rule(Outcome.DISMISSAL, cites=OFFICE_POLICY, reason="HS 11358", whether="the charge is under 11358")
def cultivation(section: Choice) -> Answer:
    """The first cannabis section charged is 11358: the weight of what was seized is not asked about."""
    return section == "11358"


@rule(
    Outcome.HAND_REVIEW,
    cites=OFFICE_POLICY,
    reason="Weight not known",
    whether="the weight of what was seized decides",
)
def weight_decides(section: Choice) -> Answer:
    """A felony under 11359 or 11360 is eligible up to a pound (453.592 grams): the file has no weights."""
    return section != ""


RULES = (
    still_a_felony,
    no_cannabis_in_cycle,
    misdemeanor_or_infraction,
    possession,
    registered_under_290,
    registrable_offense,
    super_strike,
    two_priors,
    plea_from_cannabis_alone,
    plea_from_several_charges,
    cultivation,
    weight_decides,
)

"""What Proposition 64 itself gives, apart from any county's policy (Health and Safety Code 11361.8).

The file has no quantities and no date of the offense. Age is counted at the offense: who was under 21 when
convicted was so at the offense; who was 24 is taken to have been 21, for a prosecution begins within three
years (Penal Code 801); in between a person decides. Letters of sections are those in force before the
proposition. The court presumes that relief is due: only what the law itself names stands against it, and only
if it came before the cannabis offense.
"""

from __future__ import annotations

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.statutes import (
    ADULT_AGE,
    FELONY_NOW_LESS,
    FELONY_PRIORS,
    HSC_11357,
    HSC_11357_A,
    HSC_11357_B,
    HSC_11360_B,
    HSC_11361_8_E,
    HSC_11361_8_F,
    HSC_11362_1,
    MINOR_CITES,
    NEVER_ELIGIBLE_CITES,
    PROPOSITION_64_EFFECTIVE,
    REGISTRATION_CITES,
    SUPER_STRIKE_CITES,
    SURELY_ADULT_AGE,
)
from eligibility.law.values import Answer, Choice, Range

NAME, SLUG = "Statute alone", "statutory"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=HSC_11361_8_E,
    reason="Not a section of the proposition",
    whether="the charge is under 11357 to 11360",
)
def another_section(section: Choice) -> Answer:
    """Relief is for "a conviction under Section 11357, 11358, 11359, or 11360"; it does not reach other
    charges."""
    return section == ""


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=NEVER_ELIGIBLE_CITES,
    reason="A felony under current law",
    whether="the charge is still a felony",
)
def still_a_felony(names_current_felony: Answer) -> Answer:
    """The charge is 11359(c)(3), 11359(d), 11360(a)(3)(C) or 11360(a)(3)(D)."""
    return names_current_felony


@rule(
    Outcome.HAND_REVIEW,
    cites=HSC_11361_8_E,
    reason="Convicted on or after November 9, 2016: the date of the offense decides",
    whether="the conviction came after Proposition 64",
)
def after_proposition_64(convicted_on: Range) -> Answer:
    """The question is what the person would have been guilty of "had the Control, Regulate and Tax Adult Use
    of Marijuana Act been in effect at the time of the offense": for a later conviction, was the offense
    earlier?"""
    return convicted_on >= PROPOSITION_64_EFFECTIVE


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=HSC_11357_A,
    reason="An infraction then and now",
    whether="the conviction was an infraction of a person under 21",
)
def infraction_under_21(section_with_letter: Choice, grade: Choice, age_at_conviction: Range) -> Answer:
    """Possession of no more than 28.5 grams by a person under 21 is an infraction: nothing is left to
    reduce."""
    return (section_with_letter == "11357(B)") & (grade == "infraction") & (age_at_conviction < ADULT_AGE)


@rule(
    Outcome.REDUCTION,
    cites=MINOR_CITES,
    reason="Under 18: an infraction",
    whether="the person was under 18 when convicted",
)
def minor(age_at_conviction: Range) -> Answer:
    """For a person under 18 each of the four sections is an infraction."""
    return age_at_conviction < 18


@rule(
    Outcome.DISMISSAL,
    cites=(HSC_11362_1, HSC_11361_8_E),
    reason="Lawful at 21: no more than 28.5 grams",
    whether="the person was 21 when it happened",
)
def lawful_possession(section_with_letter: Choice, age_at_conviction: Range) -> Answer:
    """It "shall be lawful" for "persons 21 years of age or older" to possess not more than 28.5 grams of
    cannabis: that was 11357(b)."""
    return (section_with_letter == "11357(B)") & (age_at_conviction >= SURELY_ADULT_AGE)


@rule(
    Outcome.REDUCTION,
    cites=HSC_11357_A,
    reason="Under 21: an infraction",
    whether="the person was under 21 when convicted",
)
def possession_under_21(section_with_letter: Choice, age_at_conviction: Range) -> Answer:
    """Possession of no more than 28.5 grams by a person from 18 to 20 is an infraction."""
    return (section_with_letter == "11357(B)") & (age_at_conviction < ADULT_AGE)


@rule(
    Outcome.REDUCTION,
    cites=HSC_11357,
    reason="Possession has no felony form",
    whether="the conviction is a felony of possession",
)
def felony_possession(section: Choice, section_with_letter: Choice, grade: Choice) -> Answer:
    """11357 is a misdemeanor at most; up to 8 grams of concentrate would be lawful at 21. (11357(b) is an
    infraction, or lawful: at an age near 21 a person decides.)"""
    return (section == "11357") & (section_with_letter != "11357(B)") & (grade == "felony")


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=HSC_11357_B,
    reason="Over 28.5 grams: no change",
    whether="the charge is 11357(c)",
)
def larger_possession(section_with_letter: Choice) -> Answer:
    """Possession of more than 28.5 grams, 11357(c) then and 11357(b)(2) now, is a misdemeanor as before."""
    return section_with_letter == "11357(C)"


@rule(
    Outcome.HAND_REVIEW,
    cites=(HSC_11357, HSC_11362_1),
    reason="The quantity, the place or the age decides",
    whether="the charge is another 11357",
)
def other_possession(section: Choice) -> Answer:
    """Concentrate up to 8 grams is lawful at 21 and more is not; school grounds, and an age near 21, are for
    a person to weigh."""
    return section == "11357"


@rule(
    Outcome.REDUCTION,
    cites=(HSC_11360_B, HSC_11362_1),
    reason="Giving away or transporting up to 28.5 grams: an infraction, or lawful",
    whether="the charge is 11360(b)",
)
def small_gift(section_with_letter: Choice) -> Answer:
    """To give away or transport not more than 28.5 grams is an infraction, and between adults lawful."""
    return section_with_letter == "11360(B)"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=FELONY_NOW_LESS,
    reason="A misdemeanor then and now",
    whether="the conviction is a misdemeanor or an infraction",
)
def lesser_grade_already(grade: Choice) -> Answer:
    """Cultivation, possession for sale and transport are misdemeanors now: nothing is left to reduce."""
    return grade != "felony"


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(*FELONY_PRIORS, SUPER_STRIKE_CITES),
    reason="Prior conviction: PC 667(e)(2)(C)(iv)",
    whether="the person had an earlier super strike",
)
def super_strike_before(earliest_sure_super_strike: Range, convicted_on: Range) -> Answer:
    """The felony remains for a person with "one or more prior convictions" of an offense listed in PC
    667(e)(2)(C)(iv). Prior means before the cannabis offense (People v. Smit (2018) 24 Cal.App.5th 596)."""
    return earliest_sure_super_strike < convicted_on


@rule(
    Outcome.NOT_ELIGIBLE,
    cites=(*FELONY_PRIORS, REGISTRATION_CITES),
    reason="Prior conviction: PC 290(c)",
    whether="the person had an earlier conviction that asks registration",
)
def registrable_before(earliest_sure_registrable: Range, convicted_on: Range) -> Answer:
    """The felony remains for a person with a prior conviction "for an offense requiring registration pursuant
    to subdivision (c) of Section 290"."""
    return earliest_sure_registrable < convicted_on


@rule(
    Outcome.HAND_REVIEW,
    cites=(*FELONY_PRIORS, SUPER_STRIKE_CITES),
    reason="Super strike on the day of the conviction",
    whether="a super strike is of the same day",
)
def super_strike_same_day(earliest_sure_super_strike: Range, convicted_on: Range) -> Answer:
    """A super strike of the same case does not disqualify (People v. Smit); one of another case of that day
    may."""
    return earliest_sure_super_strike == convicted_on


@rule(
    Outcome.HAND_REVIEW,
    cites=(*FELONY_PRIORS, REGISTRATION_CITES),
    reason="Offense that asks registration on the day of the conviction",
    whether="an offense that asks registration is of the same day",
)
def registrable_same_day(earliest_sure_registrable: Range, convicted_on: Range) -> Answer:
    """An offense of the same case that PC 290(c) lists is no prior conviction; one of another case of that
    day may be."""
    return earliest_sure_registrable == convicted_on


@rule(
    Outcome.HAND_REVIEW,
    cites=REGISTRATION_CITES,
    reason="Registered under PC 290, though no conviction asks it",
    whether="the person registered under PC 290",
)
def registered_only(registered: Answer) -> Answer:
    """Registration may be ordered for an offense that PC 290(c) does not list (PC 290.006): it shows that
    there may be a conviction the file does not show."""
    return registered


@rule(
    Outcome.HAND_REVIEW,
    cites=(*FELONY_PRIORS, SUPER_STRIKE_CITES, REGISTRATION_CITES),
    reason="An offense that may keep the felony",
    whether="an earlier offense may be a super strike or ask registration",
)
def offense_in_doubt(earliest_doubtful_offense: Range, convicted_on: Range) -> Answer:
    """An offense of an earlier day, or of this one, is on the lists only with a subdivision or an intent that
    the file does not print."""
    return earliest_doubtful_offense <= convicted_on


@rule(
    Outcome.HAND_REVIEW,
    cites=FELONY_PRIORS,
    reason="Two earlier convictions under the same section",
    whether="the person had two earlier convictions under the same section",
)
def two_priors(priors_of_section: Range) -> Answer:
    """The felony remains with "two or more prior convictions" of the misdemeanor form; whether earlier
    felonies count is a question of law."""
    return priors_of_section >= 2


@rule(
    Outcome.REDUCTION,
    cites=(*FELONY_NOW_LESS, HSC_11361_8_F),
    reason="A misdemeanor under current law",
    whether="the conviction is a felony under 11358, 11359 or 11360",
)
def misdemeanor_now(grade: Choice) -> Answer:
    """Cultivation of more than six plants, possession for sale, and transport or sale are misdemeanors now.
    The court presumes that relief is due, unless the prosecution proves otherwise."""
    return grade == "felony"


RULES = (
    still_a_felony,
    after_proposition_64,
    infraction_under_21,
    minor,
    lawful_possession,
    possession_under_21,
    felony_possession,
    larger_possession,
    other_possession,
    small_gift,
    lesser_grade_already,
    super_strike_before,
    registrable_before,
    super_strike_same_day,
    registrable_same_day,
    registered_only,
    offense_in_doubt,
    two_priors,
    misdemeanor_now,
)

# Beneath the policy of a county, which may judge convictions of other sections too.
BENEATH_A_POLICY = (another_section, *RULES)

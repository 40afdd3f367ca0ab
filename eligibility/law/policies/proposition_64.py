"""Proposition 64: relief for cannabis convictions (Health and Safety Code 11361.8, 11361.9)."""

from __future__ import annotations

from datetime import date

from eligibility.law import facts as general_facts
from eligibility.law import flags as general
from eligibility.law.engine import Programme, facts_of, flag, rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies import cannabis, cycles, disqualifiers, other_charges, statutory
from eligibility.law.policies.result_columns import row_facts
from eligibility.law.statutes import HSC_11361_9, PROPOSITION_64_EFFECTIVE
from eligibility.law.values import Answer, Choice, Range

# A day that comes before "never": who has no super strike has the earliest at infinity.
NEVER = date.max


@rule(
    Outcome.HAND_REVIEW,
    cites=HSC_11361_9,
    reason="Nothing in the row says whose record it is",
    whether="the record can be put with the person's other records",
)
def person_not_identified(identified: Answer) -> Answer:
    """The review is of "records in the state summary criminal history information database" of a person
    (11361.9(a)): a row without SUBJECT_ID and CII number cannot be put with the rest of a history."""
    return ~identified


@rule(
    Outcome.HAND_REVIEW,
    cites=HSC_11361_9,
    reason="The file shows neither date nor grade of the conviction",
    whether="the file shows the date or the grade of the conviction",
)
def nothing_known(dated: Answer, grade_in_doubt: Answer) -> Answer:
    """The review is of what the records show (11361.9(a)): a conviction with neither a date nor a grade that
    can be read is looked up in the court's own record, before any policy is asked."""
    return grade_in_doubt & ~dated


@flag("The person has an earlier super strike")
def super_strike_before(earliest_super_strike: Range, convicted_on: Range) -> Answer:
    """A conviction listed in PC 667(e)(2)(C)(iv) on an earlier day."""
    return earliest_super_strike < convicted_on


@flag("The person has a super strike of the same day or later")
def super_strike_later(earliest_super_strike: Range, convicted_on: Range) -> Answer:
    """A conviction listed in PC 667(e)(2)(C)(iv), none of them surely earlier than this conviction."""
    return (earliest_super_strike >= convicted_on) & (earliest_super_strike < NEVER)


@flag("The person has a conviction that asks registration under PC 290, or has registered")
def registration(registered: Answer, earliest_registrable: Range) -> Answer:
    """A conviction listed in PC 290(c), or a registration event."""
    return registered | (earliest_registrable < NEVER)


@flag("A bare or unlisted subdivision leaves open if an offense is a super strike or asks registration")
def offense_in_doubt(doubtful_offense: Answer) -> Answer:
    """One of the person's convictions is printed without the subdivision on which the lists depend."""
    return doubtful_offense


@flag("Two or more earlier convictions under the same section")
def two_priors(priors_of_section: Range) -> Answer:
    """Two convictions on earlier days under the same of 11357 to 11360 may keep the felony."""
    return priors_of_section >= 2


@flag("Convicted on or after November 9, 2016")
def after_proposition_64(convicted_on: Range) -> Answer:
    """The conviction is of the day on which the proposition took effect, or later."""
    return convicted_on >= PROPOSITION_64_EFFECTIVE


@flag("The comment names another cannabis charge")
def other_charge_in_comment(possible_other_charge: Choice) -> Answer:
    """The comment names a cannabis section or subdivision that the description does not."""
    return possible_other_charge != ""


PROPOSITION_64 = Programme(
    name="Proposition 64",
    facts=facts_of(general_facts, cannabis, cycles, disqualifiers, other_charges),
    safeguards=(person_not_identified, nothing_known),
    statute=statutory.BENEATH_A_POLICY,
    mistaken=cannabis.is_of_another_code,
    row_facts=row_facts,
    flags=(
        general.hand_review,
        super_strike_before,
        super_strike_later,
        registration,
        offense_in_doubt,
        two_priors,
        after_proposition_64,
        other_charge_in_comment,
        general.sentence_open,
        general.grade_unclear,
        general.date_missing,
        general.date_unreadable,
        general.date_partial,
        general.date_in_future,
        general.convicted_as_a_child,
        general.case_number_missing,
        general.several_case_numbers,
        general.charge_only_in_comment,
        general.charges_differ,
        general.section_not_named,
        general.counts_unclear,
        general.names_differ,
        general.birth_dates_differ,
        general.same_person_elsewhere,
        general.person_not_identified,
    ),
)

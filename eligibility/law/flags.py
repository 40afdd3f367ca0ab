"""Why a person should look at a conviction, for any law. A flag is raised by yes, and by unknown.

What a programme of law adds to these, and the order in which all are shown, stands in its module
(`policies/proposition_64.py`).
"""

from __future__ import annotations

from datetime import date

from eligibility.law.engine import flag
from eligibility.law.outcomes import Outcome
from eligibility.law.values import Answer, Choice, Range


@flag("A person has to decide")
def hand_review(outcome: Choice) -> Answer:
    """The policy leaves the decision to a person."""
    return (outcome == Outcome.HAND_REVIEW) | (outcome == Outcome.MAYBE)


@flag("Nothing says whose record this is")
def person_not_identified(identified: Answer) -> Answer:
    """The row has neither a SUBJECT_ID nor a CII number."""
    return ~identified


@flag("The same person may be in the file under another identifier")
def same_person_elsewhere(namesake: Answer) -> Answer:
    """Another subject has the same CII number, or the same name and date of birth: one history may be in two
    parts."""
    return namesake


@flag("The name differs between rows of the person")
def names_differ(one_name: Answer) -> Answer:
    """PRI_NAME is not the same in all rows."""
    return ~one_name


@flag("The date of birth differs between rows of the person")
def birth_dates_differ(one_birth_date: Answer) -> Answer:
    """PRI_DOB is not the same in all rows; that of the first row is used."""
    return ~one_birth_date


@flag("A date is missing")
def date_missing(
    conviction_date_known: Choice, conviction_dates_known: Choice, birth_date_known: Choice
) -> Answer:
    """The date of birth, of this conviction or of another conviction of the person is not in the file."""
    return (
        (conviction_date_known == "missing")
        | (conviction_dates_known == "missing")
        | (birth_date_known == "missing")
    )


@flag("A date could not be read")
def date_unreadable(
    conviction_date_known: Choice, conviction_dates_known: Choice, birth_date_known: Choice
) -> Answer:
    """The date of birth, of this conviction or of another conviction of the person is no date."""
    return (
        (conviction_date_known == "unreadable")
        | (conviction_dates_known == "unreadable")
        | (birth_date_known == "unreadable")
    )


@flag("A date lacks the day or the month")
def date_partial(conviction_dates_known: Choice, birth_date_known: Choice) -> Answer:
    """The date of birth or of a conviction shows only the year, or the year and the month."""
    return (
        (conviction_dates_known == "year_only")
        | (conviction_dates_known == "month_only")
        | (birth_date_known == "year_only")
        | (birth_date_known == "month_only")
    )


@flag("A date lies in the future")
def date_in_future(conviction_dates_known: Choice, birth_date_known: Choice) -> Answer:
    """The date of birth or of a conviction lies after the as-of date."""
    return (conviction_dates_known == "future") | (birth_date_known == "future")


@flag("The person would have been a child when convicted")
def convicted_as_a_child(
    age_at_conviction: Range, birth_date_known: Choice, conviction_date_known: Choice
) -> Answer:
    """The dates in the file make the person younger than 18 at the conviction: one of them may be wrong."""
    return (age_at_conviction < 18) & (birth_date_known == "none") & (conviction_date_known == "none")


@flag("The case number is missing")
def case_number_missing(case_number: Choice) -> Answer:
    """No court action of the same cycle and event has a case number."""
    return case_number == ""


@flag("There are several case numbers")
def several_case_numbers(case_number: Choice) -> Answer:
    """The court actions of the same cycle and event have different case numbers."""
    return case_number.contains("; ")


@flag("The charge stands only in the comment")
def charge_only_in_comment(charge_from_comment: Answer) -> Answer:
    """The description is blank or refers to the comment."""
    return charge_from_comment


@flag("The rows of the conviction name different charges")
def charges_differ(one_charge: Answer) -> Answer:
    """A further row of the same count names another section; the first row is what is judged."""
    return ~one_charge


@flag("A conviction of the person names no section")
def section_not_named(section_missing: Answer) -> Answer:
    """The section of one of the person's convictions could not be read: it may be one that matters."""
    return section_missing


@flag("The grade is not clear")
def grade_unclear(grade_in_doubt: Answer) -> Answer:
    """The file does not say, in words that are known, whether the conviction is a felony."""
    return grade_in_doubt


@flag("The rows of one conviction cannot all be found")
def counts_unclear(counts_told_apart: Answer) -> Answer:
    """CNT_ORDER of one of the person's convictions is missing or too short."""
    return ~counts_told_apart


@flag("The sentence may not be completed")
def sentence_open(latest_sentence_end: Range, as_of: date) -> Answer:
    """One of the person's sentences ends after the as-of date, or its end is not known."""
    return latest_sentence_end > as_of

"""Stories about how the record was kept: case numbers, counties, courts."""

from dataclasses import replace
from datetime import timedelta

from eligibility.sample.charges import CANNABIS, SALES
from eligibility.sample.lives import COURT, Count, Cycle, Life, Step, case, convicted
from eligibility.sample.stories.scenario import told


def several_case_numbers(life: Life) -> list[Cycle]:
    """Each count of the case has a number of its own."""
    counts = [replace(convicted(life, life.draw(CANNABIS)), case_number=life.case_number()) for _ in range(3)]
    return [case(life, life.before_proposition_64(), *counts)]


def two_numbers_in_one_field(life: Life) -> list[Cycle]:
    """Two case numbers written into one field."""
    numbers = f"{life.case_number()},{life.case_number()}"
    sold = replace(convicted(life, life.draw(SALES)), case_number=numbers)
    return [case(life, life.before_proposition_64(), sold)]


def no_case_number(life: Life) -> list[Cycle]:
    """The court's number is missing."""
    sold = replace(convicted(life, life.draw(SALES)), case_number="")
    return [case(life, life.before_proposition_64(), sold)]


def in_another_county(life: Life) -> list[Cycle]:
    """A cannabis conviction, but not in this county."""
    sold = convicted(life, life.draw(SALES))
    return [case(life, life.before_proposition_64(), sold, county=life.elsewhere)]


def in_both_counties(life: Life) -> list[Cycle]:
    """Cannabis convictions in this county and in another."""
    sold = convicted(life, life.draw(CANNABIS))
    return [*in_another_county(life), case(life, life.before_proposition_64(), sold)]


def moved_to_another_county(life: Life) -> list[Cycle]:
    """One cycle in two counties: the case was transferred."""
    on = life.before_proposition_64()
    sold = convicted(life, life.draw(SALES))
    cycle = case(life, on, sold)
    sent_on = Step(COURT, on - timedelta(1), life.elsewhere, (Count(sold.charge, "TRANSFERRED"),))
    in_court = next(place for place, step in enumerate(cycle.steps) if step.kind is COURT)
    return [Cycle(cycle.on, (*cycle.steps[:in_court], sent_on, *cycle.steps[in_court:]))]


SCENARIOS = told(
    *[several_case_numbers, two_numbers_in_one_field, no_case_number] * 2,
    in_another_county,
    in_both_counties,
    moved_to_another_county,
)

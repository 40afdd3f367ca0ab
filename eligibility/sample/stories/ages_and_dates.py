"""Stories about ages, dates, sentences and grades."""

from dataclasses import replace
from datetime import date, timedelta

from eligibility.sample.charges import (
    CANNABIS,
    CANNABIS_STILL_FELONIES,
    NO_CHARGE,
    SALES,
    SECTION_11357,
    SECTION_11357_B,
    SECTIONS,
)
from eligibility.sample.dealing import pick
from eligibility.sample.lives import (
    ADULT,
    DECEASED,
    PROPOSITION_64,
    Cycle,
    Life,
    alone,
    birthday,
    case,
    convicted,
)
from eligibility.sample.sentences import CONSECUTIVE, LONG, UNREADABLE
from eligibility.sample.stories.scenario import UNDER_50, Story, told
from eligibility.sample.surroundings import Around, everyday_case


def cannabis_felony(life: Life) -> list[Cycle]:
    """A felony of any of the four sections, in any spelling."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(CANNABIS)))]


def sale_felony(life: Life) -> list[Cycle]:
    """A felony of a section that can still be one."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(SALES)))]


def felonies_of_several_sections(life: Life) -> list[Cycle]:
    """One felony of each of two to four sections."""
    families = SECTIONS[int(life.rng.random() * 3) :]
    drawn = [life.draw(family) for family in families]
    return [case(life, life.before_proposition_64(), convicted(life, charge)) for charge in drawn]


def sentence_of_three_units(life: Life) -> list[Cycle]:
    """Years, months and days, one after another."""
    served = convicted(life, life.draw(SALES), sentence=CONSECUTIVE)
    return [case(life, life.before_proposition_64(), served, convicted(life, life.draw(CANNABIS)))]


def still_serving(life: Life) -> list[Cycle]:
    """A sentence that ends after the as-of date."""
    on = life.day(date(2006, 1, 1), PROPOSITION_64 - timedelta(1))
    return [case(life, on, convicted(life, life.draw(SALES), sentence=pick(LONG, life.rng)))]


def length_not_a_number(life: Life) -> list[Cycle]:
    """Sentences whose length cannot be read."""
    counts = [convicted(life, life.draw(SALES), sentence=sentence) for sentence in UNREADABLE]
    return [case(life, life.before_proposition_64(), *counts)]


def possession_felony(life: Life) -> list[Cycle]:
    """A felony of 11357, in any of its subdivisions."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(SECTION_11357)))]


def misdemeanor(life: Life) -> list[Cycle]:
    """A cannabis misdemeanor."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(CANNABIS), "MISDEMEANOR"))]


def infraction(life: Life) -> list[Cycle]:
    """A cannabis infraction."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(SECTION_11357), "INFRACTION"))]


def grade_only_by_letter(life: Life) -> list[Cycle]:
    """No status of the conviction: the charge's letter is all there is."""
    return [case(life, life.before_proposition_64(), convicted(life, life.draw(CANNABIS), ""))]


def neither_date_nor_grade(life: Life) -> list[Cycle]:
    """The court's step has no date, and the conviction neither status nor letter."""
    without_letter = life.draw(SALES)._replace(letter="")
    cycle = case(life, life.before_proposition_64(), convicted(life, without_letter, ""))
    return [replace(cycle, steps=tuple(replace(step, on=None) for step in cycle.steps))]


def grade_unknown(life: Life) -> list[Cycle]:
    """Neither status nor letter, or the word UNKNOWN."""
    without_letter = life.draw(SALES)._replace(letter="")
    counts = (convicted(life, without_letter, ""), convicted(life, life.draw(CANNABIS), "UNKNOWN"))
    return [case(life, life.before_proposition_64(), *counts)]


def after_proposition_64(life: Life) -> list[Cycle]:
    """Convictions after the law changed: of a form that stayed a felony, and of one that did not."""
    on = life.day(PROPOSITION_64 + timedelta(1), life.as_of - timedelta(30))
    felony = convicted(life, life.draw(CANNABIS_STILL_FELONIES))
    misdemeanor = convicted(life, life.draw(SALES), "MISDEMEANOR")
    return [case(life, on, felony), case(life, on, misdemeanor), *cannabis_felony(life)]


def around_proposition_64(life: Life) -> list[Cycle]:
    """Convictions on the eve, on the day and on the morrow of the change."""
    days = (PROPOSITION_64 + timedelta(offset) for offset in (-1, 0, 1))
    return [case(life, on, convicted(life, life.draw(SALES))) for on in days]


def exactly_years_ago(life: Life) -> list[Cycle]:
    """The last conviction was exactly five, seven or ten years before the as-of date, or a day less."""
    on = birthday(life.as_of, -pick((5, 7, 10), life.rng)) + timedelta(pick((0, 1), life.rng))
    return [*sale_felony(life), everyday_case(life, on)]


def birthday_on_the_day(life: Life) -> list[Cycle]:
    """Somebody who turns 50 or 57 on the as-of date, or a day later."""
    life.born = birthday(life.as_of, -pick((50, 57), life.rng)) + timedelta(pick((0, 1), life.rng))
    return sale_felony(life)


def convicted_at_21(life: Life) -> list[Cycle]:
    """Convictions just before, on and after the 21st birthday."""
    coming_of_age = birthday(life.born, 21)
    days = [coming_of_age + timedelta(offset) for offset in (-400, -1, 0)]
    return [case(life, on, convicted(life, life.draw(SALES))) for on in days]


def small_possession_under_21(grade: str) -> Story:
    """No more than 28.5 grams, by somebody from eighteen to twenty."""

    def story(life: Life) -> list[Cycle]:
        coming_of_age = birthday(life.born, 21)
        on = life.day(birthday(life.born, ADULT), min(coming_of_age, PROPOSITION_64) - timedelta(1))
        return [case(life, on, convicted(life, life.draw(SECTION_11357_B), grade))]

    return story


def convicted_under_18(life: Life) -> list[Cycle]:
    """A conviction of somebody of sixteen or seventeen."""
    on = birthday(life.born, 16) + timedelta(int(life.rng.random() * 700))
    return [case(life, on, convicted(life, life.draw(CANNABIS)))]


def under_21_at_the_as_of_date(life: Life) -> list[Cycle]:
    """Hardly grown up today, and yet convicted before the law changed: one of the dates must be wrong."""
    return [case(life, PROPOSITION_64 - timedelta(200), convicted(life, life.draw(SALES)))]


def died(life: Life) -> list[Cycle]:
    """The person's death is reported, with or without a date, not long after the conviction."""
    sold = life.day(date(2012, 1, 1), PROPOSITION_64 - timedelta(1))
    on = life.years_ago(0.1, 2)
    dated = None if life.rng.random() < 0.2 else on
    conviction = case(life, sold, convicted(life, life.draw(SALES)))
    return [conviction, alone(DECEASED, dated, life.county, NO_CHARGE, on)]


SCENARIOS = (
    *told(cannabis_felony, sale_felony, felonies_of_several_sections, around=Around.NOTHING),
    *told(sentence_of_three_units, *[still_serving] * 2, length_not_a_number, around=Around.NOTHING),
    *told(sale_felony, felonies_of_several_sections, ages=UNDER_50, around=Around.NOTHING),
    *told(sale_felony, cannabis_felony, ages=(40, 49), around=Around.LONG_AGO),
    *told(*[after_proposition_64] * 2, ages=UNDER_50, around=Around.NOTHING),
    *told(sale_felony, still_serving, exactly_years_ago, ages=UNDER_50, around=Around.RECENT),
    *told(sale_felony, died, died, ages=UNDER_50, around=Around.RECENT_FINE),
    *told(*[convicted_at_21, convicted_under_18] * 2, ages=(33, 45), around=Around.RECENT),
    *told(*(small_possession_under_21(grade) for grade in ("MISDEMEANOR", "INFRACTION")), ages=(33, 45)),
    *told(sale_felony, died, ages=(76, 98)),
    *told(*[under_21_at_the_as_of_date] * 2, ages=(18, 20), around=Around.NOTHING),
    *told(*[possession_felony, infraction, grade_only_by_letter, grade_unknown] * 2, neither_date_nor_grade),
    *told(*[after_proposition_64, around_proposition_64, birthday_on_the_day] * 2),
    *told(*[cannabis_felony] * 16, *[sale_felony] * 6, *[misdemeanor] * 6),
)

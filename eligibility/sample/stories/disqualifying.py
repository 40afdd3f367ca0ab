"""Stories about what may stand in the way: strikes, registration, priors; before, after, on the same day."""

from collections.abc import Sequence
from datetime import date, timedelta

from eligibility.sample.charges import (
    DIGIT_TRAPS,
    DOUBTFUL_STRIKES,
    GANG_ENHANCEMENTS,
    GANG_OFFENSES,
    OTHER_REGISTRATIONS,
    REGISTRABLE,
    REGISTRATIONS,
    SALES,
    SECTION_11357,
    SECTION_11358,
    SECTION_11359,
    SECTION_11360,
    SUPER_STRIKES,
    Charge,
)
from eligibility.sample.dealing import pick
from eligibility.sample.lives import (
    REGISTRATION,
    Count,
    Cycle,
    Life,
    alone,
    case,
    convicted,
)
from eligibility.sample.stories.scenario import UNDER_50, Story, told
from eligibility.sample.surroundings import Around

SALES_BY_SECTION = (SECTION_11358, SECTION_11359, SECTION_11360)


def before(family: tuple[Charge, ...]) -> Story:
    """A conviction of the family, then a cannabis felony."""

    def story(life: Life) -> list[Cycle]:
        earlier, sold = _two_days(life)
        return [_convicted_on(life, earlier, family), _convicted_on(life, sold, SALES)]

    return story


def after(family: tuple[Charge, ...]) -> Story:
    """A cannabis felony, then a conviction of the family."""

    def story(life: Life) -> list[Cycle]:
        sold, later = _two_days(life)
        return [_convicted_on(life, sold, SALES), _convicted_on(life, later, family)]

    return story


def same_day(family: tuple[Charge, ...]) -> Story:
    """Both on one day: in one case, or in two."""

    def story(life: Life) -> list[Cycle]:
        on = life.before_proposition_64()
        if life.rng.random() < 0.5:
            return [_convicted_on(life, on, family), _convicted_on(life, on, SALES)]
        counts = (convicted(life, life.draw(SALES)), convicted(life, life.draw(family)))
        return [case(life, on, *counts)]

    return story


def strike_dismissed(life: Life) -> list[Cycle]:
    """Charged with a strike, and not convicted of it."""
    earlier, sold = _two_days(life)
    dismissed = Count(life.draw(SUPER_STRIKES), "DISMISSED")
    return [case(life, earlier, dismissed), _convicted_on(life, sold, SALES)]


def strike_in_another_county(life: Life) -> list[Cycle]:
    """The strike stands in another county's record."""
    earlier, sold = _two_days(life)
    strike = case(life, earlier, convicted(life, life.draw(SUPER_STRIKES)), county=life.elsewhere)
    return [strike, _convicted_on(life, sold, SALES)]


def strike_and_possession(life: Life) -> list[Cycle]:
    """A strike before a felony of 11357, which has no felony form any more."""
    earlier, possessed = _two_days(life)
    return [_convicted_on(life, earlier, SUPER_STRIKES), _convicted_on(life, possessed, SECTION_11357)]


def gang_pair_before(life: Life) -> list[Cycle]:
    """Offense and gang enhancement in one case, before the cannabis felony."""
    earlier, sold = _two_days(life)
    return [_gang_pair(life, earlier), _convicted_on(life, sold, SALES)]


def gang_pair_after(life: Life) -> list[Cycle]:
    """Offense and gang enhancement in one case, after the cannabis felony."""
    sold, later = _two_days(life)
    return [_convicted_on(life, sold, SALES), _gang_pair(life, later)]


def gang_pair_in_two_cases(life: Life) -> list[Cycle]:
    """Offense and enhancement, but not in the same case: no pair."""
    earlier, sold = _two_days(life)
    return [
        _convicted_on(life, earlier, GANG_OFFENSES),
        _convicted_on(life, earlier + timedelta(1), GANG_ENHANCEMENTS),
        _convicted_on(life, sold, SALES),
    ]


def registered_before(life: Life) -> list[Cycle]:
    """Registered as a sex offender before the cannabis felony, without a conviction in the file."""
    earlier, sold = _two_days(life)
    return [_registered(life, earlier, REGISTRATIONS), _convicted_on(life, sold, SALES)]


def registered_after(life: Life) -> list[Cycle]:
    """Registered after the cannabis felony."""
    sold, later = _two_days(life)
    return [_convicted_on(life, sold, SALES), _registered(life, later, REGISTRATIONS)]


def registered_without_a_date(life: Life) -> list[Cycle]:
    """Registered, and nobody knows when."""
    earlier, sold = _two_days(life)
    undated = alone(REGISTRATION, None, life.county, life.draw(REGISTRATIONS), earlier)
    return [undated, _convicted_on(life, sold, SALES)]


def registered_for_something_else(life: Life) -> list[Cycle]:
    """Registered, but not as a sex offender."""
    earlier, sold = _two_days(life)
    return [_registered(life, earlier, OTHER_REGISTRATIONS), _convicted_on(life, sold, SALES)]


def registrable_and_registered(life: Life) -> list[Cycle]:
    """Convicted of a registrable offense, and registered for it."""
    earlier, sold = _two_days(life)
    registration = _registered(life, earlier + timedelta(200), REGISTRATIONS)
    return [_convicted_on(life, earlier, REGISTRABLE), registration, _convicted_on(life, sold, SALES)]


def one_prior(life: Life) -> list[Cycle]:
    """Two convictions of one section: the second has one prior."""
    return _repeated(life, (life.county,) * 2)


def two_priors(life: Life) -> list[Cycle]:
    """Three convictions of one section: the third has two priors."""
    return _repeated(life, (life.county,) * 3)


def three_priors(life: Life) -> list[Cycle]:
    """Four convictions of one section, each of its own arrest."""
    return _repeated(life, (life.county,) * 4)


def priors_on_one_day(life: Life) -> list[Cycle]:
    """Three counts of one section in one case: none is prior to another."""
    family = pick(SALES_BY_SECTION, life.rng)
    counts = [convicted(life, life.draw(family)) for _ in range(3)]
    return [case(life, life.before_proposition_64(), *counts)]


def priors_elsewhere(life: Life) -> list[Cycle]:
    """Two priors in another county."""
    return _repeated(life, (life.elsewhere, life.elsewhere, life.county))


def _two_days(life: Life) -> tuple[date, date]:
    """Two days at least ten days apart, both before the law changed."""
    later = life.before_proposition_64(at_least=30)
    return life.day(later - timedelta(2000), later - timedelta(10)), later


def _convicted_on(life: Life, on: date, family: tuple[Charge, ...]) -> Cycle:
    return case(life, on, convicted(life, life.draw(family)))


def _registered(life: Life, on: date, family: tuple[Charge, ...]) -> Cycle:
    return alone(REGISTRATION, on, life.county, life.draw(family), on)


def _gang_pair(life: Life, on: date) -> Cycle:
    counts = (convicted(life, life.draw(GANG_OFFENSES)), convicted(life, life.draw(GANG_ENHANCEMENTS)))
    return case(life, on, *counts)


def _repeated(life: Life, counties: Sequence[str]) -> list[Cycle]:
    """Convictions of one section in these counties, one after another, more than a year apart."""
    family = pick(SALES_BY_SECTION, life.rng)
    first = life.before_proposition_64(at_least=len(counties) * 500)
    return [
        case(life, first + timedelta(place * 450), convicted(life, life.draw(family)), county=county)
        for place, county in enumerate(counties)
    ]


ONCE = (
    *told(*(before(family) for family in (SUPER_STRIKES, REGISTRABLE, DOUBTFUL_STRIKES, DIGIT_TRAPS))),
    *told(*(before(family) for family in (SUPER_STRIKES, REGISTRABLE)), ages=UNDER_50, around=Around.NOTHING),
    *told(*(after(family) for family in (SUPER_STRIKES, REGISTRABLE, DOUBTFUL_STRIKES))),
    *told(*(same_day(family) for family in (SUPER_STRIKES, REGISTRABLE))),
    *told(strike_dismissed, strike_in_another_county, strike_and_possession),
    *told(gang_pair_before, gang_pair_after, gang_pair_in_two_cases),
    *told(registered_before, registered_after, registered_without_a_date, registered_for_something_else),
    *told(registrable_and_registered),
    *told(one_prior, two_priors, three_priors, priors_on_one_day, priors_elsewhere, ages=UNDER_50),
)
# Each twice: an unclear date, or a person taken for two, may spoil one of them.
SCENARIOS = (*ONCE, *ONCE)

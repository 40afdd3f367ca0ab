"""The ordinary part of a history, around whatever is special about a person."""

from datetime import date, timedelta
from enum import Enum

from eligibility.sample.charges import EVERYDAY, RELATED, charge
from eligibility.sample.dealing import pick
from eligibility.sample.lives import (
    APPLICANT,
    MORE_ARREST,
    Count,
    Cycle,
    Life,
    Step,
    alone,
    arrest_step,
    case,
    convicted,
)
from eligibility.sample.sentences import FINES


class Around(Enum):
    """How much of an ordinary history surrounds the special part."""

    NOTHING = "no other conviction"
    LONG_AGO = "other convictions, none in the last sixteen years"
    RECENT = "other convictions, one of them in the last four years"
    RECENT_FINE = "one other conviction, in the last four years, that left nothing to serve"
    ANYTHING = "other arrests and convictions at any time"


GRADES = {"F": "FELONY", "M": "MISDEMEANOR", "I": "INFRACTION"}
APPLICATION = charge("APPLICANT-PROFESSIONAL LICENSE", "")
ENDINGS = (
    *["CONVICTED"] * 8,
    "DISMISSED",
    "DISMISSED/FURTHERANCE OF JUSTICE",
    "DISMISSED/PLEA TO OTHER CHARGE",
    "ACQUITTED",
    "NOT CONVICTED",
    "DIVERSION",
    "PROCEEDINGS SUSPENDED",
    "",
)


def surroundings(life: Life, around: Around) -> list[Cycle]:
    """Cycles that no rule is about."""
    if around is Around.NOTHING:
        return [_arrest_only(life, _any_day(life))] if life.rng.random() < 0.5 else []
    if around is Around.RECENT_FINE:
        return [_recently_fined(life)]
    if around is Around.LONG_AGO:
        return [everyday_case(life, life.years_ago(16, 40)) for _ in range(1 + int(life.rng.random() * 4))]
    cycles = [_any_cycle(life) for _ in range(2 + int(life.rng.random() * 6))]
    if around is Around.RECENT:
        cycles.append(_recently_fined(life))
    return cycles


def everyday_case(life: Life, on: date) -> Cycle:
    """A cycle of one to four charges that are not about cannabis; the first is a conviction."""
    first = life.draw(EVERYDAY)
    counts = [convicted(life, first, GRADES[first.letter])]
    counts += [_any_count(life) for _ in range(int(life.rng.random() * 4))]
    return case(life, on, *counts, county=_any_county(life))


def _recently_fined(life: Life) -> Cycle:
    """A conviction of the last four years, and nothing to serve."""
    fined = convicted(life, life.draw(EVERYDAY), "MISDEMEANOR", pick(FINES, life.rng))
    return case(life, life.years_ago(0.2, 4), fined)


def _any_cycle(life: Life) -> Cycle:
    chance = life.rng.random()
    on = _any_day(life)
    if chance < 0.75:
        return everyday_case(life, on)
    if chance < 0.95:
        return _arrest_only(life, on)
    return alone(APPLICANT, on, life.county, APPLICATION, on)


def _arrest_only(life: Life, on: date) -> Cycle:
    """An arrest that never came to court, sometimes with a supplement."""
    county = _any_county(life)
    counts = [Count(life.draw(EVERYDAY), comment=life.note()) for _ in range(1 + int(life.rng.random() * 3))]
    arrest = arrest_step(life, on, counts, county)
    if life.rng.random() > 0.2:
        return Cycle(on, (arrest,))
    return Cycle(on, (arrest, Step(MORE_ARREST, on + timedelta(2), county, (Count(life.draw(EVERYDAY)),))))


def _any_count(life: Life) -> Count:
    drawn = life.draw(RELATED if life.rng.random() < 0.1 else EVERYDAY)
    ending = pick(ENDINGS, life.rng)
    if ending == "CONVICTED":
        return convicted(life, drawn, GRADES[drawn.letter])
    return Count(drawn, ending, comment=life.note())


def _any_county(life: Life) -> str:
    return life.county if life.rng.random() < 0.8 else life.elsewhere


def _any_day(life: Life) -> date:
    return life.day(life.born, life.as_of - timedelta(30))

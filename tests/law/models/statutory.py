"""The statute alone, read section by section."""

from __future__ import annotations

from datetime import date

from tests.law.models.configurable import judges as judges
from tests.law.models.deciding import DISMISS, HAND, NOT, REDUCE, Rule
from tests.law.models.los_angeles import priors, super_strike_days
from tests.law.models.records import Conviction, Record, age

OPTIONS: dict[str, int] = {}


def possession(conviction: Conviction, letter: str = "") -> bool:
    charge = conviction.charge
    return charge.cannabis == "11357" and letter in ("", charge.letter)


def registrable_before(record: Record, conviction: Conviction) -> bool:
    return any(one.charge.registrable and one.on < conviction.on for one in record.convictions)


def first_registrable(record: Record) -> date | None:
    return min((one.on for one in record.convictions if one.charge.registrable), default=None)


def age_at(record: Record, conviction: Conviction) -> int:
    return age(record.born, conviction.on)


RULES: list[Rule] = [
    (
        HAND,
        "Convicted on or after November 9, 2016: the date of the offense decides",
        lambda record, one: one.on >= date(2016, 11, 9),
    ),
    (REDUCE, "Under 18: an infraction", lambda record, one: age_at(record, one) < 18),
    (REDUCE, "Possession has no felony form", lambda record, one: possession(one) and one.felony),
    (
        DISMISS,
        "Lawful at 21: no more than 28.5 grams",
        lambda record, one: possession(one, "B") and age_at(record, one) >= 24,
    ),
    (
        NOT,
        "An infraction then and now",
        lambda record, one: possession(one, "B") and one.infraction and age_at(record, one) < 21,
    ),
    (
        REDUCE,
        "Under 21: an infraction",
        lambda record, one: possession(one, "B") and age_at(record, one) < 21,
    ),
    (NOT, "Over 28.5 grams: no change", lambda record, one: possession(one, "C")),
    (HAND, "The quantity, the place or the age decides", lambda record, one: possession(one)),
    (
        REDUCE,
        "Giving away or transporting up to 28.5 grams: an infraction, or lawful",
        lambda record, one: (one.charge.cannabis, one.charge.letter) == ("11360", "B"),
    ),
    (NOT, "A misdemeanor then and now", lambda record, one: not one.felony),
    (
        NOT,
        "Prior conviction: PC 667(e)(2)(C)(iv)",
        lambda record, one: any(day < one.on for day in super_strike_days(record)),
    ),
    (NOT, "Prior conviction: PC 290(c)", registrable_before),
    (
        HAND,
        "Super strike on the day of the conviction",
        lambda record, one: min(super_strike_days(record), default=None) == one.on,
    ),
    (
        HAND,
        "Offense that asks registration on the day of the conviction",
        lambda record, one: first_registrable(record) == one.on,
    ),
    (
        HAND,
        "Registered under PC 290, though no conviction asks it",
        lambda record, one: bool(record.registered_on),
    ),
    (
        HAND,
        "An offense's subdivision leaves doubt",
        lambda record, one: any(other.charge.doubtful for other in record.convictions),
    ),
    (HAND, "Two earlier convictions under the same section", lambda record, one: priors(record, one) >= 2),
    (REDUCE, "A misdemeanor under current law", lambda record, one: one.felony),
]

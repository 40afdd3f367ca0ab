"""The statute alone, read section by section."""

from __future__ import annotations

from datetime import date

from tests.law.models.configurable import judges as judges
from tests.law.models.deciding import DISMISS, HAND, NOT, REDUCE, Rule
from tests.law.models.los_angeles import gang_pair_days, priors
from tests.law.models.records import Conviction, Record, age

OPTIONS: dict[str, int] = {}


def possession(conviction: Conviction, letter: str = "") -> bool:
    charge = conviction.charge
    return charge.cannabis == "11357" and letter in ("", charge.letter)


def super_strike_days(record: Record) -> list[date]:
    """The days of what is a super strike whatever the file leaves out."""
    charged = [(one.on, one.charge) for one in record.convictions]
    plain = [on for on, charge in charged if charge.super_strike and not charge.unsure_strike]
    return plain + gang_pair_days(record)


def registrable_days(record: Record) -> list[date]:
    """The days of what asks registration whatever the file leaves out."""
    charged = [(one.on, one.charge) for one in record.convictions]
    return [on for on, charge in charged if charge.registrable and not charge.unsure_registrable]


def age_at(record: Record, conviction: Conviction) -> int:
    return age(record.born, conviction.on)


RULES: list[Rule] = [
    (
        HAND,
        "Convicted on or after November 9, 2016: the date of the offense decides",
        lambda record, one: one.on >= date(2016, 11, 9),
    ),
    (
        NOT,
        "An infraction then and now",
        lambda record, one: possession(one, "B") and one.infraction and age_at(record, one) < 21,
    ),
    (REDUCE, "Under 18: an infraction", lambda record, one: age_at(record, one) < 18),
    (
        DISMISS,
        "Lawful at 21: no more than 28.5 grams",
        lambda record, one: possession(one, "B") and age_at(record, one) >= 24,
    ),
    (
        REDUCE,
        "Under 21: an infraction",
        lambda record, one: possession(one, "B") and age_at(record, one) < 21,
    ),
    (
        REDUCE,
        "Possession has no felony form",
        lambda record, one: possession(one) and not possession(one, "B") and one.felony,
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
    (
        NOT,
        "Prior conviction: PC 290(c)",
        lambda record, one: any(day < one.on for day in registrable_days(record)),
    ),
    (
        HAND,
        "Super strike on the day of the conviction",
        lambda record, one: min(super_strike_days(record), default=None) == one.on,
    ),
    (
        HAND,
        "Offense that asks registration on the day of the conviction",
        lambda record, one: min(registrable_days(record), default=None) == one.on,
    ),
    (
        HAND,
        "Registered under PC 290, though no conviction asks it",
        lambda record, one: bool(record.registered_on),
    ),
    (
        HAND,
        "An offense that may keep the felony",
        lambda record, one: any(other.charge.doubtful and other.on <= one.on for other in record.convictions),
    ),
    (HAND, "Two earlier convictions under the same section", lambda record, one: priors(record, one) >= 2),
    (REDUCE, "A misdemeanor under current law", lambda record, one: one.felony),
]

"""Los Angeles's policy at 50 years of age and ten conviction-free years."""

from __future__ import annotations

from datetime import date

from tests.law.models.configurable import judges as judges
from tests.law.models.configurable import latest
from tests.law.models.deciding import CITY, DISMISS, HAND, NOT, Rule
from tests.law.models.records import AS_OF, Conviction, Record, float_years, years_later

OPTIONS: dict[str, int] = {}


def super_strike_days(record: Record) -> list[date]:
    """The days of super strikes; an offense and its gang enhancement count on the later of their days."""
    return [one.on for one in record.convictions if one.charge.super_strike] + gang_pair_days(record)


def gang_pair_days(record: Record) -> list[date]:
    return [
        max(one.on, other.on)
        for one in record.convictions
        for other in record.convictions
        if (one.charge.gang, other.charge.gang) == ("offense", "enhancement") and one.cycle == other.cycle
    ]


def registrable_days(record: Record) -> list[date]:
    return [one.on for one in record.convictions if one.charge.registrable] + list(record.registered_on)


def priors(record: Record, conviction: Conviction) -> int:
    same = [one for one in record.convictions if one.charge.cannabis == conviction.charge.cannabis]
    return sum(one.on < conviction.on for one in same)


def all_sentences_ended(record: Record) -> bool:
    return all(one.sentence_end <= AS_OF for one in record.convictions)


RULES: list[Rule] = [
    (CITY, "Misdemeanor or Infraction", lambda record, one: not one.called_felony),
    (NOT, "Occurred after 11/09/2016", lambda record, one: one.on >= date(2016, 11, 9)),
    (
        DISMISS,
        "11357(a) or 11357(b)",
        lambda record, one: one.charge.cannabis == "11357" and one.charge.letter in ("A", "B"),
    ),
    (HAND, "Other 11357", lambda record, one: one.charge.cannabis == "11357"),
    (NOT, "PC 667(e)(2)(c)(iv)", lambda record, one: any(day < one.on for day in super_strike_days(record))),
    (NOT, "PC 290", lambda record, one: any(day < one.on for day in registrable_days(record))),
    (NOT, "Two priors", lambda record, one: priors(record, one) >= 2),
    (DISMISS, "50 years or older", lambda record, one: years_later(record.born, 50) <= AS_OF),
    (DISMISS, "21 years or younger", lambda record, one: float_years(record.born) <= 21),
    (
        DISMISS,
        "Only has 11357-60 charges and completed sentence",
        lambda record, one: (
            all(other.charge.cannabis for other in record.convictions) and all_sentences_ended(record)
        ),
    ),
    (
        DISMISS,
        "No convictions in past 10 years",
        lambda record, one: not latest(record) > years_later(AS_OF, -10),
    ),
    (HAND, "Currently serving sentence", lambda record, one: not all_sentences_ended(record)),
    (DISMISS, "Deceased", lambda record, one: record.deceased),
]

"""San Francisco's policy, without the weights that the state's file does not have."""

from __future__ import annotations

from tests.law.models.deciding import DISMISS, HAND, MAYBE, NOT, Rule
from tests.law.models.los_angeles import super_strike_days
from tests.law.models.records import Conviction, Record
from tests.law.models.san_joaquin import cannabis_in_cycle

OPTIONS: dict[str, int] = {}


def judges(conviction: Conviction) -> bool:
    return bool(conviction.charge.cannabis or conviction.charge.plea)


def cycles(record: Record, conviction: Conviction) -> int:
    same = [one for one in record.convictions if one.charge.cannabis == conviction.charge.cannabis != ""]
    return len({one.cycle_date for one in same})


def only_cannabis_in_cycle(record: Record, conviction: Conviction) -> bool:
    return all(charge.cannabis or charge.plea for charge in record.charged[conviction.cycle])


RULES: list[Rule] = [
    (
        NOT,
        "Not a cannabis charge, nor a plea from one",
        lambda record, one: not one.charge.cannabis and not cannabis_in_cycle(record, one),
    ),
    (
        DISMISS,
        "Misdemeanor or Infraction",
        lambda record, one: bool(one.charge.cannabis) and not one.called_felony,
    ),
    (DISMISS, "HS 11357", lambda record, one: one.charge.cannabis == "11357"),
    (NOT, "PC 290 registration", lambda record, one: bool(record.registered_on)),
    (NOT, "PC 290", lambda record, one: any(other.charge.registrable for other in record.convictions)),
    (NOT, "PC 667(e)(2)(c)(iv)", lambda record, one: bool(super_strike_days(record))),
    (NOT, "Two priors", lambda record, one: cycles(record, one) > 2),
    (
        DISMISS,
        "Plea from a cannabis charge",
        lambda record, one: not one.charge.cannabis and only_cannabis_in_cycle(record, one),
    ),
    (MAYBE, "Possible plea from a cannabis charge", lambda record, one: not one.charge.cannabis),
    (DISMISS, "HS 11358", lambda record, one: one.charge.cannabis == "11358"),
    (HAND, "Weight not known", lambda record, one: bool(one.charge.cannabis)),
]

"""San Joaquin's and Contra Costa's policy."""

from __future__ import annotations

from datetime import date

from tests.law.models.configurable import latest
from tests.law.models.deciding import DISMISS, MAYBE, NOT, Rule
from tests.law.models.records import AS_OF, Conviction, Record, float_years

OPTIONS: dict[str, int] = {}


def judges(conviction: Conviction) -> bool:
    return bool(conviction.charge.cannabis or conviction.charge.related)


def cannabis_in_cycle(record: Record, conviction: Conviction) -> bool:
    return any(charge.cannabis for charge in record.charged[conviction.cycle])


def several(record: Record) -> bool:
    return len(record.convictions) > 1


RULES: list[Rule] = [
    (NOT, "Occurred after 11/09/2016", lambda record, one: one.on >= date(2016, 11, 9)),
    (
        MAYBE,
        "No Related Prop64 Charges",
        lambda record, one: bool(one.charge.related) and not cannabis_in_cycle(record, one),
    ),
    (MAYBE, "4060 BP", lambda record, one: one.charge.related == "4060"),
    (DISMISS, "{printed}", lambda record, one: bool(one.charge.related)),
    (DISMISS, "Misdemeanor or Infraction", lambda record, one: not one.called_felony),
    (DISMISS, "11357 HS", lambda record, one: one.charge.cannabis == "11357"),
    (
        DISMISS,
        "No convictions in past 5 years",
        lambda record, one: several(record) and float_years(latest(record)) > 5,
    ),
    (MAYBE, "Has convictions in past 5 years", lambda record, one: several(record)),
    (DISMISS, "Sentence Completed", lambda record, one: one.sentence_end < AS_OF),
    (MAYBE, "Sentence not Completed", lambda record, one: not one.sentence_end < AS_OF),
]

"""The statewide application's policy, with the choices that the tests make."""

from __future__ import annotations

from tests.law.models.deciding import DISMISS, REDUCE, Rule
from tests.law.models.records import AS_OF, Conviction, Record, years_later

OPTIONS = {
    "baselineEligibility": {"dismiss": ["11357", "11358"], "reduce": ["11360"]},
    "additionalRelief": {
        "subjectUnder21AtConviction": True,
        "subjectAgeThreshold": 57,
        "yearsSinceConvictionThreshold": 10,
        "yearsCrimeFreeThreshold": 5,
        "subjectHasOnlyProp64Charges": True,
        "subjectIsDeceased": True,
    },
}


def latest(record: Record):
    return max(one.on for one in record.convictions)


def judges(conviction: Conviction) -> bool:
    return bool(conviction.charge.cannabis)


RULES: list[Rule] = [
    (DISMISS, "Misdemeanor or Infraction", lambda record, one: not one.called_felony),
    (DISMISS, "Dismiss all HS 11357 convictions", lambda record, one: "11357" in one.charge.names),
    (DISMISS, "Dismiss all HS 11358 convictions", lambda record, one: "11358" in one.charge.names),
    (DISMISS, "21 years or younger", lambda record, one: years_later(record.born, 21) > one.on),
    (DISMISS, "57 years or older", lambda record, one: years_later(record.born, 57) <= AS_OF),
    (
        DISMISS,
        "Conviction occurred 10 or more years ago",
        lambda record, one: one.on <= years_later(AS_OF, -10),
    ),
    (
        DISMISS,
        "No convictions in the past 5 years",
        lambda record, one: latest(record) < years_later(AS_OF, -5),
    ),
    (
        DISMISS,
        "Only has 11357-60 charges",
        lambda record, one: all(other.charge.cannabis for other in record.convictions),
    ),
    (DISMISS, "Individual is deceased", lambda record, one: record.deceased),
    (REDUCE, "Reduce all HS 11360 convictions", lambda record, one: "11360" in one.charge.names),
]

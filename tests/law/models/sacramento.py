"""Sacramento's policy."""

from __future__ import annotations

from datetime import date

from tests.law.models.configurable import judges as judges
from tests.law.models.configurable import latest
from tests.law.models.deciding import DISMISS, NOT, REDUCE, Rule
from tests.law.models.records import AS_OF, float_years
from tests.law.models.san_joaquin import several

OPTIONS: dict[str, int] = {}

RULES: list[Rule] = [
    (NOT, "Occurred after 11/09/2016", lambda record, one: one.on >= date(2016, 11, 9)),
    (DISMISS, "Misdemeanor or Infraction", lambda record, one: not one.called_felony),
    (
        DISMISS,
        "HS 11357(b)",
        lambda record, one: (one.charge.cannabis, one.charge.letter) == ("11357", "B"),
    ),
    (
        DISMISS,
        "No convictions in past 10 years",
        lambda record, one: several(record) and float_years(latest(record)) > 10,
    ),
    (REDUCE, "Has convictions in past 10 years", lambda record, one: several(record)),
    (DISMISS, "Sentence Completed", lambda record, one: one.sentence_end < AS_OF),
    (REDUCE, "Sentence not Completed", lambda record, one: not one.sentence_end < AS_OF),
]

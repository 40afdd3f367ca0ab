"""What if every cannabis conviction were dismissed?"""

from __future__ import annotations

from tests.law.models.configurable import judges as judges
from tests.law.models.deciding import DISMISS, Rule

OPTIONS: dict[str, int] = {}

RULES: list[Rule] = [
    (DISMISS, "Dismiss all Prop 64 charges", lambda record, one: bool(one.charge.cannabis)),
]

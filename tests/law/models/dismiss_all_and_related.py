"""What if every cannabis conviction, and every related one, were dismissed?"""

from __future__ import annotations

from tests.law.models.deciding import DISMISS, Rule
from tests.law.models.dismiss_all import RULES as CANNABIS
from tests.law.models.san_joaquin import judges as judges

OPTIONS: dict[str, int] = {}

RULES: list[Rule] = [
    *CANNABIS,
    (DISMISS, "Dismiss all related charges", lambda record, one: bool(one.charge.related)),
]

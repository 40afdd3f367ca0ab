"""Facts about the other charges of the same cycle, from which related charges and plea bargains are seen."""

from __future__ import annotations

import numpy as np

from eligibility.law import sources
from eligibility.law.engine import fact
from eligibility.law.history import History
from eligibility.law.policies.cannabis import cannabis_section, is_plea_bargain, names_a_current_felony
from eligibility.law.sections import Charge
from eligibility.law.values import Answer, BoolArray, IntArray, answer
from eligibility.law.wording import YES_OR_NO

CYCLE = "the cycle of the conviction (CNT_ORDER)"
REJECTED = "PROS REL"  # released by the prosecutor: no charge was brought


@fact("whether the cycle has a cannabis charge", YES_OR_NO, hole=CYCLE, sources=sources.cycle)
def cannabis_in_cycle(history: History, chosen: IntArray) -> Answer:
    """A row of the same cycle, of whatever event, county and disposition, charges 11357 to 11360."""
    return _in_cycle(history, chosen, history.charges.where(cannabis_section))


@fact(
    "whether all charges of the cycle are cannabis charges or may be pleas from them",
    YES_OR_NO,
    hole=CYCLE,
    sources=sources.cycle,
)
def only_cannabis_in_cycle(history: History, chosen: IntArray) -> Answer:
    """Every count of the cycle that the prosecutor did not reject is an eligible cannabis charge, or PC 32,
    HS 11364 or HS 11366."""
    rejected = history.dispositions.where(lambda text: text.startswith(REJECTED))
    return ~_in_cycle(history, chosen, ~history.charges.where(_may_be_plea) & ~rejected)


def _may_be_plea(charge: Charge) -> bool:
    return is_plea_bargain(charge) or bool(cannabis_section(charge) and not names_a_current_felony(charge))


def _in_cycle(history: History, chosen: IntArray, rows: BoolArray) -> Answer:
    """Whether one of these rows is of the conviction's cycle; unknown where the cycle is, unless the row
    itself is."""
    cycles = history.orders.cycle
    own_row = history.convictions.row[chosen]
    yes = np.isin(cycles[own_row], np.unique(cycles[rows & (cycles >= 0)])) | rows[own_row]
    return answer(yes, ~yes & (cycles[own_row] >= 0))

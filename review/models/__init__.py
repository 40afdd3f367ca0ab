"""People decide: what waits for whom, and what a person said of a conviction."""

from .choices import KeyChoice, OverrideReason, ReviewSettings, SavedFilter
from .corrections import Correction, Recomputation
from .decisions import BulkAct, Decision, Remark, SecondReview
from .items import Cause, Item, Queue

__all__ = [
    "BulkAct",
    "Cause",
    "Correction",
    "Decision",
    "Item",
    "KeyChoice",
    "OverrideReason",
    "Queue",
    "Recomputation",
    "Remark",
    "ReviewSettings",
    "SavedFilter",
    "SecondReview",
]

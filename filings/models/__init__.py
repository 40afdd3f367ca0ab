"""Paper for the court: which decided convictions went into which filing, and what became of it."""

from .answers import ReturnedList
from .branches import CourtBranch
from .documents import FilingDocument
from .entries import TrackingEntry
from .filings import Filing
from .items import ConvictionCourt, FilingItem
from .wordings import PaperSettings, WordingVersion

__all__ = [
    "ConvictionCourt",
    "CourtBranch",
    "Filing",
    "FilingDocument",
    "FilingItem",
    "PaperSettings",
    "ReturnedList",
    "TrackingEntry",
    "WordingVersion",
]

"""What a clerk should know about some of the convictions before a filing is locked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from offices.models import Office

from . import sources
from .branches import Branches
from .models import FilingItem

SHOWN = 5

NO_CASE_NUMBER = "no-case-number"
DUPLICATE = "duplicate"
FILED_ALREADY = "filed-already"
UNDECIDED_SIBLING = "undecided-sibling"
STRUCK_BEFORE = "struck-before"
UNKNOWN_BRANCH = "unknown-branch"

PROBLEMS = {
    NO_CASE_NUMBER: "Without a case number, the court cannot find the case",
    DUPLICATE: "More than one conviction with the same name, case number, count and section",
    FILED_ALREADY: "Another open filing has the same name, case number, count and section",
    UNDECIDED_SIBLING: "Another conviction of the same person in the same case is not decided yet",
    STRUCK_BEFORE: "Struck from an earlier filing by the court",
    UNKNOWN_BRANCH: "The court that convicted is assigned to none of the office's branches",
}

Identity = tuple[str, str, str, str, datetime.date | None]


@dataclass(frozen=True)
class Problem:
    """Something doubtful about some of the items: what it is, and which rows of the list it concerns."""

    code: str
    words: str
    items: list[FilingItem]

    @property
    def shown(self) -> list[FilingItem]:
        return self.items[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.items) - SHOWN, 0)

    @property
    def is_about_courts(self) -> bool:
        return self.code == UNKNOWN_BRANCH


def problems_of(office: Office, items: list[FilingItem]) -> list[Problem]:
    times = Counter(map(_identity, items))
    undecided, branches = sources.undecided_cases(office), Branches.of(office)
    of_office = FilingItem.objects.filter(filing__office=office)
    struck = of_office.filter(answer=FilingItem.Answer.STRUCK)
    struck_before = set(struck.values_list("conviction", flat=True))
    filed = set(map(_identity, of_office.filter(open=True)))
    known_branches = {branch.name for branch in branches.listed}
    concerns: dict[str, Callable[[FilingItem], bool]] = {
        NO_CASE_NUMBER: lambda item: not item.case_number,
        DUPLICATE: lambda item: bool(item.case_number) and times[_identity(item)] > 1,
        FILED_ALREADY: lambda item: bool(item.case_number) and _identity(item) in filed,
        UNDECIDED_SIBLING: lambda item: (item.person, item.case_number) in undecided,
        STRUCK_BEFORE: lambda item: item.conviction_id in struck_before,
        UNKNOWN_BRANCH: lambda item: bool(known_branches) and item.court not in known_branches,
    }
    found = [
        Problem(code, PROBLEMS[code], [item for item in items if concern(item)])
        for code, concern in concerns.items()
    ]
    return [problem for problem in found if problem.items]


def _identity(item: FilingItem) -> Identity:
    return item.name, item.case_number, item.count, item.section, item.convicted_on

"""Choosing what goes into a filing: a filter over what is decided, a preview of it, and what is doubtful."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db.models import QuerySet

from eligibility.law import policies
from eligibility.law.outcomes import Outcome
from offices.models import Office
from records.models import Conviction
from review.models import Decision

from . import courts, sources
from .documents.ordering import in_filing_order
from .models import Filing, FilingItem
from .papers import value_of

SHOWN = 5


@dataclass(frozen=True)
class Filter:
    """Which of the decided convictions a filing takes. Empty: everything decided and not yet filed."""

    kind: str = Filing.Kind.RELIEF
    programme: str = ""
    relief: str = ""
    agency: str = ""
    court: str = ""
    convicted_from: str = ""
    convicted_to: str = ""
    decided_from: str = ""
    decided_to: str = ""
    leave_out: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, criteria: dict[str, Any]) -> Filter:
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in criteria.items() if name in known})

    @property
    def criteria(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    def apply(self, decisions: QuerySet[Decision]) -> QuerySet[Decision]:
        for name, lookup in LOOKUPS.items():
            if value := getattr(self, name):
                decisions = decisions.filter(**{lookup: value})
        if self.programme:
            slugs = policies_of(self.programme)
            decisions = decisions.filter(determination__run__policy_version__policy__in=slugs)
        if self.agency:
            of_cities = {"determination__outcome": Outcome.CITY_ATTORNEYS}
            is_city = self.agency == sources.CITY_ATTORNEY
            decisions = decisions.filter(**of_cities) if is_city else decisions.exclude(**of_cities)
        return decisions


LOOKUPS = {
    "relief": "outcome",
    "court": "conviction__court__name",
    "convicted_from": "determination__convicted_earliest__gte",
    "convicted_to": "determination__convicted_latest__lte",
    "decided_from": "at__date__gte",
    "decided_to": "at__date__lte",
}


def policies_of(programme: str) -> list[str]:
    return [slug for slug, name in programmes().items() if name == programme]


def programmes() -> dict[str, str]:
    """The programme of each policy, by the policy's slug."""
    return {slug: policies.build(slug).programme.name for slug in policies.POLICIES}


def courts_of(office: Office) -> list[str]:
    """The courts that convicted, of everything that a filing could take."""
    ready = sources.ready_to_file(office).values("conviction")
    names = Conviction.objects.filter(pk__in=ready).values_list("court__name", flat=True)
    return sorted({name for name in names if name})


def find_courts(office: Office, kind: str = Filing.Kind.RELIEF) -> None:
    ready = sources.ready_to_file(office, kind).values("conviction")
    courts.find_courts(Conviction.objects.filter(pk__in=ready, court=None).select_related("subject"))


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


@dataclass(frozen=True)
class Preview:
    """What a filing locked now would hold, and what a clerk should know before locking it."""

    items: list[FilingItem]
    problems: list[Problem]
    waiting_for_second_person: int
    left_out: int

    @property
    def people(self) -> int:
        return len({item.person for item in self.items})

    @property
    def cases(self) -> int:
        return len({item.case_number for item in self.items if item.case_number})

    @property
    def by_relief(self) -> list[tuple[str, int]]:
        return sorted(Counter(str(item.relief) for item in self.items).items())

    @property
    def by_court(self) -> list[tuple[str, int]]:
        return sorted(Counter(item.court or "not known" for item in self.items).items())

    @property
    def digest(self) -> str:
        """Tells whether the filing still is what somebody looked at."""
        decisions = sorted(item.decision_id for item in self.items)
        return hashlib.sha256(repr(decisions).encode()).hexdigest()[:16]


def preview(office: Office, chosen: Filter) -> Preview:
    find_courts(office, chosen.kind)
    decisions = chosen.apply(sources.ready_to_file(office, chosen.kind))
    candidates = in_order(sources.items_of(decisions))
    doubtful = problems_of(office, candidates)
    unwanted = {
        item.decision_id for problem in doubtful if problem.code in chosen.leave_out for item in problem.items
    }
    return Preview(
        items=[item for item in candidates if item.decision_id not in unwanted],
        problems=[problem for problem in doubtful if problem.code not in chosen.leave_out],
        waiting_for_second_person=sources.waiting_for_second_person(office),
        left_out=len(unwanted),
    )


def in_order(items: list[FilingItem]) -> list[FilingItem]:
    """The items as the lists have them, numbered from 1 as their rows are."""
    by_reference = {str(item.conviction_id): item for item in items}
    ordered = [by_reference[value.reference] for value in in_filing_order(map(value_of, items))]
    for position, item in enumerate(ordered, start=1):
        item.position = position
    return ordered


NO_CASE_NUMBER = "no-case-number"
DUPLICATE = "duplicate"
UNDECIDED_SIBLING = "undecided-sibling"
STRUCK_BEFORE = "struck-before"

PROBLEMS = {
    NO_CASE_NUMBER: "Without a case number, the court cannot find the case",
    DUPLICATE: "More than one conviction with the same name, case number, count and section",
    UNDECIDED_SIBLING: "Another conviction of the same person in the same case is not decided yet",
    STRUCK_BEFORE: "Struck from an earlier filing by the court",
}


def problems_of(office: Office, items: list[FilingItem]) -> list[Problem]:
    times = Counter(_identity(item) for item in items)
    undecided = sources.undecided_cases(office)
    struck = FilingItem.objects.filter(filing__office=office, answer=FilingItem.Answer.STRUCK)
    struck_before = set(struck.values_list("conviction", flat=True))
    concerns: dict[str, Callable[[FilingItem], bool]] = {
        NO_CASE_NUMBER: lambda item: not item.case_number,
        DUPLICATE: lambda item: bool(item.case_number) and times[_identity(item)] > 1,
        UNDECIDED_SIBLING: lambda item: (item.person, item.case_number) in undecided,
        STRUCK_BEFORE: lambda item: item.conviction_id in struck_before,
    }
    found = [
        Problem(code, PROBLEMS[code], [item for item in items if concern(item)])
        for code, concern in concerns.items()
    ]
    return [problem for problem in found if problem.items]


def _identity(item: FilingItem) -> tuple[str, str, str, str, datetime.date | None]:
    return item.name, item.case_number, item.count, item.section, item.convicted_on

"""Choosing what goes into a filing: a filter over what is decided, a preview of it, and what is doubtful."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db.models import Q, QuerySet

from eligibility.law import policies
from eligibility.law.outcomes import Outcome
from offices.models import Office
from records.models import Conviction
from review.models import Decision

from . import courts, sources
from .branches import Branches, found_courts
from .documents.ordering import in_order
from .documents.values import Court, Order
from .headings import court_for
from .models import Filing, FilingItem
from .papers import value_of
from .problems import Problem, problems_of


@dataclass(frozen=True)
class Filter:
    """Which of the decided convictions a filing takes. Empty: everything decided and not yet filed."""

    kind: str = Filing.Kind.RELIEF
    programme: str = ""
    relief: str = ""
    agency: str = ""
    court: str = ""
    branch: str = ""
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

    def apply(self, office: Office, decisions: QuerySet[Decision]) -> QuerySet[Decision]:
        for name, lookup in LOOKUPS.items():
            if value := getattr(self, name):
                decisions = decisions.filter(**{lookup: value})
        if self.programme:
            slugs = policies_of(self.programme)
            decisions = decisions.filter(determination__run__policy_version__policy__in=slugs)
        if self.branch:
            courts = Branches.of(office).courts_in(self.branch, [*found_courts(office), ""])
            decisions = decisions.filter(conviction__court__name__in=courts)
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
    """Reads from the histories where they were convicted whom a filing could take, now or once settled."""
    ready = sources.ready_to_file(office, kind).values("conviction")
    waiting = sources.waiting_for_second_person(office, kind).values("conviction")
    concerned = Conviction.objects.filter(Q(pk__in=ready) | Q(pk__in=waiting), court=None)
    courts.find_courts(concerned.select_related("subject"))


@dataclass(frozen=True)
class Preview:
    """What a filing locked now would hold, and what a clerk should know before locking it."""

    items: list[FilingItem]
    problems: list[Problem]
    waiting_for_second_person: int
    left_out: int
    court: Court

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
        """Tells whether the filing still holds what somebody looked at."""
        decisions = sorted(item.decision_id for item in self.items)
        return hashlib.sha256(repr(decisions).encode()).hexdigest()[:16]


def preview(office: Office, chosen: Filter, order: Order = Order.CASE_NUMBER) -> Preview:
    find_courts(office, chosen.kind)
    decisions = chosen.apply(office, sources.ready_to_file(office, chosen.kind))
    candidates = ordered(sources.items_of(office, decisions), order)
    doubtful = problems_of(office, candidates)
    unwanted = {
        item.decision_id for problem in doubtful if problem.code in chosen.leave_out for item in problem.items
    }
    items = [item for item in candidates if item.decision_id not in unwanted]
    for position, item in enumerate(items, start=1):
        item.position = position
    waiting = chosen.apply(office, sources.waiting_for_second_person(office, chosen.kind))
    return Preview(
        items=items,
        problems=[problem for problem in doubtful if problem.code not in chosen.leave_out],
        waiting_for_second_person=waiting.count(),
        left_out=len(unwanted),
        court=court_for(office, map(value_of, items)),
    )


def ordered(items: list[FilingItem], order: Order) -> list[FilingItem]:
    """The items as the lists have them."""
    by_reference = {str(item.conviction_id): item for item in items}
    return [by_reference[value.reference] for value in in_order(map(value_of, items), order)]

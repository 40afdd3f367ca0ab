"""What waits for a person, in a stable order; and how far the work has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import User

from .models import Decision

Determinations = QuerySet[Determination]


def for_people(user: User) -> Determinations:
    """The queue: what the office's newest complete run leaves to a person, decided or not."""
    return Determination.objects.of_current_run(user).filter(needs_person=True).order_by("id")


def waiting(determinations: Determinations) -> Determinations:
    return determinations.filter(~Exists(decisions_of_it()))


def decided(determinations: Determinations) -> Determinations:
    return determinations.filter(Exists(decisions_of_it()))


def decisions_of_it() -> QuerySet[Decision]:
    return Decision.objects.filter(conviction=OuterRef("conviction"))


def standing_decision(determination: Determination) -> Decision | None:
    return (
        Decision.objects.filter(conviction=determination.conviction_id)
        .select_related("by")
        .order_by("-number")
        .first()
    )


def after(determinations: Determinations, pk: int) -> Determination | None:
    """The next one to decide after the one with this id; past the end, the first that was left out."""
    left = waiting(determinations).exclude(pk=pk)
    return left.filter(pk__gt=pk).first() or left.first()


def before(determinations: Determinations, determination: Determination) -> Determination | None:
    return determinations.filter(pk__lt=determination.pk).order_by("-id").first()


@dataclass(frozen=True)
class Filter:
    """A choice among the queue. Only codes: it stands in the address of the page."""

    flag: str = ""
    section: str = ""
    outcome: str = ""
    state: str = "waiting"

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        state = query.get("state", "")
        return cls(
            flag=query.get("flag", ""),
            section=query.get("section", ""),
            outcome=query.get("outcome", ""),
            state=state if state in STATES else "waiting",
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def narrows(self) -> bool:
        return bool(self.flag or self.section or self.outcome)

    def apply(self, determinations: Determinations) -> Determinations:
        """All but the state: while the work goes on, the state changes and the choice does not."""
        if self.flag:
            determinations = determinations.filter(flags__icontains=f'"{self.flag}"')
        if self.section:
            determinations = determinations.filter(code_section=self.section)
        if self.outcome:
            determinations = determinations.filter(outcome=OUTCOMES.get(self.outcome, self.outcome))
        return determinations

    def in_state(self, determinations: Determinations) -> Determinations:
        return STATES[self.state](determinations)


STATES = {"waiting": waiting, "decided": decided, "all": lambda determinations: determinations}
OUTCOMES = {outcome.name.lower(): outcome for outcome in Outcome}


@dataclass(frozen=True)
class Counts:
    waiting: int
    decided: int
    waiting_by_flag: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return self.waiting + self.decided


def counts(determinations: Determinations) -> Counts:
    flags = Counter(
        flag for flags in waiting(determinations).values_list("flags", flat=True) for flag in flags
    )
    return Counts(
        waiting=waiting(determinations).count(),
        decided=decided(determinations).count(),
        waiting_by_flag=flags.most_common(),
    )


def sections(determinations: Determinations) -> list[str]:
    return list(determinations.order_by("code_section").values_list("code_section", flat=True).distinct())

"""How far an office has come, from what the law allows to what the state has on record. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from eligibility.models import Determination, Run
from offices.models import Office
from review.models import Decision

from .models import Filing, FilingItem
from .sources import RELIEF

State, Answer = Filing.State, FilingItem.Answer


@dataclass(frozen=True)
class Stage:
    """How many convictions, and of how many people, have come at least this far."""

    label: str
    convictions: int
    people: int
    share: float = 0.0

    @property
    def bar(self) -> float:
        """The length of its bar, of 100."""
        return round(100 * self.share, 2)


STAGES = {
    "In a filing": (State.LOCKED, State.FILED, State.ORDERED, State.COURT_UPDATED, State.STATE_UPDATED),
    "Filed with the court": (State.FILED, State.ORDERED, State.COURT_UPDATED, State.STATE_UPDATED),
    "Granted by the court": (State.ORDERED, State.COURT_UPDATED, State.STATE_UPDATED),
    "In the court's record": (State.COURT_UPDATED, State.STATE_UPDATED),
    "In the state's record": (State.STATE_UPDATED,),
}
ANSWERED = ("Granted by the court", "In the court's record", "In the state's record")


def stages(office: Office) -> list[Stage]:
    """The stages in order: what was proposed, what was decided, and what became of it in filings."""
    run = Run.objects.filter(office=office).complete().order_by("-id").first()
    allowed = Determination.objects.filter(run=run, outcome__in=RELIEF)
    decided = Decision.objects.filter(office=office, outcome__in=RELIEF).standing()
    counted = [
        ("Relief proposed by the newest analysis", counts_of(allowed)),
        ("Relief decided by a person", counts_of(decided)),
        *((label, counts_of(items_in(office, label))) for label in STAGES),
    ]
    most = max((convictions for _, (convictions, _) in counted), default=0) or 1
    return [Stage(label, convictions, people, convictions / most) for label, (convictions, people) in counted]


def items_in(office: Office, label: str) -> QuerySet[FilingItem]:
    items = FilingItem.objects.filter(
        filing__office=office, filing__kind=Filing.Kind.RELIEF, filing__state__in=STAGES[label]
    )
    return items.filter(answer=Answer.GRANTED) if label in ANSWERED else items.filter(open=True)


def counts_of(concerned: QuerySet) -> tuple[int, int]:
    counted = concerned.order_by().aggregate(
        convictions=Count("conviction", distinct=True), people=Count("conviction__subject", distinct=True)
    )
    return counted["convictions"], counted["people"]


def answers(office: Office) -> list[tuple[str, int]]:
    """What the court said, of everything that is filed."""
    items = FilingItem.objects.filter(filing__office=office, filing__state__in=STAGES["Filed with the court"])
    numbers = dict(items.order_by().values_list("answer").annotate(Count("id")))
    return [(answer.label, numbers.get(answer.value, 0)) for answer in Answer]


def granted(office: Office) -> list[tuple[str, int]]:
    """The convictions with relief granted, by relief."""
    items = items_in(office, "Granted by the court").order_by()
    numbers = dict(items.values_list("relief").annotate(Count("id")))
    return [(str(relief), numbers.get(str(relief), 0)) for relief in RELIEF.values()]

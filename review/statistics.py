"""Who decided how much and how, and which rules people override: to find unclear rules first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from offices.models import User

from .hours import by_day
from .models import Decision, Remark, SecondReview
from .permissions import cannot_see_statistics_of_others
from .plots import Bar, bars

PERIODS = {"7": "7 days", "30": "30 days", "90": "90 days", "all": "From the beginning"}
Kind = Decision.Kind
Verdict = SecondReview.Verdict
Words = QuerySet[Decision]
Skips = QuerySet[Remark]


@dataclass(frozen=True)
class ReviewerLine:
    """One person's work. `seconds` is the median time that an item was in hand."""

    person: User
    decided: int
    overridden: int
    challenged: int
    undone: int
    skipped: int
    seconds: float | None
    second_reviewed: int
    agreed: int

    @property
    def parts(self) -> tuple[int, int]:
        otherwise = self.overridden + self.challenged
        return self.decided - otherwise, otherwise

    @property
    def agreement(self) -> float | None:
        return 100 * self.agreed / self.second_reviewed if self.second_reviewed else None


@dataclass(frozen=True)
class RuleLine:
    """How people decided on the proposals of a rule. A challenge goes against the proposal too."""

    rule: str
    decided: int
    overridden: int

    @property
    def parts(self) -> tuple[int, int]:
        return self.decided - self.overridden, self.overridden

    @property
    def share(self) -> float:
        return 100 * self.overridden / self.decided if self.decided else 0.0


def statistics_page(user: User, period: str) -> dict[str, object]:
    """A reviewer sees the own line; who supervises sees all of them."""
    since = timezone.now() - timedelta(days=int(period)) if period.isdecimal() else None
    words = in_period(Decision.objects.visible_to(user), since)
    rules = rule_lines(words)
    skips = in_period(Remark.objects.visible_to(user).filter(kind=Remark.Kind.SKIPPED), since)
    sees_all = not cannot_see_statistics_of_others(user)
    if not sees_all:
        words, skips = words.filter(by=user), skips.filter(by=user)
    reviewers = reviewer_lines(user, words, skips, since)
    days = list(by_day(words.exclude(kind__in=Decision.TAKEN_BACK), "at").items())
    return {
        "period": period,
        "periods": PERIODS,
        "sees_all": sees_all,
        "reviewers": reviewers,
        "reviewer_bars": bars([Bar(one.person.name, one.parts) for one in reviewers]),
        "rules": rules,
        "rule_bars": bars([Bar(one.rule, one.parts) for one in rules]),
        "days": days,
        "day_bars": bars([Bar(f"{day:%b} {day.day}", (count,)) for day, count in days]),
    }


def in_period(rows: QuerySet[Any], since: datetime | None) -> QuerySet[Any]:
    return rows.filter(at__gte=since) if since else rows


def reviewer_lines(user: User, words: Words, skips: Skips, since: datetime | None) -> list[ReviewerLine]:
    """A line for everybody who decided or skipped something, the one who decided most first."""
    rows = {row.pop("by"): row for row in by_person(words)}
    skipped = dict(skips.order_by().values_list("by").annotate(count=Count("id")))
    people = User.objects.visible_to(user).in_bulk(rows.keys() | skipped.keys())
    opinions, seconds = opinions_on(user, since), medians(words)
    lines = []
    for by, person in people.items():
        reviewed, agreed = opinions.get(by, (0, 0))
        counts = {"skipped": skipped.get(by, 0), "second_reviewed": reviewed, "agreed": agreed}
        lines.append(ReviewerLine(person, seconds=seconds.get(by), **counts, **rows.get(by, NOTHING)))
    return sorted(lines, key=lambda line: -line.decided)


NOTHING = {"decided": 0, "overridden": 0, "challenged": 0, "undone": 0}


def by_person(words: Words) -> QuerySet[Any]:
    return (
        words.order_by()
        .values("by")
        .annotate(
            decided=Count("id", filter=~Q(kind__in=Decision.TAKEN_BACK)),
            overridden=Count("id", filter=Q(kind=Kind.OVERRIDDEN)),
            challenged=Count("id", filter=Q(kind=Kind.CHALLENGED)),
            undone=Count("id", filter=Q(kind=Kind.UNDONE)),
        )
    )


def opinions_on(user: User, since: datetime | None) -> dict[int, tuple[int, int]]:
    """How many decisions of each person a second one has seen, and with how many of them agreed."""
    opinions = in_period(SecondReview.objects.visible_to(user), since).order_by().values_list("decision__by")
    agreed = Count("id", filter=Q(verdict=Verdict.AGREED))
    return {by: (count, same) for by, count, same in opinions.annotate(count=Count("id"), agreed=agreed)}


def medians(words: Words) -> dict[int, float]:
    """The median seconds in hand by person. The databases have no median in common: they count how often each
    number of seconds occurs, and it is taken from that."""
    timed: dict[int, dict[int, int]] = defaultdict(dict)
    counted = words.filter(seconds__isnull=False).order_by().values_list("by", "seconds")
    for by, seconds, count in counted.annotate(count=Count("id")):
        timed[by][seconds] = count
    return {by: median(list(Counter(counts).elements())) for by, counts in timed.items()}


def rule_lines(words: Words) -> list[RuleLine]:
    """The rules that made the proposals, the most overridden first."""
    rows = (
        words.exclude(kind__in=Decision.TAKEN_BACK)
        .order_by()
        .values_list("rule")
        .annotate(
            decided=Count("id"), overridden=Count("id", filter=Q(kind__in=(Kind.OVERRIDDEN, Kind.CHALLENGED)))
        )
    )
    lines = [RuleLine(rule_words(rule), decided, overridden) for rule, decided, overridden in rows]
    return sorted(lines, key=lambda line: (-line.share, -line.decided))


def rule_words(rule: str) -> str:
    return rule.replace("_", " ").capitalize() or "No rule decided"

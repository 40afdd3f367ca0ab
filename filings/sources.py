"""What a filing takes from the review, and nothing else of this app knows: which decisions, what they say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import Office
from review.models import Decision

from .documents.values import Relief
from .models import Filing, FilingItem

RELIEF = {Outcome.DISMISSAL: Relief.DISMISSAL, Outcome.REDUCTION: Relief.REDUCTION}
LOWER_GRADE = {"felony": "misdemeanor", "misdemeanor": "infraction"}

DISTRICT_ATTORNEY = "District Attorney"
CITY_ATTORNEY = "City Attorney"


def ready_to_file(office: Office, kind: str = Filing.Kind.RELIEF) -> QuerySet[Decision]:
    """The standing decisions that a filing of this kind can take: in no open filing, and not answered."""
    taken = FilingItem.objects.filter(conviction=OuterRef("conviction"), open=True)
    decisions = Decision.objects.filter(office=office).standing().filter(~Exists(taken))
    challenged = {"kind": "challenged"}
    if kind == Filing.Kind.CHALLENGE:
        return decisions.filter(**challenged)
    return decisions.filter(outcome__in=RELIEF).exclude(**challenged)


def waiting_for_second_person(office: Office) -> int:
    """How many decisions with relief cannot be filed before a second person has looked at them."""
    latest = Decision.objects.filter(office=office, outcome__in=RELIEF)
    later = Decision.objects.filter(conviction=OuterRef("conviction"), number__gt=OuterRef("number"))
    standing = Decision.objects.filter(office=office).standing()
    return latest.filter(~Exists(later)).exclude(pk__in=standing.values("pk")).count()


def undecided_cases(office: Office) -> set[tuple[int, str]]:
    """Person and case number of every conviction that still waits for a decision in the newest analysis."""
    run = Run.objects.filter(office=office).complete().order_by("-id").first()
    standing = Decision.objects.standing().filter(conviction=OuterRef("conviction"))
    waiting = Determination.objects.filter(run=run, needs_person=True).filter(~Exists(standing))
    return set(waiting.exclude(case_number="").values_list("conviction__subject", "case_number"))


def items_of(decisions: Iterable[Decision]) -> list[FilingItem]:
    """Unsaved items with all that the papers say of each conviction; without filing and position."""
    return [_item(decision) for decision in decisions]


def with_values(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """The decisions with all that `items_of` reads of them, in one query."""
    return decisions.annotate(court=F("conviction__court__name")).select_related(
        "determination__run__policy_version", "conviction__subject"
    )


def _item(decision: Decision) -> FilingItem:
    determination, subject = decision.determination, decision.conviction.subject
    relief = RELIEF.get(Outcome(decision.outcome)) if decision.outcome else None
    return FilingItem(
        decision=decision,
        conviction=decision.conviction,
        person=subject.pk,
        name=subject.name,
        case_number=determination.case_number,
        count=court_count(decision.conviction.count_order),
        section=determination.section,
        grade=determination.grade,
        convicted_on=_whole_day(determination),
        relief=relief or Relief.DISMISSAL,
        resulting=_result(relief, determination.grade),
        # The citation is that of the proposal: it does not carry a decision that differs.
        basis=determination.cites if decision.outcome == determination.outcome else "",
        agency=agency_of(determination),
        court=getattr(decision, "court", None) or "",
        ground=_ground(decision),
        cii_number=subject.cii_number,
        born_on=day_of(subject.born),
    )


def court_count(count_order: str) -> str:
    """The number of the count in its court event, from CNT_ORDER (three digits each for cycle, event, count).

    | CNT_ORDER      | count |
    |----------------|-------|
    | `001002003000` | `3`   |
    | `x`            |       |
    """
    digits = count_order[6:9]
    return str(int(digits)) if digits.isdecimal() else ""


def agency_of(determination: Determination) -> str:
    """The state's file names no prosecutor: what the policy leaves to city attorneys is theirs."""
    return CITY_ATTORNEY if determination.outcome == Outcome.CITY_ATTORNEYS else DISTRICT_ATTORNEY


def day_of(text: str) -> datetime.date | None:
    """A day as the state's file writes it (YYYYMMDD); none where it is not a whole day."""
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None


def _whole_day(determination: Determination) -> datetime.date | None:
    """The conviction date where the whole of it is known."""
    whole = determination.convicted_earliest == determination.convicted_latest
    return determination.convicted_earliest if whole else None


def _result(relief: Relief | None, grade: str) -> str:
    if relief == Relief.REDUCTION:
        return LOWER_GRADE.get(grade, "")
    return "dismissed and sealed" if relief == Relief.DISMISSAL else ""


def _ground(decision: Decision) -> str:
    if not getattr(decision, "ground", ""):
        return ""
    words = decision.get_ground_display()  # type: ignore[attr-defined]
    return f"{words}: {decision.reason}" if decision.reason else str(words)

"""What a filing takes from the review, and nothing else of this app knows: which decisions, what they say."""

from __future__ import annotations

import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import Office
from review.models import Decision, Recomputation

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
    if kind == Filing.Kind.CHALLENGE:
        return decisions.filter(kind=Decision.Kind.CHALLENGED)
    return decisions.filter(outcome__in=RELIEF).exclude(kind=Decision.Kind.CHALLENGED)


def waiting_for_second_person(office: Office) -> int:
    """How many decisions cannot be filed before a second person has looked at them."""
    newest = Decision.objects.filter(office=office).newest().filter(settled=False)
    return newest.filter(Q(outcome__in=RELIEF) | Q(kind=Decision.Kind.CHALLENGED)).count()


def undecided_cases(office: Office) -> set[tuple[int, str]]:
    """Person and case number of every conviction that still waits for a decision in the newest analysis."""
    run = Run.objects.filter(office=office).complete().order_by("-id").first()
    standing = Decision.objects.standing().filter(conviction=OuterRef("conviction"))
    waiting = Determination.objects.filter(run=run, needs_person=True).filter(~Exists(standing))
    return set(waiting.exclude(case_number="").values_list("conviction__subject", "case_number"))


def items_of(decisions: QuerySet[Decision]) -> list[FilingItem]:
    """Unsaved items with all that the papers say of each conviction; without filing and position."""
    found = decisions.annotate(court=F("conviction__court__name")).select_related(
        "determination__run__policy_version", "conviction__subject"
    )
    corrected = corrected_facts(decisions)
    return [_item(decision, corrected.get(decision.determination_id)) for decision in found]


def corrected_facts(decisions: QuerySet[Decision]) -> dict[int, Recomputation]:
    """What holds where a person corrected facts from the court's file, by determination."""
    recomputed = Recomputation.objects.filter(determination__in=decisions.values("determination"))
    return {each.determination_id: each for each in recomputed.order_by("id")}


def _item(decision: Decision, corrected: Recomputation | None) -> FilingItem:
    determination, subject = decision.determination, decision.conviction.subject
    facts = corrected or determination
    relief = RELIEF.get(Outcome(decision.outcome)) if decision.outcome else None
    return FilingItem(
        decision=decision,
        conviction=decision.conviction,
        person=subject.pk,
        name=subject.name,
        case_number=facts.case_number,
        count=court_count(decision.conviction.count_order),
        section=facts.section,
        grade=facts.grade,
        convicted_on=_whole_day(facts),
        relief=relief or Relief.DISMISSAL,
        resulting=_result(relief, facts.grade),
        # The citation is that of the proposal: it does not carry a decision that differs.
        basis=facts.cites if decision.outcome == facts.outcome else "",
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


def _whole_day(facts: Determination | Recomputation) -> datetime.date | None:
    """The conviction date where the whole of it is known."""
    return facts.convicted_earliest if facts.convicted_earliest == facts.convicted_latest else None


def _result(relief: Relief | None, grade: str) -> str:
    if relief == Relief.REDUCTION:
        return LOWER_GRADE.get(grade, "")
    return "dismissed and sealed" if relief == Relief.DISMISSAL else ""


def _ground(decision: Decision) -> str:
    if decision.kind != Decision.Kind.CHALLENGED:
        return ""
    words = str(decision.get_ground_display())
    return f"{words}: {decision.reason}" if decision.reason else words

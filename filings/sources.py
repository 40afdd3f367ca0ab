"""What a filing takes from the review, and nothing else of this app knows: which decisions, what they say."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from eligibility.law.flags import sentence_open
from eligibility.law.outcomes import Outcome
from eligibility.law.statutes import OFFICE_POLICY
from eligibility.models import Determination, Run
from offices.models import Office
from review.models import Decision, Recomputation

from .branches import Branches
from .courts import day_of
from .documents.values import Relief
from .models import Filing, FilingItem

RELIEF = {Outcome.DISMISSAL: Relief.DISMISSAL, Outcome.REDUCTION: Relief.REDUCTION}
LOWER_GRADE = {"felony": "misdemeanor", "misdemeanor": "infraction"}

# The flag that a sentence may still be served; without it every sentence of the person is known to be over.
SENTENCE_OPEN = sentence_open.name

BEYOND_THE_STATUTE = "HSC 11361.9; office policy"

DISTRICT_ATTORNEY = "District Attorney"
CITY_ATTORNEY = "City Attorney"


def ready_to_file(office: Office, kind: str = Filing.Kind.RELIEF) -> QuerySet[Decision]:
    """The standing decisions that a filing of this kind can take: in no open filing, and not answered."""
    taken = FilingItem.objects.filter(conviction=OuterRef("conviction"), open=True)
    return _for(kind, Decision.objects.filter(office=office).standing().filter(~Exists(taken)))


def _for(kind: str, decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    if kind == Filing.Kind.CHALLENGE:
        return decisions.filter(kind=Decision.Kind.CHALLENGED)
    return decisions.filter(outcome__in=RELIEF).exclude(kind=Decision.Kind.CHALLENGED)


def waiting_for_second_person(office: Office, kind: str = Filing.Kind.RELIEF) -> QuerySet[Decision]:
    """The decisions that a filing of this kind could take if a second person had looked at them."""
    return _for(kind, Decision.objects.filter(office=office).newest().filter(settled=False))


def undecided_cases(office: Office) -> set[tuple[int, str]]:
    """Person and case number of every conviction without a standing decision in the newest analysis."""
    run = Run.objects.filter(office=office).complete().order_by("-id").first()
    standing = Decision.objects.standing().filter(conviction=OuterRef("conviction"))
    concerned = Q(needs_person=True) | Q(outcome__in=RELIEF)
    waiting = Determination.objects.filter(concerned, run=run).filter(~Exists(standing))
    return set(waiting.exclude(case_number="").values_list("conviction__subject", "case_number"))


def items_of(office: Office, decisions: QuerySet[Decision]) -> list[FilingItem]:
    """Unsaved items with all that the papers say of each conviction; without filing and position.

    The court is the office's branch where the office has assigned the file's name to one, else that name.
    """
    found = decisions.select_related(
        "determination__run__policy_version", "conviction__subject", "conviction__court"
    )
    corrected, branches = corrected_facts(decisions), Branches.of(office)
    items = [_item(decision, corrected.get(decision.determination_id)) for decision in found]
    for item in items:
        branch = branches.named(item.court)
        item.court = branch.name if branch else item.court
    return items


def corrected_facts(decisions: QuerySet[Decision]) -> dict[int, Recomputation]:
    """What holds where a person corrected facts from the court's file, by determination."""
    recomputed = Recomputation.objects.filter(determination__in=decisions.values("determination"))
    return {each.determination_id: each for each in recomputed.order_by("id")}


def _item(decision: Decision, corrected: Recomputation | None) -> FilingItem:
    determination, subject = decision.determination, decision.conviction.subject
    court = decision.conviction.court
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
        basis=_basis(facts.cites) if decision.outcome == facts.outcome else "",
        agency=agency_of(determination),
        court=court.name,
        completed=SENTENCE_OPEN not in facts.flags,
        also_known_as=court.named if court.named.casefold() != subject.name.casefold() else "",
        arrested_on=court.arrested_on,
        arresting_agency=court.arresting_agency,
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


def _whole_day(facts: Determination | Recomputation) -> datetime.date | None:
    """The conviction date where the whole of it is known."""
    return facts.convicted_earliest if facts.convicted_earliest == facts.convicted_latest else None


def _result(relief: Relief | None, grade: str) -> str:
    if relief == Relief.REDUCTION:
        return LOWER_GRADE.get(grade, "")
    return "dismissed and sealed" if relief == Relief.DISMISSAL else ""


def _basis(cites: str) -> str:
    """A policy alone is no authority for a court: what it adds is asked for as relief without challenge."""
    return cites.replace(OFFICE_POLICY, BEYOND_THE_STATUTE)


def _ground(decision: Decision) -> str:
    if decision.kind != Decision.Kind.CHALLENGED:
        return ""
    words = str(decision.get_ground_display())
    return f"{words}: {decision.reason}" if decision.reason else words

"""Assembling a filing from decided convictions, and making its documents."""

import datetime
from dataclasses import dataclass

import django_rq
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from audit.services import record
from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import Office, User
from review.models import Decision

from .documents.lists import write_csv, write_xlsx
from .documents.motion import render_motion
from .documents.values import Attorney, Court, Item, Motion, Relief
from .documents.values import Office as Heading
from .models import Filing, FilingItem

RELIEF = {Outcome.DISMISSAL: Relief.DISMISSAL, Outcome.REDUCTION: Relief.REDUCTION}


class CannotFile(Exception):
    """Why a filing cannot be made, in words for the person who asked."""


def ready_to_file(office: Office) -> QuerySet[Decision]:
    """The standing decisions that grant relief and are in no filing yet."""
    decisions = Decision.objects.filter(office=office, outcome__in=RELIEF, filing_item=None)
    return decisions.standing().select_related("determination", "conviction__subject")


@dataclass(frozen=True)
class Preview:
    """What a filing made now would hold, and what a clerk should know before making it."""

    convictions: int
    people: int
    by_relief: list[tuple[str, int]]
    without_case_number: int


def preview(office: Office) -> Preview:
    ready = ready_to_file(office)
    totals = ready.aggregate(
        convictions=Count("id"),
        people=Count("conviction__subject", distinct=True),
        without_case_number=Count("id", filter=Q(determination__case_number="")),
    )
    by_relief = ready.values_list("outcome").annotate(convictions=Count("id")).order_by("outcome")
    return Preview(by_relief=list(by_relief), **totals)


@transaction.atomic
def create_filing(*, by: User, dated: datetime.date) -> Filing:
    """A filing of all that is decided and not yet filed; a worker makes its documents. Raises CannotFile."""
    Office.objects.select_for_update().get(pk=by.office_id)
    decisions = list(ready_to_file(by.office))
    if not decisions:
        raise CannotFile("No decided conviction is waiting to be filed.")
    latest = Filing.objects.filter(office=by.office).aggregate(Max("number"))["number__max"] or 0
    filing = Filing.objects.create(office=by.office, by=by, number=latest + 1, dated=dated)
    FilingItem.objects.bulk_create([FilingItem(filing=filing, decision=decision) for decision in decisions])
    record(by, "made filing", filing, convictions=len(decisions))
    django_rq.get_queue().enqueue("filings.jobs.make_documents", filing.pk)
    return filing


@transaction.atomic
def make_again(*, filing: Filing, by: User) -> None:
    """Tries once more after the documents could not be made."""
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    if filing.state != Filing.State.FAILED:
        return
    filing.state = Filing.State.MAKING
    filing.save(update_fields=["state"])
    record(by, "made documents again", filing)
    django_rq.get_queue().enqueue("filings.jobs.make_documents", filing.pk)


def make_documents(filing: Filing) -> None:
    """Writes the motion and its list; may be repeated, and gives the same bytes each time."""
    motion = motion_of(filing)
    filing.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    filing.document("pdf").write_bytes(render_motion(motion))
    write_xlsx(motion.items, filing.document("xlsx"), made_on=filing.dated)
    write_csv(motion.items, filing.document("csv"))
    filing.state = Filing.State.READY
    filing.save(update_fields=["state"])


def motion_of(filing: Filing) -> Motion:
    """The plain values that the papers of a filing are made from."""
    office = filing.office
    items = filing.items.select_related("decision__determination", "decision__conviction__subject")
    return Motion(
        attorneys=(
            Attorney(office.district_attorney, title="District Attorney"),
            Attorney(office.attorney, office.bar_number, "Deputy District Attorney"),
        ),
        office=Heading(office.name, tuple(office.address.splitlines()), office.phone, office.email),
        court=Court(office.county.title(), office.court_branch),
        items=tuple(_item(item) for item in items),
        as_of=filing.dated,
        dated=filing.dated,
    )


def _item(item: FilingItem) -> Item:
    determination = item.decision.determination
    subject = item.decision.conviction.subject
    return Item(
        case_number=determination.case_number,
        name=subject.name,
        section=determination.section,
        relief=RELIEF[Outcome(item.decision.outcome)],
        count=item.decision.conviction.count_order,
        grade=determination.grade,
        convicted_on=_day(determination),
        person=str(subject.pk),
    )


def _day(determination: Determination) -> datetime.date | None:
    """The conviction date where the whole of it is known."""
    whole = determination.convicted_earliest == determination.convicted_latest
    return determination.convicted_earliest if whole else None

"""What clerks do with filings. Each function is one act: one transaction, one audit event."""

from __future__ import annotations

import datetime

import django_rq
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from offices.models import Office, User

from . import papers, wordings
from .assembling import Filter, preview
from .documents.values import Order
from .headings import heading_of
from .models import Filing, FilingDocument, FilingItem
from .papers import Layout

State = Filing.State

IN_ANOTHER = (
    "Some of these convictions went into another filing at this moment. Nothing was locked; look at the "
    "preview again."
)
CHANGED = (
    "What this filing would hold has changed since you looked: something was decided, taken back or filed. "
    "Nothing was locked; look at the preview again."
)
NOTHING = "No decided conviction is waiting to be filed that this choice would take. Nothing was locked."


class CannotFile(Exception):
    """Why something cannot be done with a filing, in words for the person who asked."""


@transaction.atomic
def start_draft(*, by: User, dated: datetime.date, chosen: Filter, layout: Layout | None = None) -> Filing:
    filing = choose(Filing(office=by.office, by=by), dated, chosen, layout or Layout())
    record(by, "started filing", filing, criteria=filing.criteria)
    return filing


@transaction.atomic
def change_draft(
    *, filing: Filing, by: User, dated: datetime.date, chosen: Filter, layout: Layout | None = None
) -> None:
    filing = at_hand(filing)
    if not filing.is_draft:
        raise CannotFile(f"{filing} is locked: nothing in it can be changed.")
    choose(filing, dated, chosen, layout or Layout())
    record(by, "changed filing", filing, criteria=filing.criteria)


def choose(filing: Filing, dated: datetime.date, chosen: Filter, layout: Layout) -> Filing:
    filing.dated, filing.kind, filing.criteria = dated, chosen.kind, chosen.criteria
    filing.order, filing.apart, filing.hearing = layout.order, layout.apart, layout.hearing
    filing.save()
    return filing


@transaction.atomic
def discard_draft(*, filing: Filing, by: User) -> None:
    filing = at_hand(filing)
    if not filing.is_draft:
        raise CannotFile(f"{filing} is locked. It can be withdrawn, and stays in the record.")
    record(by, "discarded filing", filing)
    filing.delete()


@transaction.atomic
def lock(*, filing: Filing, by: User, seen: str) -> Filing:
    """Makes a draft a filing: its convictions, numbers and words are fixed, and a worker makes the papers.

    `seen` is the digest of the preview that the person looked at. Raises CannotFile.
    """
    # One lock at a time in an office: the numbers follow each other, and what two want one gets.
    Office.objects.select_for_update().get(pk=by.office_id)
    filing = at_hand(filing)
    if not filing.is_draft:
        raise CannotFile(f"{filing} is locked already.")
    found = preview(filing.office, Filter.of(filing.criteria), Order(filing.order))
    if not found.items:
        raise CannotFile(NOTHING)
    if found.digest != seen:
        raise CannotFile(CHANGED)
    if why_not := wordings.cannot_head_papers(by.office):
        raise CannotFile(why_not)
    latest = Filing.objects.filter(office=by.office).aggregate(Max("number"))["number__max"] or 0
    filing.number, filing.state = latest + 1, State.LOCKED
    filing.locked_by, filing.locked_at = by, timezone.now()
    filing.as_of = max(item.decision.determination.run.as_of for item in found.items)
    filing.heading = heading_of(by.office)
    filing.wordings = wordings.numbers(by.office)
    filing.save()
    take(filing, found.items)
    papers.order_documents(filing)
    record(by, "locked filing", filing, number=filing.number, convictions=len(found.items))
    django_rq.get_queue().enqueue("filings.jobs.make_documents", filing.pk)
    return filing


def take(filing: Filing, items: list[FilingItem]) -> None:
    for item in items:
        item.filing = filing
    try:
        with transaction.atomic():
            FilingItem.objects.bulk_create(items, batch_size=500)
    except IntegrityError as taken:
        raise CannotFile(IN_ANOTHER) from taken


@transaction.atomic
def withdraw(*, filing: Filing, by: User, because: str, on: datetime.date) -> None:
    """Takes a filing back. Its convictions may be filed again; the filing stays in the record."""
    filing = at_hand(filing)
    must_become(filing, State.WITHDRAWN)
    if not because.strip():
        raise CannotFile("Say why the filing is withdrawn.")
    filing.state, filing.withdrawn_on, filing.withdrawn_because = State.WITHDRAWN, on, because.strip()
    filing.save(update_fields=["state", "withdrawn_on", "withdrawn_because"])
    freed = filing.items.update(open=False)
    record(by, "withdrew filing", filing, convictions=freed)


@transaction.atomic
def make_again(*, filing: Filing, by: User) -> None:
    """Tries once more after some of the documents could not be made."""
    filing = at_hand(filing)
    failed = filing.documents.filter(state=FilingDocument.State.FAILED)
    if not failed.update(state=FilingDocument.State.WAITING, done=0):
        return
    record(by, "made documents again", filing)
    django_rq.get_queue().enqueue("filings.jobs.make_documents", filing.pk)


@transaction.atomic
def refuse_damaged(*, document: FilingDocument, by: User) -> None:
    """Keeps a file that is not the one that was made from everybody. Made again it has the same bytes."""
    document.state = FilingDocument.State.FAILED
    document.save(update_fields=["state"])
    record(by, "found document damaged", document.filing, document=document.kind)


@transaction.atomic
def ask_for_document(*, document: FilingDocument, by: User) -> None:
    """Has a worker make one of the documents that are made only when somebody wants them."""
    document = FilingDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != FilingDocument.State.NOT_ASKED:
        return
    document.state = FilingDocument.State.WAITING
    document.save(update_fields=["state"])
    record(by, "asked for document", document.filing, document=document.kind)
    django_rq.get_queue().enqueue("filings.jobs.make_documents", document.filing_id)


def at_hand(filing: Filing) -> Filing:
    """The filing as it stands now, held until the end of the transaction."""
    return Filing.objects.select_for_update().get(pk=filing.pk)


def must_become(filing: Filing, state: str) -> None:
    if not filing.may_become(state):
        raise CannotFile(
            f"{filing} is {filing.get_state_display().lower()} and cannot become "
            f"{Filing.State(state).label.lower()} from there. Nothing was changed."
        )

"""The documents of a filing: which there are, and the plain values that they are made from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

from . import wordings
from .documents.merging import Wording
from .documents.values import Hearing, Item, Motion, Order, Relief
from .headings import headed
from .models import Filing, FilingDocument, FilingItem

RELIEF, CHALLENGE = Filing.Kind.RELIEF, Filing.Kind.CHALLENGE


@dataclass(frozen=True)
class Layout:
    """What a clerk chooses of the papers besides the convictions.

    `apart` names the kinds of papers for each person or case that are made with the rest, and `hearing` is
    as `hearing_of` reads it.
    """

    order: str = Order.CASE_NUMBER.value
    apart: list[str] = field(default_factory=list)
    hearing: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DocumentKind:
    """One kind of file of a filing. The slug stands in its address, the file name on the clerk's disk."""

    slug: str
    title: str
    file: str
    group: str
    filings: tuple[str, ...] = (RELIEF,)
    at_once: bool = True
    paper: bool = False

    @property
    def format(self) -> str:
        return self.file.rpartition(".")[2].upper()


PAPERS, PUBLIC, CONFIDENTIAL, APART, RECORD = (
    "Papers for the court",
    "Public list",
    "Confidential list, for the court and the Department of Justice only",
    "Papers for each person or case",
    "For the office's record",
)
BOTH = (RELIEF, CHALLENGE)

KINDS: dict[str, DocumentKind] = {
    kind.slug: kind
    for kind in (
        DocumentKind("pdf", "Motion with its exhibit (PDF)", "motion.pdf", PAPERS, paper=True),
        DocumentKind("order", "Proposed order (PDF)", "proposed-order.pdf", PAPERS, paper=True),
        DocumentKind("motion-docx", "Motion with its exhibit (Word)", "motion.docx", PAPERS),
        DocumentKind("order-docx", "Proposed order (Word)", "proposed-order.docx", PAPERS),
        DocumentKind(
            "order-by-item",
            "Proposed order, to grant or deny each conviction (PDF)",
            "proposed-order-by-conviction.pdf",
            PAPERS,
        ),
        DocumentKind(
            "challenge",
            "Notice of challenge, to the court and the public defender (PDF)",
            "notice-of-challenge.pdf",
            PAPERS,
            (CHALLENGE,),
            paper=True,
        ),
        DocumentKind("public-list", "Public list (PDF)", "public-list.pdf", PUBLIC, paper=True),
        DocumentKind("xlsx", "The list (Excel)", "list.xlsx", PUBLIC),
        DocumentKind("csv", "The list (CSV)", "list.csv", PUBLIC),
        DocumentKind("csv-for-excel", "The list (CSV, marked as UTF-8)", "list-for-excel.csv", PUBLIC),
        DocumentKind("json-lines", "The list (JSON, a line for each conviction)", "list.jsonl", PUBLIC),
        DocumentKind("json-schema", "What the JSON list holds (JSON schema)", "list.schema.json", PUBLIC),
        DocumentKind("confidential-list", "Confidential list (PDF)", "confidential-list.pdf", CONFIDENTIAL),
        DocumentKind(
            "confidential-xlsx", "Confidential list (Excel)", "confidential-list.xlsx", CONFIDENTIAL
        ),
        DocumentKind("confidential-csv", "Confidential list (CSV)", "confidential-list.csv", CONFIDENTIAL),
        DocumentKind(
            "answer-sheet", "List for the court to answer and send back (Excel)", "answers.xlsx", CONFIDENTIAL
        ),
        DocumentKind("proof-of-service", "Proof of service (PDF)", "proof-of-service.pdf", PAPERS, BOTH),
        # After the papers whose pages it counts.
        DocumentKind("cover-sheet", "Cover sheet with totals (PDF)", "cover-sheet.pdf", PAPERS),
        DocumentKind(
            "packets-by-person",
            "Motion and order for each person (ZIP)",
            "packets-by-person.zip",
            APART,
            at_once=False,
        ),
        DocumentKind(
            "packets-by-case",
            "Motion and order for each case (ZIP)",
            "packets-by-case.zip",
            APART,
            at_once=False,
        ),
        DocumentKind(
            "one-page-petitions",
            "One-page petition and order for each case (ZIP)",
            "petitions.zip",
            APART,
            at_once=False,
        ),
        # After everything that it names.
        DocumentKind("manifest", "Manifest (JSON)", "manifest.json", RECORD, BOTH),
    )
}


def order_documents(filing: Filing) -> None:
    """Puts down what a worker is to make of the filing, in order."""
    State = FilingDocument.State
    FilingDocument.objects.bulk_create(
        [
            FilingDocument(
                filing=filing,
                kind=kind.slug,
                place=place,
                state=State.WAITING if kind.at_once or kind.slug in filing.apart else State.NOT_ASKED,
            )
            for place, kind in enumerate(KINDS.values())
            if filing.kind in kind.filings
        ]
    )


def wording(filing: Filing, kind: str) -> Wording:
    """The words that the filing was locked with."""
    return wordings.version(filing.office, kind, filing.wordings.get(kind, 0))


def motion_of(filing: Filing) -> Motion:
    """The plain values that the papers of a filing are made from."""
    motion = headed(
        filing.heading,
        tuple(value_of(item) for item in filing.items.all()),
        as_of=filing.as_of or filing.dated,
        dated=filing.dated,
        order=Order(filing.order),
        hearing=hearing_of(filing.hearing),
    )
    letterhead, signature = wording(filing, "letterhead"), wording(filing, "signature")
    return replace(motion, letterhead=letterhead.body, signature=signature.body)


def hearing_of(kept: dict[str, str]) -> Hearing | None:
    """A hearing as a filing keeps it: the day in ISO 8601, the time and the department in words."""
    if not kept.get("held_on"):
        return None
    held_on = datetime.date.fromisoformat(kept["held_on"])
    return Hearing(held_on, kept.get("time", ""), kept.get("department", ""))


def value_of(item: FilingItem) -> Item:
    return Item(
        case_number=item.case_number,
        name=item.name,
        section=item.section,
        relief=Relief(item.relief),
        count=item.count,
        grade=item.grade,
        convicted_on=item.convicted_on,
        resulting=item.resulting,
        basis=item.basis,
        agency=item.agency,
        court=item.court,
        also_known_as=item.also_known_as,
        completed=item.completed,
        arrested_on=item.arrested_on,
        arresting_agency=item.arresting_agency,
        born_year=item.born_on.year if item.born_on else None,
        person=str(item.person),
        reference=str(item.conviction_id),
        ground=item.ground,
        cii_number=item.cii_number,
        born_on=item.born_on,
    )

"""Papers that accompany or answer a motion: notice of challenge, proof of service, cover sheet."""

from __future__ import annotations

from collections.abc import Sequence

from filings.documents.bodies import assemble, sign_line
from filings.documents.exhibits import challenge_exhibit
from filings.documents.merging import Wording, fill
from filings.documents.paper import Block, Paper, Paragraph, Table
from filings.documents.text import long_date, printable
from filings.documents.values import Document, Motion, Recipient, Service
from filings.documents.wording import CHALLENGE, COVER_SHEET, SERVICE, SERVICE_SENTENCES

BLANK = "_" * 20
PRINT_NAME = "(name in print)"


def challenge_paper(motion: Motion, wording: Wording = CHALLENGE) -> Paper:
    """The notice to the court and the public defender that the People challenge relief, with each ground."""
    return assemble(motion, wording, (challenge_exhibit(motion.items),))


def service_paper(motion: Motion, service: Service, wording: Wording = SERVICE) -> Paper:
    """The declaration that papers of a motion were served."""
    blocks: dict[str, Sequence[Block]] = {
        "declarant": (sign_line(None, service.served_by or PRINT_NAME, date_label="Executed on:"),),
        "method": (Paragraph(_method(service)),),
        "recipients": tuple(_recipient(recipient) for recipient in service.recipients),
        "served": tuple(Paragraph(printable(title), indented=True) for title in service.papers),
    }
    return assemble(motion, wording, blocks=blocks)


def _method(service: Service) -> str:
    fields = {
        "address": service.business_address or BLANK,
        "date": long_date(service.served_on) if service.served_on else BLANK,
        "place": service.place or BLANK,
    }
    return printable(fill(SERVICE_SENTENCES[service.method], fields), 2_000)


def _recipient(recipient: Recipient) -> Paragraph:
    words = ", ".join(part for part in (recipient.name, *recipient.address, recipient.email) if part)
    return Paragraph(printable(words), indented=True)


def cover_sheet(motion: Motion, documents: Sequence[Document], wording: Wording = COVER_SHEET) -> Paper:
    """The first sheet of a filing: its papers, and how many convictions, people and cases it concerns."""
    rows = [(printable(document.title), f"{document.pages:,}") for document in documents]
    pages = sum(document.pages for document in documents)
    table = Table(("Paper", "Pages"), (*rows, ("All", f"{pages:,}")), frozenset({1}))
    return assemble(motion, wording, blocks={"documents": (table,)})

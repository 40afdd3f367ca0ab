"""Making the documents of a locked filing. The same filing gives the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from . import archives
from .documents import lists, notices
from .documents.long_papers import write_paper
from .documents.motion import (
    confidential_list_paper,
    motion_paper,
    order_by_item_paper,
    order_paper,
    public_list_paper,
)
from .documents.packets import PacketBy
from .documents.paper import Paper
from .documents.values import Document, Motion, Service, ServiceMethod
from .documents.word_processing import write_docx
from .headings import public_defender
from .models import Filing, FilingDocument
from .papers import APART, KINDS, motion_of, wording

logger = logging.getLogger(__name__)

State = FilingDocument.State
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Making:
    """One document in the making: the filing's values, where the file goes, and whom to tell."""

    filing: Filing
    motion: Motion
    path: Path
    progress: Progress


def make_documents(filing: Filing) -> None:
    """Makes every document that waits for it; one that fails does not keep the others back."""
    filing.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    motion = motion_of(filing)
    for document in filing.documents.exclude(state__in=(State.NOT_ASKED, State.READY, State.FAILED)):
        try:
            make(document, motion)
        except Exception as error:
            # The text of an exception may quote somebody's record.
            logger.error("%s of filing %s failed: %s", document.kind, filing.pk, type(error).__name__)
            set_state(document, State.FAILED)


def make(document: FilingDocument, motion: Motion) -> None:
    def progress(done: int, total: int) -> None:
        FilingDocument.objects.filter(pk=document.pk).update(done=done, total=total)

    set_state(document, State.MAKING)
    # Two workers may be at the same document: each writes a file of its own, and their bytes are the same.
    unfinished = document.path.with_name(f".{document.kind}-{os.getpid()}")
    pages = MAKERS[document.kind](Making(document.filing, motion, unfinished, progress))
    finish(document, unfinished, pages)


@transaction.atomic
def finish(document: FilingDocument, unfinished: Path, pages: int | None) -> None:
    with unfinished.open("rb") as file:
        document.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    document.size, document.pages, document.state = unfinished.stat().st_size, pages, State.READY
    document.save(update_fields=["sha256", "size", "pages", "state"])
    if document.kind == "manifest":
        Filing.objects.filter(pk=document.filing_id).update(manifest_sha256=document.sha256)
    unfinished.replace(document.path)


def set_state(document: FilingDocument, state: str) -> None:
    document.state = state
    document.save(update_fields=["state"])


def paper_maker(wording_kind: str, make_paper: Callable[..., Paper]) -> Callable[[Making], int]:
    def maker(making: Making) -> int:
        paper = make_paper(making.motion, wording(making.filing, wording_kind))
        return write_paper(paper, making.path, progress=making.progress)

    return maker


def word_maker(wording_kind: str, make_paper: Callable[..., Paper]) -> Callable[[Making], None]:
    def maker(making: Making) -> None:
        write_docx(make_paper(making.motion, wording(making.filing, wording_kind)), making.path)

    return maker


def json_lines(making: Making) -> None:
    lists.write_json_lines(making.motion.items, making.path, public_columns(making.motion))


def json_schema(making: Making) -> None:
    making.path.write_text(json.dumps(lists.json_schema(public_columns(making.motion)), indent=1) + "\n")


def proof_of_service(making: Making) -> int:
    """Whom and how is left to be written in, save what the office knows of itself."""
    motion = making.motion
    titles = [KINDS[document.kind].title for document in papers_before(making.filing)]
    service = Service(
        served_by="",
        business_address=", ".join(motion.office.address),
        method=ServiceMethod.ELECTRONIC,
        papers=tuple(title.removesuffix(" (PDF)") for title in titles),
        recipients=(public_defender(making.filing.heading),),
    )
    paper = notices.service_paper(motion, service, wording(making.filing, "service"))
    return write_paper(paper, making.path, progress=making.progress)


def cover_sheet(making: Making) -> int:
    listed = [
        Document(KINDS[document.kind].title.removesuffix(" (PDF)"), document.pages or 0)
        for document in papers_before(making.filing)
    ]
    paper = notices.cover_sheet(making.motion, listed, wording(making.filing, "cover_sheet"))
    return write_paper(paper, making.path, progress=making.progress)


def papers_before(filing: Filing) -> list[FilingDocument]:
    """The papers that go to the court with the cover sheet. Raises NotYet while one is missing."""
    listed = [document for document in filing.documents.all() if KINDS[document.kind].paper]
    if any(document.state != State.READY for document in listed):
        raise NotYet("A paper that this one names is not made yet.")
    return listed


class NotYet(RuntimeError):
    """A document rests on another one that could not be made."""


Columns = Callable[[Motion], tuple[lists.Column, ...]]


def public_columns(motion: Motion) -> tuple[lists.Column, ...]:
    return lists.PUBLIC_WITH_BIRTH_YEAR if motion.show_birth_year else lists.PUBLIC


def xlsx(columns: Columns) -> Callable[[Making], None]:
    def maker(making: Making) -> None:
        motion = making.motion
        lists.write_xlsx(motion.items, making.path, made_on=motion.as_of, columns=columns(motion))

    return maker


def csv(columns: Columns, *, mark: bool = False, safe: bool = False) -> Callable[[Making], None]:
    def maker(making: Making) -> None:
        chosen, items = columns(making.motion), making.motion.items
        lists.write_csv(items, making.path, chosen, byte_order_mark=mark, formula_safe=safe)

    return maker


def manifest(making: Making) -> None:
    """What was made, by its SHA-256, and which decisions, analyses and words it rests on."""
    filing = making.filing
    made = [document for document in filing.documents.all() if made_at_once(document)]
    if any(document.state != State.READY for document in made):
        raise NotYet("A document that the manifest names is not made yet.")
    content = {
        "filing": filing.number,
        "kind": filing.kind,
        "dated": filing.dated.isoformat(),
        "order": filing.order,
        "wordings": filing.wordings,
        "documents": list(map(manifest_line, made)),
        "rests_on": list(
            filing.items.values(
                "position",
                "conviction",
                "decision",
                version=F("decision__number"),
                determination=F("decision__determination"),
                analysis=F("decision__determination__run"),
                policy_version=F("decision__determination__run__policy_version__number"),
            )
        ),
    }
    making.path.write_text(json.dumps(content, indent=1) + "\n")


def made_at_once(document: FilingDocument) -> bool:
    """Whether the manifest names it: what somebody asks for later comes with a list of its own."""
    kind = KINDS[document.kind]
    return document.kind != "manifest" and (kind.at_once or document.kind in document.filing.apart)


def manifest_line(document: FilingDocument) -> dict[str, Any]:
    kind = KINDS[document.kind]
    line = {"file": kind.file, "bytes": document.size, "pages": document.pages, "sha256": document.sha256}
    return line | {"holds": archives.lines_of(document.path)} if kind.group == APART else line


def archive(files: Callable[[Filing, Motion], list[archives.Packed]]) -> Callable[[Making], None]:
    def maker(making: Making) -> None:
        listed = files(making.filing, making.motion)
        archives.write_archive(listed, making.motion, making.path, making.progress)

    return maker


REFERENCE = next(column for column in lists.CONFIDENTIAL if column.name == "reference")
ANSWER_SHEET = (*lists.PUBLIC, REFERENCE, lists.Column("Answer", "answer", lambda item: "", 14))

MAKERS: dict[str, Callable[[Making], int | None]] = {
    "pdf": paper_maker("motion", motion_paper),
    "order": paper_maker("order", order_paper),
    "motion-docx": word_maker("motion", motion_paper),
    "order-docx": word_maker("order", order_paper),
    "order-by-item": paper_maker("order_by_item", order_by_item_paper),
    "challenge": paper_maker("challenge", notices.challenge_paper),
    "public-list": paper_maker("public_list", public_list_paper),
    "confidential-list": paper_maker("confidential_list", confidential_list_paper),
    "proof-of-service": proof_of_service,
    "cover-sheet": cover_sheet,
    "xlsx": xlsx(public_columns),
    "csv": csv(public_columns),
    "csv-for-excel": csv(public_columns, mark=True, safe=True),
    "json-lines": json_lines,
    "json-schema": json_schema,
    "confidential-xlsx": xlsx(lambda motion: lists.CONFIDENTIAL),
    "confidential-csv": csv(lambda motion: lists.CONFIDENTIAL),
    "answer-sheet": xlsx(lambda motion: ANSWER_SHEET),
    "manifest": manifest,
    "packets-by-person": archive(partial(archives.packet_files, PacketBy.PERSON)),
    "packets-by-case": archive(partial(archives.packet_files, PacketBy.CASE)),
    "one-page-petitions": archive(archives.petition_files),
}

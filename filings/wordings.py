"""The words of the papers as an office wants them: versions, what is wrong with a wording, a preview."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from django.db import transaction
from django.db.models import Max

from audit.services import record
from offices.models import Office, User

from .documents import motion, notices
from .documents.merging import (
    BLOCKS,
    RELIEF_FIELDS,
    SIGN_HERE,
    UnknownField,
    Wording,
    block_named,
    paragraphs_of,
    unknown_fields,
)
from .documents.paper import Paper
from .documents.pleading import ATTORNEY_LINES, attorney_lines
from .documents.values import Document, Item, Motion, Recipient, Relief, Service, ServiceMethod
from .documents.wording import WORDINGS, blocks_of, fields_of
from .headings import headed, heading_of
from .models import WordingVersion

TITLES = {
    "motion": "Notice of motion and motion",
    "order": "Proposed order",
    "order_by_item": "Proposed order, to grant or deny each conviction",
    "person_motion": "Motion for one person",
    "person_order": "Proposed order for one person",
    "public_list": "Public list",
    "confidential_list": "Confidential list",
    "challenge": "Notice of challenge",
    "service": "Proof of service",
    "cover_sheet": "Cover sheet",
    "letterhead": "Letterhead, the first lines of every paper",
    "signature": "Signature of the attorney",
}
_FIELD = re.compile(r"\{[^{}]*\}")
_LONE_BRACE = re.compile(r"\S*[{}]\S*")
SAMPLE_DAY = datetime.date(2026, 1, 15)


class FaultyWording(ValueError):
    """What is wrong with a wording, in words that name it."""


def numbers(office: Office) -> dict[str, int]:
    """The number of the version of each wording that the office uses now; 0 is the built-in one."""
    newest = WordingVersion.objects.filter(office=office).values_list("kind").annotate(Max("number"))
    return dict.fromkeys(WORDINGS, 0) | dict(newest.order_by())


def current(office: Office, kind: str) -> Wording:
    return version(office, kind, numbers(office)[kind])


def version(office: Office, kind: str, number: int) -> Wording:
    """One version of a wording. Number 0, and a return to the built-in words, give those."""
    found = WordingVersion.objects.filter(office=office, kind=kind, number=number).first()
    if found is None or found.built_in:
        return WORDINGS[kind]
    return Wording(title=found.title, footer=found.footer, body=found.body, relief=found.relief)


@transaction.atomic
def save(*, office: Office, by: User, kind: str, wording: Wording) -> WordingVersion:
    """The next version of a wording. Raises FaultyWording, and saves nothing, where the papers would fail."""
    if faults := faults_of(office, kind, wording):
        raise FaultyWording(" ".join(faults))
    words = {"title": wording.title, "footer": wording.footer, "body": wording.body}
    return _next(office, by, kind, relief=dict(wording.relief), **words)


@transaction.atomic
def restore(*, office: Office, by: User, kind: str) -> WordingVersion:
    """Goes back to the built-in words, as a version of its own."""
    return _next(office, by, kind, built_in=True)


@transaction.atomic
def use_again(*, office: Office, by: User, kind: str, number: int) -> WordingVersion:
    """Puts the words of an earlier version in use again, as a version of its own; 0 is the built-in one.

    Raises FaultyWording, and changes nothing, where those words can no longer be filled in.
    """
    words = version(office, kind, number)
    if words == WORDINGS[kind]:
        return restore(office=office, by=by, kind=kind)
    if faults := faults_of(office, kind, words):
        raise FaultyWording(" ".join(faults))
    fields = {"title": words.title, "footer": words.footer, "body": words.body}
    return _next(office, by, kind, relief=dict(words.relief), same_as=number, **fields)


def _next(office: Office, by: User, kind: str, **fields: Any) -> WordingVersion:
    Office.objects.select_for_update().get(pk=office.pk)
    number = numbers(office)[kind] + 1
    saved = WordingVersion.objects.create(office=office, by=by, kind=kind, number=number, **fields)
    built_in = bool(fields.get("built_in"))
    record(by, "changed wording", saved, kind=kind, number=number, built_in=built_in)
    return saved


def faults_of(office: Office, kind: str, wording: Wording) -> list[str]:
    """Every merge field or block that does not exist, then whatever else keeps the paper from being made."""
    texts = {"title": wording.title, "footer": wording.footer, "text": wording.body}
    fields, blocks = fields_of(kind), blocks_of(kind)
    faults = [fault for place, text in texts.items() for fault in faults_in(place, text, fields, blocks)]
    faults += [
        fault
        for relief, sentence in wording.relief.items()
        for fault in faults_in(f"sentence for {relief}", sentence, RELIEF_FIELDS, BLOCKS)
    ]
    if kind == "signature" and wording.body.count(SIGN_HERE) != 1:
        faults.append(f"The text must have {SIGN_HERE} once, where the attorney signs.")
    if faults:
        return faults
    try:
        shown = sample(office, kind, wording)
    except UnknownField as fault:
        return [str(fault)]
    return list(filter(None, [letterhead_fault(shown)])) if kind == "letterhead" else []


def letterhead_fault(paper: Paper) -> str:
    """Why the letterhead of a paper would push the title of the court from its line, or ""."""
    lines = attorney_lines(paper)
    if lines <= ATTORNEY_LINES:
        return ""
    return (
        f"The letterhead would take {lines} lines, and {ATTORNEY_LINES} fit above the title of the court, "
        "which must stand on line 8 (Cal. Rules of Court, rule 2.111). Shorten the address or the names in "
        "the office details, or the letterhead among the wordings of the papers."
    )


def cannot_head_papers(office: Office) -> str:
    """Why papers cannot be made with the details of an office as they stand, saved or not, or ""."""
    return letterhead_fault(sample(office, "motion", WORDINGS["motion"]))


def faults_in(place: str, text: str, fields: Collection[str], blocks: Collection[str]) -> list[str]:
    """What is wrong with the fields and blocks of one text, by the names that a person wrote."""
    faults = []
    if unknown := unknown_fields(text, fields, blocks):
        noun = "the unknown field" if len(unknown) == 1 else "the unknown fields"
        faults.append(f"The {place} has {noun} {', '.join(unknown)}.{_meant(unknown, fields, blocks)}")
    if lone := _LONE_BRACE.search(_FIELD.sub("", text)):
        faults.append(f"The {place} has a brace without its other half: “{lone[0].strip()}”.")
    for paragraph in paragraphs_of(text):
        inside = [] if block_named(paragraph) else [name for name in BLOCKS if f"[{name}]" in paragraph]
        faults += [f"In the {place}, [{name}] must be a paragraph of its own." for name in inside]
    return faults


def _meant(unknown: Iterable[str], fields: Collection[str], blocks: Collection[str]) -> str:
    """A question about the known names that come close to the unknown ones, or ""."""
    known = [f"{{{name}}}" for name in fields] + [f"[{name}]" for name in blocks]
    close = [match for name in unknown for match in get_close_matches(name, known, n=1)]
    return f" Did you mean {', '.join(dict.fromkeys(close))}?" if close else ""


def sample(office: Office, kind: str, wording: Wording) -> Paper:
    """The paper as it would be for invented convictions; the motion for what is a part of every paper.

    Raises UnknownField.
    """
    return SAMPLES[kind](sample_motion(office, one_person=kind.startswith("person_")), wording)


def sample_motion(office: Office, *, one_person: bool) -> Motion:
    first = Item(
        case_number="A-1001",
        name="SAMPLE,PAT",
        section="11359(A) HS",
        relief=Relief.DISMISSAL,
        count="1",
        grade="felony",
        convicted_on=datetime.date(1999, 4, 5),
        resulting="dismissed and sealed",
        agency="District Attorney",
        person="1",
        ground="The person does not meet the criteria of HSC 11361.8",
    )
    second = replace(first, case_number="A-1002", relief=Relief.REDUCTION, resulting="misdemeanor")
    third = replace(first, case_number="B-7", relief=Relief.REDESIGNATION, resulting="infraction")
    others = (second, third) if one_person else (replace(second, name="SAMPLE,ROBIN", person="2"), third)
    shown = headed(heading_of(office), (first, *others), as_of=SAMPLE_DAY, dated=SAMPLE_DAY)
    letterhead, signature = current(office, "letterhead"), current(office, "signature")
    return replace(shown, letterhead=letterhead.body, signature=signature.body)


def _service(shown: Motion, wording: Wording) -> Paper:
    recipients = (Recipient(shown.public_defender),)
    service = Service(
        "", "", ServiceMethod.ELECTRONIC, ("Motion with its exhibit", "Proposed order"), recipients
    )
    return notices.service_paper(shown, service, wording)


def _cover_sheet(shown: Motion, wording: Wording) -> Paper:
    documents = (Document("Motion with its exhibit", 5), Document("Proposed order", 4))
    return notices.cover_sheet(shown, documents, wording)


SAMPLES: Mapping[str, Callable[[Motion, Wording], Paper]] = {
    "motion": motion.motion_paper,
    "order": motion.order_paper,
    "order_by_item": motion.order_by_item_paper,
    "person_motion": motion.motion_paper,
    "person_order": motion.order_paper,
    "public_list": motion.public_list_paper,
    "confidential_list": motion.confidential_list_paper,
    "challenge": notices.challenge_paper,
    "service": _service,
    "cover_sheet": _cover_sheet,
    "letterhead": lambda shown, wording: motion.motion_paper(replace(shown, letterhead=wording.body)),
    "signature": lambda shown, wording: motion.motion_paper(replace(shown, signature=wording.body)),
}

"""What the page of a conviction shows, fetched and put together: no page asks the database inside a loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
from django.forms import Form
from django.utils import timezone

from eligibility.law.explanation import Step
from eligibility.models import Run
from offices.models import Role, User
from offices.permissions import cannot_review
from records.models import Subject
from records.sealing import without_sealed
from records.services import person_frame
from uploads.models import UploadedFile

from . import filters, forms, queues
from .changes import moved
from .comparing import differences
from .history import Reader, readable_date, rows_of, timeline
from .keys import keys_of
from .lists import last_decisions
from .models import Correction, Decision, Item, Remark, SecondReview
from .office import reasons_of
from .permissions import allowed, has_proposal
from .second import sees_first_decision
from .words import cause_words, conviction_date, flag_words


@dataclass(frozen=True)
class Sibling:
    """One of a person's convictions that the programme concerns, with where its review stands."""

    item: Item
    decision: Decision | None
    date: str
    is_this: bool = False
    hidden: bool = False


def conviction_page(
    user: User,
    item: Item,
    chosen: filters.Filter,
    *,
    form: Form | None = None,
    said: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """`form` is one that could not be read, `said` what was refused: either is shown again."""
    siblings = siblings_of(user, item.subject, run_id=item.run_id, this=item)
    word = next((sibling.decision for sibling in siblings if sibling.is_this), None)
    proposal = queues.proposal_of(item)
    current = queues.newest_run(user)
    may = allowed(user, item, word, current)
    open_word = word if sees_first_decision(user, item) else None
    return {
        **person(item.subject, siblings, county=user.office.county, this=item.conviction.count_order),
        **decision_forms(user, item, proposal, word, form=form, said=said),
        **vars(may),
        "item": item,
        "keys": keys_of(user),
        "mine": last_decisions(user),
        "determination": item.determination,
        "proposal": proposal,
        "corrected": differences(item.determination, proposal),
        "moved": moved(item, proposal),
        "date": conviction_date(proposal.convicted_earliest, proposal.convicted_latest),
        "flags": [flag_words(flag) for flag in proposal.flags],
        "causes": [
            cause_words(cause.code) for cause in item.causes.all() if not cause.code.startswith("flag:")
        ],
        "word": open_word,
        "words": said_of(item) if sees_first_decision(user, item) else [],
        "has_proposal": has_proposal(proposal),
        "can_remark": not cannot_review(user),
        "is_supervisor": user.role == Role.SUPERVISOR,
        "holder": item.holder(timezone.now()),
        "newer": newer(user, item, current),
        "previous": queues.preceding(
            queues.items_of(user, item.run).filter(filters.within(chosen.pile)), item
        ),
        "chosen": chosen,
    }


def decision_forms(
    user: User,
    item: Item,
    proposal: Any,
    word: Decision | None,
    *,
    form: Form | None,
    said: Mapping[str, object] | None,
) -> dict[str, object]:
    seen = {"seen": item.version}
    before = {**(said or {}), **seen}
    return {
        "form": form
        if isinstance(form, forms.DecisionForm)
        else forms.DecisionForm(proposal=proposal, reasons=reasons_of(user.office), initial=before),
        "confirm_form": forms.ConfirmForm(initial=seen, auto_id="confirm_%s"),
        "skip_form": forms.SkipForm(
            initial={**seen, "to": "later"}, label="Why you skip it", auto_id="skip_%s"
        ),
        "note_form": forms.TextForm(initial=seen, label="Note", auto_id="note_%s"),
        "correction_form": form
        if isinstance(form, forms.CorrectionForm)
        else forms.CorrectionForm(initial=seen, auto_id="correct_%s"),
        "opinion_form": form
        if isinstance(form, forms.OpinionForm)
        else forms.OpinionForm(
            proposal=proposal,
            without=word.outcome if word and sees_first_decision(user, item) else "",
            initial=before,
            auto_id="opinion_%s",
        ),
    }


def newer(user: User, item: Item, run: Run | None) -> Item | None:
    """The same conviction in the current work, where this item is of an older run."""
    if run is None or run.pk == item.run_id:
        return None
    return queues.items_of(user, run).filter(conviction=item.conviction_id).first()


@dataclass(frozen=True)
class Entry:
    """One line of what people said of a conviction."""

    at: datetime
    by: User
    words: str
    text: str = ""


def said_of(item: Item) -> list[Entry]:
    """Decisions, opinions, corrections and remarks on a conviction, oldest first."""
    conviction = item.conviction_id
    decisions = Decision.objects.filter(conviction=conviction).select_related("by", "because")
    opinions = SecondReview.objects.filter(decision__conviction=conviction).select_related("by")
    corrections = Correction.objects.filter(conviction=conviction).select_related("by")
    remarks = Remark.objects.filter(conviction=conviction).select_related("by")
    entries = [
        *(Entry(one.at, one.by, decision_words(one), one.reason) for one in decisions),
        *(Entry(one.at, one.by, opinion_words(one), one.note) for one in opinions),
        *(Entry(one.at, one.by, correction_words(one), one.reason) for one in corrections),
        *(Entry(one.at, one.by, one.get_kind_display(), one.text) for one in remarks),
    ]
    return sorted(entries, key=lambda entry: entry.at)


def decision_words(decision: Decision) -> str:
    because = f" ({decision.because.words})" if decision.because else ""
    ground = f" ({decision.get_ground_display()})" if decision.ground else ""
    return " ".join(filter(None, [decision.get_kind_display(), decision.outcome])) + because + ground


def opinion_words(review: SecondReview) -> str:
    would = f": {review.outcome}" if review.verdict == SecondReview.Verdict.OVERTURNED else ""
    return f"Second review, {review.get_verdict_display().lower()}{would}"


def correction_words(correction: Correction) -> str:
    value = readable_date(correction.value) if correction.fact == Correction.Fact.DATE else correction.value
    return f"{correction.get_fact_display()} corrected to {value or 'what the file says'}"


def subject_page(user: User, subject: Subject) -> dict[str, object]:
    run = queues.newest_run(user)
    siblings = siblings_of(user, subject, run_id=run.pk if run else None)
    return person(subject, siblings, county=user.office.county)


def rows_page(subject: Subject) -> dict[str, object]:
    """Every row of the person with every value that it has, as the file writes it."""
    names = file_names(subject)
    rows = [
        {
            "position": row["file"],
            "file": names.get(int(row["file"]), ""),
            "row": row["row"],
            "values": [(name, value) for name, value in row.items() if value and name not in ("file", "row")],
        }
        for row in rows_of(shown_frame(subject))
    ]
    return {"subject": subject, "born": readable_date(subject.born), "rows": rows}


def person(subject: Subject, siblings: list[Sibling], *, county: str, this: str = "") -> dict[str, object]:
    reader = Reader(
        county=county,
        this=this,
        siblings={sibling.item.conviction.count_order for sibling in siblings},
        file_names=file_names(subject),
    )
    return {
        "subject": subject,
        "born": readable_date(subject.born),
        "siblings": siblings,
        "decided_count": sum(sibling.item.state == Item.State.DONE for sibling in siblings),
        "cycles": timeline(shown_frame(subject), reader),
    }


def siblings_of(
    user: User, subject: Subject, *, run_id: int | None, this: Item | None = None
) -> list[Sibling]:
    """The person's convictions in a run, each with the last word on it if that was not taken back."""
    items = Item.objects.visible_to(user).filter(run=run_id, subject=subject)
    words = Decision.objects.filter(conviction__subject=subject).newest().select_related("by", "because")
    decisions = {word.conviction_id: word for word in words if not word.is_taken_back}
    return [
        Sibling(
            item=item,
            decision=decisions.get(item.conviction_id),
            date=conviction_date(item.determination.convicted_earliest, item.determination.convicted_latest),
            is_this=this is not None and item.pk == this.pk,
            hidden=not sees_first_decision(user, item),
        )
        for item in items.select_related("conviction", "determination").order_by("determination")
    ]


def shown_frame(subject: Subject) -> pd.DataFrame:
    """The person's rows (95 columns of strings, with file and row), without those of sealed convictions."""
    return without_sealed(person_frame(subject), subject)


def shown_steps(steps: list[Step], subject: Subject) -> list[Step]:
    """The rules without references to rows that are not shown."""
    frame = shown_frame(subject)
    shown = set(zip(frame["file"], frame["row"], strict=True))
    return [
        replace(
            step,
            facts=tuple(
                replace(fact, rows=tuple(row for row in fact.rows if row in shown)) for fact in step.facts
            ),
        )
        for step in steps
    ]


def file_names(subject: Subject) -> dict[int, str]:
    return dict(UploadedFile.objects.filter(upload=subject.upload_id).values_list("position", "name"))

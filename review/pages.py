"""What the pages show, fetched and put together: no page asks the database from inside a loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from django.forms import Form

from eligibility.models import Determination
from offices.models import User
from records.models import Subject
from uploads.models import UploadedFile

from . import queues
from .forms import ConfirmForm, DecisionForm
from .history import Reader, readable_date, rows_of, timeline
from .models import Decision
from .permissions import cannot_decide, has_proposal
from .words import conviction_date, flag_words


@dataclass(frozen=True)
class Sibling:
    """One of a person's convictions that the programme concerns, with what was decided on it."""

    determination: Determination
    decision: Decision | None
    date: str
    is_this: bool = False


def conviction_page(
    user: User,
    determination: Determination,
    chosen: queues.Filter,
    *,
    form: Form | None = None,
    said: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """`form` is one that could not be read, `said` what was refused: either is shown again."""
    subject = determination.conviction.subject
    siblings = siblings_of(user, subject, this=determination)
    decision = next((sibling.decision for sibling in siblings if sibling.is_this), None)
    seen = {"seen": decision.number if decision else 0}
    return {
        **person(subject, siblings, county=user.office.county, this=determination.conviction.count_order),
        "determination": determination,
        "date": conviction_date(determination.convicted_earliest, determination.convicted_latest),
        "flags": [flag_words(flag) for flag in determination.flags],
        "steps": steps_of(determination),
        "decision": decision,
        "has_proposal": has_proposal(determination),
        "cannot": cannot_decide(user, determination),
        "form": form or DecisionForm(determination, initial={**(said or {}), **seen}),
        "confirm_form": ConfirmForm(initial=seen, auto_id="confirm_%s"),
        "newer": newer(user, determination),
        "previous": queues.before(chosen.apply(queues.for_people(user)), determination),
        "chosen": chosen,
    }


def newer(user: User, determination: Determination) -> Determination | None:
    """The same conviction in the current analysis, where this one is of an older."""
    same = Determination.objects.of_current_run(user).filter(conviction=determination.conviction_id)
    return same.exclude(pk=determination.pk).first()


def subject_page(user: User, subject: Subject) -> dict[str, object]:
    return person(subject, siblings_of(user, subject), county=user.office.county)


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
        for row in rows_of(frame_of(subject))
    ]
    return {"subject": subject, "born": readable_date(subject.born), "rows": rows}


def person(subject: Subject, siblings: list[Sibling], *, county: str, this: str = "") -> dict[str, object]:
    reader = Reader(
        county=county,
        this=this,
        siblings={sibling.determination.conviction.count_order for sibling in siblings},
        file_names=file_names(subject),
    )
    return {
        "subject": subject,
        "born": readable_date(subject.born),
        "siblings": siblings,
        "decided_count": sum(sibling.decision is not None for sibling in siblings),
        "cycles": timeline(frame_of(subject), reader),
    }


def steps_of(determination: Determination) -> list[Any]:
    from eligibility.services import explain

    return explain(determination)


def frame_of(subject: Subject) -> pd.DataFrame:
    from uploads.formats.history import read_subject

    return read_subject(subject.upload.history, subject.first_row, subject.row_count)


def file_names(subject: Subject) -> dict[int, str]:
    return dict(UploadedFile.objects.filter(upload=subject.upload_id).values_list("position", "name"))


def siblings_of(user: User, subject: Subject, this: Determination | None = None) -> list[Sibling]:
    """The person's convictions in the current run; on a page about an older run, in that one."""
    determinations = Determination.objects.visible_to(user).filter(conviction__subject=subject)
    determinations = determinations.filter(run=this.run_id) if this else determinations.of_current_run(user)
    decisions = {
        decision.conviction_id: decision
        for decision in Decision.objects.filter(conviction__subject=subject).standing().select_related("by")
    }
    return [
        Sibling(
            determination=determination,
            decision=decisions.get(determination.conviction_id),
            date=conviction_date(determination.convicted_earliest, determination.convicted_latest),
            is_this=this is not None and determination.pk == this.pk,
        )
        for determination in determinations.select_related("conviction").order_by("id")
    ]

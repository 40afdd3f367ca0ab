"""What pages show of a person: the convictions that the programme concerns, the whole history, every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from django.utils import timezone

from offices.models import User
from records.models import Subject
from records.sealing import without_sealed
from records.services import person_frame
from uploads.formats.columns import COLUMNS
from uploads.models import UploadedFile

from . import queues
from .history import SHOWN, Reader, readable_date, rows_of, timeline
from .models import Decision, Item
from .second import sees_first_decision
from .words import conviction_date

# What a page shows of a person's other convictions.
SIBLING = (
    *("case_number", "outcome", "state", "version", "decided_by", "held_until", "held_by__name"),
    *("conviction__count_order", "determination__section"),
    *("determination__convicted_earliest", "determination__convicted_latest"),
)
# And of what people said.
WORD = (
    *("conviction", "determination", "number", "kind", "outcome", "ground", "reason", "at"),
    *("by__name", "because__words", "second_review__verdict", "second_review__outcome"),
    *("second_review__note", "second_review__blind", "second_review__at", "second_review__by__name"),
)

Words = Mapping[int, list[Decision]]
"""Every decision on a person's convictions, by conviction, the last one last."""


@dataclass(frozen=True)
class Sibling:
    """One of a person's convictions that the programme concerns, with where its review stands."""

    item: Item
    decision: Decision | None
    date: str
    is_this: bool = False
    same_case: bool = False
    holder: User | None = None
    hidden: bool = False


def words_on(subject: Subject) -> dict[int, list[Decision]]:
    """All that was decided on the person's convictions, with who did and what a second person said."""
    found: dict[int, list[Decision]] = {}
    decisions = Decision.objects.filter(conviction__subject=subject)
    decisions = decisions.select_related("by", "because", "second_review__by").only(*WORD)
    for decision in decisions.order_by("number"):
        found.setdefault(decision.conviction_id, []).append(decision)
    return found


def siblings_of(
    user: User, subject: Subject, words: Words, *, run_id: int | None, this: Item | None = None
) -> list[Sibling]:
    """The person's convictions in a run, each with the last word on it if that was not taken back."""
    items = Item.objects.visible_to(user).filter(run=run_id, subject=subject)
    items = items.select_related("conviction", "determination", "held_by").only(*SIBLING)
    items = items.order_by("determination_id")
    return [sibling(user, item, words.get(item.conviction_id, []), this) for item in items]


def sibling(user: User, item: Item, words: list[Decision], this: Item | None) -> Sibling:
    return Sibling(
        item=item,
        decision=words[-1] if words and not words[-1].is_taken_back else None,
        date=conviction_date(item.determination.convicted_earliest, item.determination.convicted_latest),
        is_this=this is not None and item.pk == this.pk,
        same_case=this is not None and bool(item.case_number) and item.case_number == this.case_number,
        holder=item.held_by_another(user, timezone.now()),
        hidden=not sees_first_decision(user, item),
    )


def subject_page(user: User, subject: Subject) -> dict[str, object]:
    run = queues.newest_run(user)
    siblings = siblings_of(user, subject, words_on(subject), run_id=run.pk if run else None)
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
        for row in rows_of(shown_frame(subject, COLUMNS))
    ]
    return {"subject": subject, "born": readable_date(subject.born), "rows": rows}


def person(subject: Subject, siblings: list[Sibling], *, county: str, this: str = "") -> dict[str, object]:
    names = file_names(subject)
    reader = Reader(
        county=county,
        this=this,
        siblings={sibling.item.conviction.count_order for sibling in siblings},
        file_names=names,
    )
    return {
        "subject": subject,
        "born": readable_date(subject.born),
        "siblings": siblings,
        "decided_count": sum(sibling.item.state == Item.State.DONE for sibling in siblings),
        "cycles": timeline(shown_frame(subject, SHOWN), reader),
        "several_files": len(names) > 1,
    }


def shown_frame(subject: Subject, columns: Sequence[str]) -> pd.DataFrame:
    """The person's rows (columns of strings, with file and row), without those of sealed convictions."""
    return without_sealed(person_frame(subject, columns), subject)


def file_names(subject: Subject) -> dict[int, str]:
    return dict(UploadedFile.objects.filter(upload=subject.upload_id).values_list("position", "name"))

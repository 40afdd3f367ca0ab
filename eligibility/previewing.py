"""What another policy would change, counted on the office's own records before anybody is bound by it."""

from __future__ import annotations

import logging
from typing import Any

import django_rq
import pandas as pd
from django.db import transaction
from django.utils import timezone

from audit.services import record
from offices.models import Office, User
from records import services as records

from .law import policies
from .law.analysis import analyse
from .law.impact import compare
from .models import Determination, PolicyPreview, Run
from .services import CannotStart
from .summary import people_counts

logger = logging.getLogger(__name__)

State = PolicyPreview.State
NOTHING_ANALYZED = "There is no complete analysis yet, so there is nothing to compare with. Analyze first."


@transaction.atomic
def ask_preview(*, office: Office, by: User, policy: str, options: dict[str, Any]) -> PolicyPreview:
    """Has a worker count what the newest analysis would have said by another policy. Raises CannotStart, and
    `policies.ImpossibleOption` when the policy does not take the options."""
    policies.build(policy, options)
    run = Run.objects.current(by)
    if run is None:
        raise CannotStart(NOTHING_ANALYZED)
    preview = PolicyPreview.objects.create(office=office, by=by, run=run, policy=policy, options=options)
    record(by, "asked for effect of policy", preview, policy=policy)
    django_rq.get_queue().enqueue("eligibility.jobs.preview_policy", preview.pk)
    return preview


def carry_out(preview: PolicyPreview) -> None:
    """Counts, and keeps nothing but numbers. May be repeated."""
    preview.state, preview.taken_at = State.COUNTING, timezone.now()
    preview.save(update_fields=["state", "taken_at"])
    try:
        preview.numbers, preview.state = count(preview), State.READY
    except Exception as error:
        # The text of an exception may quote somebody's record.
        logger.error("preview %s failed: %s", preview.pk, type(error).__name__)
        preview.state = State.FAILED
    preview.save(update_fields=["state", "numbers"])


def count(preview: PolicyPreview) -> dict[str, Any]:
    """`moves` has outcome now, outcome then, convictions, people; `people` is as in the summary of a run."""
    run = preview.run
    frame, _ = records.office_frame(run.uploads_read)
    policy = policies.build(preview.policy, preview.options)
    then = analyse(frame, policy=policy, county=run.office.county, as_of=run.as_of)
    moves = compare(outcomes_of(run), then.convictions.assign(position=0))
    return {"moves": moves.to_numpy().tolist(), "people": dict(people_counts(then))}


def outcomes_of(run: Run) -> pd.DataFrame:
    """What the analysis said, in the columns that `compare` reads; a count is there once."""
    said = Determination.objects.filter(run=run).values_list(
        "conviction__subject__key", "conviction__count_order", "outcome"
    )
    return pd.DataFrame(list(said), columns=["subject", "count_order", "outcome"]).assign(position=0)

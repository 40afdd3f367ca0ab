"""The work of an analysis: read, determine, save, show. It leaves everything visible, or nothing."""

import datetime
import logging
import time

import pandas as pd
from django.db import transaction
from django.utils import timezone

from audit.services import record
from offices.models import Office
from records import sealing
from records import services as records
from records.models import Conviction
from uploads.models import FileProblem, Upload, UploadedFile
from uploads.reading import NothingReadable, read_upload

from .law import policies
from .law.analysis import Analysis, analyse
from .law.people import persons_of
from .models import Determination, Run
from .results.problems import write_problems
from .services import end_run
from .summary import LeftOut, summarise

logger = logging.getLogger(__name__)

BATCH = 2000
SECONDS_BETWEEN_BEATS = 0.5


class Cancelled(Exception):
    """Somebody asked to stop."""


class Progress:
    """Writes how far the run is to its own row, now and then, and sees there whether to stop."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.beaten_at = 0.0

    def enter(self, state: str, total: int | None = None) -> None:
        if state not in Run.NEXT[Run.State(self.run.state)]:
            raise Cancelled
        self.run.state = state
        self.beaten_at = 0.0
        self.advance(0, total)

    def advance(self, done: int, total: int | None = None) -> None:
        if time.monotonic() - self.beaten_at < SECONDS_BETWEEN_BEATS:
            return
        self.beaten_at = time.monotonic()
        run = self.run
        run.refresh_from_db(fields=["cancel_asked"])
        if run.cancel_asked:
            raise Cancelled
        run.done, run.total, run.beat_at = done, total, timezone.now()
        run.save(update_fields=["state", "done", "total", "beat_at"])


def carry_out(run: Run) -> None:
    """Takes a run to its end. One that was taken up before starts afresh; an ended one stays."""
    if not run.is_active:
        return
    run.determinations.all().delete()
    run.state = Run.State.WAITING
    started = time.monotonic()
    progress = Progress(run)
    try:
        uploads = _read(run, progress)
        analysis, people = _determine(run, uploads, progress)
        _save(run, analysis, people, progress)
        _show(run, analysis, people, seconds=time.monotonic() - started)
    except Cancelled:
        end_run(run, Run.State.CANCELLED)
    except NothingReadable as problem:
        end_run(run, Run.State.FAILED, str(problem))
    except Exception as error:
        # The text of an exception may quote somebody's record: only its kind and place are logged.
        frame = _innermost(error)
        logger.error("analysis %s failed: %s at %s", run.pk, type(error).__name__, frame)
        end_run(run, Run.State.FAILED, UNEXPECTED)


UNEXPECTED = (
    "Something went wrong that is not the fault of your file. Nothing of this analysis was kept. "
    "Start it again; if it fails again, tell whoever looks after this installation the analysis' number."
)


def _innermost(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"


def _read(run: Run, progress: Progress) -> list[Upload]:
    """Reads the uploads that have not been read by an earlier analysis; those that can be read.

    One of which nothing can be read does not keep the office from the others; with none left, NothingReadable
    is raised.
    """
    progress.enter(Run.State.READING)
    uploads, refusals = list(run.uploads.order_by("id")), []
    for upload in uploads:
        try:
            if not upload.history.exists():
                read_upload(upload, persons_of, progress.advance)
        except NothingReadable as refusal:
            refusals.append(str(refusal))
    if len(refusals) == len(uploads):
        raise NothingReadable(" ".join(refusals))
    return run.uploads_read


def _determine(run: Run, uploads: list[Upload], progress: Progress) -> tuple[Analysis, records.People]:
    progress.enter(Run.State.DETERMINING)
    frame, people = records.office_frame(uploads)
    policy = policies.build(run.policy_version.policy, run.policy_version.options)
    names = dict(UploadedFile.objects.filter(upload__runs=run).values_list("pk", "name"))
    analysis = analyse(frame, policy=policy, county=run.office.county, as_of=run.as_of, file_names=names)
    return analysis, people


def _save(run: Run, analysis: Analysis, people: records.People, progress: Progress) -> None:
    """Adds the determinations in batches. None can be seen before the run is complete."""
    convictions = analysis.convictions
    progress.enter(Run.State.SAVING, len(convictions))
    for first in range(0, len(convictions), BATCH):
        batch = convictions.iloc[first : first + BATCH]
        known = records.remember(run.office, batch[["subject", "count_order"]], people)
        rows = zip(known, batch.to_dict("records"), strict=True)
        Determination.objects.bulk_create(
            [_determination(run, conviction, facts) for conviction, facts in rows]
        )
        progress.advance(first + len(batch), len(convictions))


def _determination(run: Run, conviction: Conviction, facts: dict) -> Determination:
    return Determination(
        office=run.office,
        run=run,
        conviction=conviction,
        outcome=facts["outcome"],
        reason=facts["reason"],
        rule=facts["rule"],
        cites=facts["cites"],
        statute_outcome=facts["statute_outcome"],
        statute_reason=facts["statute_reason"],
        section=facts["section"],
        code_section=facts["code_section"],
        grade="" if pd.isna(facts["grade"]) else facts["grade"],
        convicted_earliest=_day(facts["convicted_earliest"]),
        convicted_latest=_day(facts["convicted_latest"]),
        case_number=facts["case_number"],
        description=facts["description"],
        flags=list(facts["flags"]),
        needs_person=bool(facts["flags"]),
    )


def _day(moment: pd.Timestamp) -> datetime.date | None:
    return None if pd.isna(moment) else moment.date()


def _left_out(run: Run) -> list[LeftOut]:
    """The files of the run of which nothing could be read, and why."""
    fatal = FileProblem.objects.filter(file__upload__runs=run, fatal=True).select_related("file")
    return [{"file": found.file.name, "why": f"{found.message} {found.remedy}"} for found in fatal]


@transaction.atomic
def _show(run: Run, analysis: Analysis, people: records.People, *, seconds: float) -> None:
    """From here on the office sees this run, and its people as the newest upload describes them."""
    Office.objects.select_for_update().get(pk=run.office_id)
    run.refresh_from_db(fields=["cancel_asked"])
    if run.cancel_asked:
        raise Cancelled
    records.describe(run.office, analysis.subjects, people)
    run.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_problems(analysis.problems, run.problems_file)
    run.summary = dict(summarise(analysis, analysis.problems, _left_out(run), seconds=seconds))
    run.state, run.finished_at = Run.State.COMPLETE, timezone.now()
    run.save(update_fields=["summary", "state", "finished_at"])
    sealing.hide_problems(run.office)
    record(run.by, "completed analysis", run, convictions=len(analysis.convictions))

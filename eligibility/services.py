"""What people ask of the engine: analyse, cancel, choose a policy."""

import datetime

import django_rq
from django.db import transaction
from django.utils import timezone

from audit.services import record
from offices.models import Office, User
from records import services as records
from uploads.models import Upload

from .law import policies
from .models import PolicyVersion, Run


class CannotStart(Exception):
    """Why an analysis cannot start, in words for the person who asked."""


def current_policy(office: Office) -> PolicyVersion | None:
    return PolicyVersion.objects.filter(office=office).first()


@transaction.atomic
def choose_policy(*, office: Office, by: User, policy: str, options: dict) -> PolicyVersion:
    """Makes the office's next policy version. Analyses made from now on use it; earlier ones keep theirs.

    Raises `policies.ImpossibleOption` when the policy does not take the options.
    """
    policies.build(policy, options)
    latest = PolicyVersion.objects.select_for_update().filter(office=office).first()
    number = latest.number + 1 if latest else 1
    version = PolicyVersion.objects.create(
        office=office, number=number, policy=policy, options=options, by=by
    )
    record(by, "chose policy", version, policy=policy, options=options)
    return version


@transaction.atomic
def create_run(*, office: Office, by: User, as_of: datetime.date) -> Run:
    """An analysis of all that the office has uploaded, by its current policy. Raises `CannotStart`."""
    Office.objects.select_for_update().get(pk=office.pk)
    uploads = Upload.objects.filter(office=office)
    policy_version = current_policy(office)
    if not uploads.exists():
        raise CannotStart("There is nothing to analyse yet. Upload the state's file first.")
    if policy_version is None:
        raise CannotStart("The office has not chosen its policy yet. Ask an administrator to choose it.")
    _end_stopped(office)
    if Run.objects.filter(office=office).active().exists():
        raise CannotStart("An analysis is under way. Wait for it to end, or cancel it, then start again.")
    run = Run.objects.create(office=office, by=by, as_of=as_of, policy_version=policy_version)
    run.uploads.set(uploads)
    record(by, "started analysis", run, as_of=as_of.isoformat(), policy_version=policy_version.number)
    return run


STOPPED = (
    "The worker that carried it out stopped before the end, perhaps because the server was switched off. "
    "Nothing of it was kept."
)


def _end_stopped(office: Office) -> None:
    """Ends the analyses whose worker gives no sign of life any more, so that another can start."""
    for run in Run.objects.select_for_update().filter(office=office).active():
        if run.seems_stopped:
            # Should the worker wake up again, it sees this and stops.
            run.cancel_asked = True
            run.save(update_fields=["cancel_asked"])
            end_run(run, Run.State.FAILED, STOPPED)


@transaction.atomic
def start_run(*, office: Office, by: User, as_of: datetime.date) -> Run:
    """Creates an analysis and hands it to a worker once this is committed. Raises `CannotStart`."""
    run = create_run(office=office, by=by, as_of=as_of)
    _hand_over(run)
    return run


JOB = "eligibility.jobs.analyse"


def _hand_over(run: Run) -> None:
    django_rq.get_queue().enqueue(JOB, run.pk)


def take_up_again() -> list[Run]:
    """Hands the analyses that were under way when the workers ended to a worker once more.

    To be called while no worker runs: one that another worker carries out would be carried out twice.
    """
    waiting = {job.args[0] for job in django_rq.get_queue().jobs if job.func_name == JOB}
    runs = [run for run in Run.objects.active() if run.pk not in waiting]
    for run in runs:
        _hand_over(run)
    return runs


@transaction.atomic
def cancel_run(*, run: Run, by: User) -> None:
    """Asks the worker to stop. A run that no worker has taken, or whose worker is gone, ends at once."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if not run.is_active:
        return
    run.cancel_asked = True
    run.save(update_fields=["cancel_asked"])
    record(by, "cancelled analysis", run)
    if run.state == Run.State.WAITING or run.seems_stopped:
        end_run(run, Run.State.CANCELLED)


def end_run(run: Run, state: str, failure: str = "") -> None:
    """Ends a run that brings no result, and takes away whatever it had saved."""
    run.determinations.all().delete()
    records.forget_unused(run.office)
    run.state, run.failure, run.finished_at = state, failure, timezone.now()
    run.save(update_fields=["state", "failure", "finished_at"])

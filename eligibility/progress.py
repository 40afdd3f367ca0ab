"""How far an analysis is, in words for the person who waits."""

from datetime import datetime, timedelta

from .models import Run

LONG_WAIT = timedelta(minutes=1)
STEPS = (Run.State.WAITING, Run.State.READING, Run.State.DETERMINING, Run.State.SAVING)
UNITS = {Run.State.READING: "Rows read", Run.State.SAVING: "Convictions saved"}


def steps(run: Run) -> list[tuple[str, str]]:
    """The steps of an analysis under way, each with `done`, `now` or `next`; none once it has ended."""
    if not run.is_active:
        return []
    now = STEPS.index(Run.State(run.state))
    return [
        (step.label, "done" if place < now else "now" if place == now else "next")
        for place, step in enumerate(STEPS)
    ]


def unit(run: Run) -> str:
    """What is counted in this step, or "" where nothing is."""
    return UNITS.get(Run.State(run.state), "")


def waits_long(run: Run, now: datetime) -> bool:
    """No worker has taken the analysis up, though there has been time to."""
    return run.state == Run.State.WAITING and now - run.at > LONG_WAIT

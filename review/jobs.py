"""What a worker does for the review. A job takes ids, calls one service, and may run twice."""

from eligibility.models import Run

from .filling import fill
from .lists import count_ahead


def fill_queue(run_id: int) -> None:
    fill(Run.objects.get(pk=run_id))
    count_ahead()

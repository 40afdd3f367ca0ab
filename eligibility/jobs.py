"""What a worker does. A job takes ids, calls one service, and may run twice."""

from .analysing import carry_out
from .models import Run


def analyse(run_id: int) -> None:
    carry_out(Run.objects.get(pk=run_id))

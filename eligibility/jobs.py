"""What a worker does. A job takes ids, calls one service, and may run twice."""

from . import previewing
from .analysing import carry_out
from .models import PolicyPreview, Run


def analyse(run_id: int) -> None:
    carry_out(Run.objects.get(pk=run_id))


def preview_policy(preview_id: int) -> None:
    previewing.carry_out(PolicyPreview.objects.select_related("run__office").get(pk=preview_id))

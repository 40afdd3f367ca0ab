"""Numbers that move slowly, kept for some seconds where there is much to count. They name nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from eligibility.models import Run

MUCH = 10_000
SECONDS = 300

Kept = TypeVar("Kept")


def is_large(run: Run) -> bool:
    """Whether counting a run's items takes longer than a page may; a smaller one is counted each time."""
    return run.queue.done >= MUCH


def kept(name: str, run: Run, look_up: Callable[[], Kept], seconds: int = SECONDS) -> Kept:
    """What `look_up` says now or, of a large run, said a while ago. `name` tells all that it depends on."""
    if not is_large(run):
        return look_up()
    found = cache.get_or_set(f"review-{name}-{run.pk}", look_up, seconds)
    return look_up() if found is None else found

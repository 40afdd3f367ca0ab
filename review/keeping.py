"""Numbers that move slowly, kept for a while where there is much to count. They name nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.cache import cache

from eligibility.models import Run

MUCH = 10_000
SECONDS = 300
SECONDS_OF_A_TURN = 2

Kept = TypeVar("Kept")


def is_large(run: Run) -> bool:
    """Whether counting a run's items takes longer than a page may; a smaller one is counted each time."""
    return run.queue.done >= MUCH


def kept(name: str, run: Run, look_up: Callable[[], Kept], seconds: int = SECONDS) -> Kept:
    """What `look_up` says now or, of a large run, said a while ago. `name` tells all that it depends on."""
    return kept_together(run, {name: look_up}, seconds)[name]


def kept_together(run: Run, look_ups: Mapping[str, Callable[[], Kept]], seconds: int) -> dict[str, Kept]:
    """The same for several numbers, by name.

    What is older than `seconds` is looked up again by one page after the other, one number each, and shown as
    it was on the others, for as long again at most: no page waits for all of them.
    """
    if not is_large(run):
        return {name: look_up() for name, look_up in look_ups.items()}
    keys = {name: f"review-{name}-{run.pk}" for name in look_ups}
    known: dict[str, tuple[Any, float]] = cache.get_many(keys.values())
    now = time.time()
    fresh = {
        keys[name]: (look_up(), now)
        for name, look_up in look_ups.items()
        if keys[name] not in known or (now - known[keys[name]][1] > seconds and is_its_turn(run))
    }
    if fresh:
        cache.set_many(fresh, 2 * seconds)
    known |= fresh
    return {name: known[key][0] for name, key in keys.items()}


def is_its_turn(run: Run) -> bool:
    return cache.add(f"review-turn-{run.pk}", value=True, timeout=SECONDS_OF_A_TURN)

"""Numbers that move slowly, kept for a while where there is much to count. They name nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.signals import request_finished
from django.dispatch import receiver

from eligibility.models import Run

MUCH = 10_000
SECONDS = 300
SECONDS_OF_LOOKING = 5

Kept = TypeVar("Kept")


def is_large(run: Run) -> bool:
    """Whether counting a run's items takes longer than a page may; a smaller one is counted each time."""
    return run.queue.done >= MUCH


def kept(name: str, run: Run, look_up: Callable[[], Kept], seconds: int = SECONDS) -> Kept:
    """What `look_up` says now or, of a large run, said a while ago. `name` tells all that it depends on."""
    return kept_together(run, {name: look_up}, seconds)[name]


def kept_together(run: Run, look_ups: Mapping[str, Callable[[], Kept]], seconds: int) -> dict[str, Kept]:
    """The same for several numbers, by name.

    What is older than `seconds` is shown as it was, for as long again at most. One page of all that show it
    looks it up again, once its answer is sent: nobody waits for that.
    """
    if not is_large(run):
        return {name: look_up() for name, look_up in look_ups.items()}
    keys = {name: f"review-{name}-{run.pk}" for name in look_ups}
    known: dict[str, tuple[Any, float]] = cache.get_many(keys.values())
    now = time.time()
    for name, look_up in look_ups.items():
        key = keys[name]
        if key not in known:
            known[key] = keep(key, look_up, seconds)
        elif now - known[key][1] > seconds and is_first_to_see(key):
            look_ups_of_thread().append(partial(keep, key, look_up, seconds))
    return {name: known[key][0] for name, key in keys.items()}


def keep(key: str, look_up: Callable[[], Any], seconds: int) -> tuple[Any, float]:
    found = look_up(), time.time()
    cache.set(key, found, 2 * seconds)
    return found


def is_first_to_see(key: str) -> bool:
    return cache.add(f"{key}-again", value=True, timeout=SECONDS_OF_LOOKING)


_thread = threading.local()


def look_ups_of_thread() -> list[Callable[[], object]]:
    """What this thread is to look up once the answer that it is making is sent."""
    return _thread.__dict__.setdefault("look_ups", [])


@receiver(request_finished)
def look_up_again(**_: object) -> None:
    """Django calls this when the browser has the whole answer."""
    look_ups = look_ups_of_thread()
    while look_ups:
        look_ups.pop()()

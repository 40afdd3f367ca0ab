"""The figures of all reviewers as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bench.review.working import Timed

HEADINGS = ("page or act", "requests", "median", "p95", "median, processor", "p95, processor", "p95, waited")
DECISIONS = ("confirm", "override", "agree", "skip", "undo", "correct")


def table(times: Iterable[Timed]) -> str:
    """Milliseconds a page, then of all requests together."""
    by_page: dict[str, list[Timed]] = defaultdict(list)
    for timed in times:
        by_page[timed.page].append(timed)
    everything = [timed for pages in by_page.values() for timed in pages]
    lines = [HEADINGS, ("---",) + ("---:",) * (len(HEADINGS) - 1)]
    lines += [cells(page, by_page[page]) for page in sorted(by_page)]
    lines.append(cells("**all**", everything))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cells(page: str, times: Sequence[Timed]) -> tuple[str, ...]:
    clock, busy, waited = ([getattr(one, name) for one in times] for name in ("clock", "processor", "waited"))
    figures = (
        share(clock, 0.5),
        share(clock, 0.95),
        share(busy, 0.5),
        share(busy, 0.95),
        share(waited, 0.95),
    )
    return (page, f"{len(times):,}", *(f"{figure:.0f}" for figure in figures))


def share(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

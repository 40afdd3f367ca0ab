"""Papers with exhibits too long to be set at once: the exhibit is set in parts, which are then joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from filings.documents.joining import join, page_count
from filings.documents.paper import Exhibit, Paper
from filings.documents.pleading import exhibit_data, render_paper
from filings.documents.typesetting import apart

# Typst needs about 330 MB for 2,000 rows, and for more at once more than in proportion.
ROWS_AT_ONCE = 2_000

LAYOUT = "part.typ"

Progress = Callable[[int, int], None]
Result = TypeVar("Result")


def write_paper(
    paper: Paper,
    path: Path,
    *,
    rows_at_once: int = ROWS_AT_ONCE,
    workers: int = 1,
    progress: Progress = lambda done, steps: None,
) -> int:
    """Write the PDF of a paper with exhibits of any length; returns its number of pages.

    Each part of a long exhibit is laid out twice, first to count its pages, in `workers` processes at a time.
    `progress(done, steps)` is called after each step and may raise to cancel. The same paper gives the same
    bytes. Raises CannotTypeset.
    """
    if sum(len(exhibit.rows) for exhibit in paper.exhibits) <= rows_at_once:
        path.write_bytes(render_paper(paper))
        return page_count(path)
    # The parts hold names, so they lie beside the paper, where its directory protects them too.
    with TemporaryDirectory(dir=path.parent, prefix=".parts-") as folder:
        first = Path(folder) / "paper.pdf"
        first.write_bytes(render_paper(replace(paper, exhibits=())))
        parts = [part for exhibit in paper.exhibits for part in _parts(paper, exhibit, rows_at_once)]
        pool = ThreadPoolExecutor(workers)
        try:
            counts = _watched(pool.map(_count, parts), 0, len(parts), progress)
            placed = _placed(parts, counts, page_count(first))
            files = [Path(folder) / f"{part.first_page:06d}.pdf" for part in placed]
            _watched(pool.map(_write, placed, files), len(parts), len(parts), progress)
        finally:
            pool.shutdown(cancel_futures=True)
        return join([first, *files], path)


@dataclass(frozen=True)
class _Part:
    """Some rows of an exhibit, and where in the paper and in the exhibit their pages stand."""

    paper: Paper
    exhibit: Exhibit
    start: int
    end: int
    first_page: int = 1
    pages_before: int = 0
    pages: int = 1


def _parts(paper: Paper, exhibit: Exhibit, size: int) -> list[_Part]:
    length = len(exhibit.rows)
    return [
        _Part(paper, exhibit, start, min(start + size, length)) for start in range(0, max(length, 1), size)
    ]


def _placed(parts: list[_Part], counts: list[int], pages_before: int) -> list[_Part]:
    """The parts with their page numbers, which go on through the paper and start anew in each exhibit."""
    placed: list[_Part] = []
    within: dict[str, int] = {}
    total: dict[str, int] = {}
    for part, count in zip(parts, counts, strict=True):
        total[part.exhibit.name] = total.get(part.exhibit.name, 0) + count
    next_page = pages_before + 1
    for part, count in zip(parts, counts, strict=True):
        name = part.exhibit.name
        before = within.get(name, 0)
        placed.append(replace(part, first_page=next_page, pages_before=before, pages=total[name]))
        within[name] = before + count
        next_page += count
    return placed


def _count(part: _Part) -> int:
    return int(apart("count", LAYOUT, _data(part), part.paper.made_on))


def _write(part: _Part, file: Path) -> None:
    file.write_bytes(apart("set", LAYOUT, _data(part), part.paper.made_on))


def _data(part: _Part) -> dict[str, object]:
    """A part as the layout reads it; it says what it continues and whether the exhibit goes on."""
    exhibit, made_on = part.exhibit, part.paper.made_on
    data = exhibit_data(replace(exhibit, rows=exhibit.rows[part.start : part.end]))
    data |= {"pages_before": part.pages_before, "pages": part.pages}
    if part.start:
        data["heading"] = f"{exhibit.name}, from number {part.start + 1:,}"
    if part.end < len(exhibit.rows):
        data["ending"] = f"{exhibit.name} goes on with number {part.end + 1:,} on the next page."
    return {
        "title": part.paper.title,
        "made_on": [made_on.year, made_on.month, made_on.day],
        "first_page": part.first_page,
        "exhibit": data,
    }


def _watched(results: Iterable[Result], before: int, length: int, progress: Progress) -> list[Result]:
    """The results of one round over the parts, with a word of progress after each."""
    done: list[Result] = []
    for result in results:
        done.append(result)
        progress(before + len(done), 2 * length)
    return done

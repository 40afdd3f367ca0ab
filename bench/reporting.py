"""Measurements as a table and as a plot."""

import statistics
from collections.abc import Sequence

from bench.measuring import Comparison, Measured

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
WIDTH, HEIGHT, LEFT, BOTTOM = 640, 300, 60, 40
SERIES = (("pyarrow", "#005ea2", "pyarrow.csv.read_csv"), ("command", "#d54309", "analyze"))
HEADINGS = (
    *("rows", "MB", "read_csv, s", "analyze, s", "ratio"),
    *("read_csv, processor s", "analyze, processor s", "processor ratio", "analyze, peak GB"),
)


def median(runs: Sequence[Measured], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


def table(comparisons: Sequence[Comparison]) -> str:
    """Medians, one line a size."""
    lines = [HEADINGS, ("---:",) * len(HEADINGS), *map(_cells, comparisons)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _cells(measured: Comparison) -> tuple[str, ...]:
    theirs, ours = measured.pyarrow, measured.command
    return (
        f"{measured.rows:,}",
        f"{measured.size / 1e6:,.0f}",
        f"{median(theirs, 'seconds'):.2f}",
        f"{median(ours, 'seconds'):.2f}",
        f"{measured.ratio:.2f}",
        f"{median(theirs, 'processor_seconds'):.2f}",
        f"{median(ours, 'processor_seconds'):.2f}",
        f"{measured.processor_ratio:.2f}",
        f"{max(run.memory for run in ours) / 1e9:.2f}",
    )


def written_into(text: str, measured: str, begin: str = BEGIN, end: str = END) -> str:
    """A text with the table between its two marks replaced."""
    before, after = text.partition(begin)[0], text.partition(end)[2]
    return f"{before}{begin}\n{measured}\n{end}{after}"


def plot(comparisons: Sequence[Comparison]) -> str:
    """Median seconds by rows, as an SVG picture."""
    most_rows = max(one.rows for one in comparisons)
    most = max(median(runs, "seconds") for one in comparisons for runs in (one.pyarrow, one.command))

    def place(rows: int, seconds: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - 40) * rows / most_rows
        return x, HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 30) * seconds / most

    lines = []
    for number, (name, color, words) in enumerate(SERIES):
        points = [place(one.rows, median(getattr(one, name), "seconds")) for one in comparisons]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in [place(0, 0), *points])
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/>' for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>{dots}')
        lines.append(f'<text x="{LEFT + 20}" y="{24 + 18 * number}" fill="{color}">{words}</text>')
    ticks = "".join(_tick(one.rows, place(one.rows, 0)[0]) for one in comparisons)
    bottom = HEIGHT - BOTTOM
    axes = f'<path d="M{LEFT},10 V{bottom} H{WIDTH - 20}" fill="none" stroke="#565c65"/>{ticks}'
    top = f'<text x="{LEFT - 6}" y="{place(0, most)[1] + 4:.0f}" text-anchor="end">{most:.1f} s</text>'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    )
    title = "<title>Seconds by number of rows</title>"
    return "\n".join([f'{opening} font-size="12">{title}', axes, top, *lines, "</svg>", ""])


def _tick(rows: int, x: float) -> str:
    return f'<text x="{x:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{rows:,}</text>'

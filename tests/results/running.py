"""Run the command on invented files and read what it wrote."""

import csv
import json
from pathlib import Path

from eligibility.results.command_line import main
from tests.builders import COUNTY, csv_text

AS_OF = "2020-07-01"
TABLES = ("All_Results", "All_Results_Condensed", "Prop64_Results")


def analyze(*words: object) -> int:
    """Run `manage.py analyze` as the command line does, and return its exit status."""
    try:
        return main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)


def results(folder: Path, *people, inputs=(), more=(), policy="los-angeles", county=COUNTY) -> Path:
    """The folder of results for these people, or for these input files; it must have succeeded."""
    paths = list(inputs) or [write(folder / "input.csv", csv_text(*people))]
    out = folder / "out"
    status = analyze(
        *paths, "--county", county, "--as-of", AS_OF, "--policy", policy, "--out", out, "--quiet", *more
    )
    assert status == 0
    return out


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8", errors="surrogateescape") as file:
        return list(csv.reader(file))


def records_of(path: Path) -> list[dict[str, str]]:
    header, *rows = rows_of(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def summary_of(out: Path) -> dict:
    return json.loads((out / "summary.json").read_text())

"""From files to a folder of results: read, analyse, write."""

import datetime
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from eligibility.law.analysis import Analysis, analyse
from eligibility.law.engine import Policy
from uploads.formats.batch import Batch, digest_of
from uploads.formats.columns import NEEDED
from uploads.formats.problems import Problem
from uploads.formats.reading import as_batch

from .condensed import PiecesOfRows
from .manifest import write_json, write_manifest
from .parsing import COLUMNS, Parsing
from .problems import write_problems
from .summary import summarise
from .tables import NAMES, Added, condensed_pieces, file_name, write_tables

SUMMARY, PROBLEMS, MANIFEST = "summary.json", "problems.csv", "manifest.json"
BAR = "{desc} {percentage:3.0f}%|{bar}| {elapsed}"
SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class Request:
    """What is asked of a run; `options` are as they were stated, for the manifest."""

    inputs: tuple[Path, ...]
    county: str
    as_of: datetime.date
    policy: Policy
    options: dict[str, Any]
    out: Path
    workbooks: bool = False
    safe: bool = False


class InputInTheWay(ValueError):
    """An input has the place of a result, which would be written over it."""


class InputChanged(ValueError):
    """An input was written while it was read."""


def run(request: Request, parsing: Parsing, *, quiet: bool) -> list[Problem]:
    """Write the results of all inputs together, and return why inputs could not be read at all, if any.

    `parsing` is that of the inputs.

    The manifest is written last: a folder without it holds results that are not complete. Raises
    InputInTheWay; InputChanged, and then writes no manifest; OSError if the results cannot be written.
    """
    _keep_inputs(request)
    (request.out / MANIFEST).unlink(missing_ok=True)
    with tqdm(total=100, disable=quiet, file=sys.stderr, bar_format=BAR) as bar:
        bar.set_description("Reading")
        while not parsing.done(within=SECONDS_BETWEEN_LOOKS):
            bar.update(60 * parsing.fraction - bar.n)
        # The column of case numbers shows what the file shows.
        batch = as_batch(parsing.files(), COLUMNS, NEEDED, untrimmed=("OFN",))
        bar.update(60 - bar.n)
        bar.set_description("Analysing")
        # Texts are put together in other threads while the law is applied in this one.
        with ThreadPoolExecutor(1) as pool:
            pieces = pool.submit(condensed_pieces, batch, safe=request.safe)
            analysis = _analyse(request, batch)
            added = Added(analysis, safe=request.safe)
            bar.update(75 - bar.n)
            bar.set_description("Writing")
            outputs = _write_tables(request, batch, added, pieces.result, parsing)
        found = _write_rest(request, batch, analysis, outputs, parsing)
        bar.update(100 - bar.n)
    return [problem for problem in found if problem.fatal]


def _analyse(request: Request, batch: Batch) -> Analysis:
    return analyse(
        batch.frame,
        policy=request.policy,
        county=request.county,
        as_of=request.as_of,
        file_names={number: file.name for number, file in enumerate(batch.files)},
    )


def _write_tables(
    request: Request, batch: Batch, added: Added, pieces: Callable[[], PiecesOfRows], parsing: Parsing
) -> list[Path]:
    try:
        return write_tables(batch, added, pieces, request.out, safe=request.safe)
    except Exception:
        # Whatever goes wrong in reading a file again, that it has changed tells more.
        _refuse_changed(parsing)
        raise


def _refuse_changed(parsing: Parsing) -> None:
    if changed := parsing.changed():
        message = f"The input {changed[0]} was changed while it was read; run again when it is whole."
        raise InputChanged(message) from None


def _write_rest(
    request: Request, batch: Batch, analysis: Analysis, tables: list[Path], parsing: Parsing
) -> list[Problem]:
    """Write workbooks, summary, problems and the manifest; the problems found."""
    with ThreadPoolExecutor(1) as pool:
        # Python's lock is let go while digests are computed: meanwhile the rest is put together.
        digests = pool.submit(_digests, batch, tables)
        outputs = [_workbook(table) for table in tables] if request.workbooks else []
        summary, problems = request.out / SUMMARY, request.out / PROBLEMS
        write_json(summarise(analysis, lines=sum(file.rows for file in batch.files)), summary)
        found = [*batch.problems, *analysis.problems]
        write_problems(found, problems)
        outputs += [summary, problems]
    _refuse_changed(parsing)
    of_outputs = digests.result() | {path: digest_of(path) for path in outputs}
    write_manifest(
        request.out / MANIFEST,
        analysis,
        request.options,
        batch.files,
        of_outputs,
        workbooks=request.workbooks,
        safe=request.safe,
    )
    return found


def _digests(batch: Batch, tables: list[Path]) -> dict[Path, str]:
    """The digests of the tables; those of the inputs are kept with the inputs."""
    for file in batch.files:
        _ = file.sha256
    return {table: digest_of(table) for table in tables}


def _keep_inputs(request: Request) -> None:
    """Refuse to write where an input lies, even under another name."""
    tables = [
        file_name(name, file, len(request.inputs), extension)
        for name in NAMES
        for file in range(len(request.inputs))
        for extension in ("csv", "xlsx")
    ]
    for place in (request.out / name for name in (*tables, SUMMARY, PROBLEMS, MANIFEST)):
        for given in request.inputs:
            if place.exists() and given.exists() and place.samefile(given):
                raise InputInTheWay(f"The input {given} would be written over by the results; move it.")


def _workbook(table: Path) -> Path:
    # Loaded here: few ask for workbooks, and everybody would wait for it.
    from .workbook import write_workbook

    workbook = table.with_suffix(".xlsx")
    write_workbook(table, workbook)
    return workbook

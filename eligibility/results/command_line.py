"""The command `analyze`: its words, and what it says when something is wrong. It knows no framework."""

import argparse
import datetime
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .parsing import Parsing

if TYPE_CHECKING:
    from .running import Request

PURPOSE = "Writes the result files of the state's criminal-history files. Needs no database and no Redis."
BAD_USAGE = 2
UNREADABLE_INPUT = 3
INTERRUPTED = 130
EARLIEST = datetime.date(1900, 1, 1)  # Policies count as much as a century back from the day.


class Refused(Exception):
    """Why not all that was asked for could be done, in words; `status` is the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def main(words: Sequence[str]) -> int:
    """Carry out what these words ask for, and give the exit status; wrong words end the process."""
    parser = argparse.ArgumentParser(prog="manage.py analyze", description=PURPOSE)
    add_arguments(parser)
    try:
        carry_out(vars(parser.parse_args(words)))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    return 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "inputs", nargs="+", type=_path, metavar="INPUT", help=".dat, .csv or .xlsx as received"
    )
    parser.add_argument(
        "--county", required=True, type=_county, help='as the file writes it, for example "SAN JOAQUIN"'
    )
    parser.add_argument("--as-of", required=True, type=_day, help="the date the law is applied, YYYY-MM-DD")
    parser.add_argument("--policy", help="a built-in one, which explain_policy tells about, or a JSON file")
    parser.add_argument("--out", required=True, type=_path, help="folder for the results; made if missing")
    parser.add_argument("--xlsx", action="store_true", help="also write the three files as workbooks")
    parser.add_argument("--safe-csv", action="store_true", help="no field begins a formula in a spreadsheet")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")


def carry_out(options: dict[str, Any]) -> None:
    """Write the results that are asked for; raises Refused."""
    try:
        with closing(Parsing(options["inputs"])) as parsing:
            _run(_request(options), parsing, quiet=options["quiet"])
    except KeyboardInterrupt:
        message = "Interrupted; without manifest.json, the folder's results are not complete."
        raise Refused(message, INTERRUPTED) from None


def _run(request: "Request", parsing: Parsing, *, quiet: bool) -> None:
    from .running import InputChanged, InputInTheWay, run

    try:
        request.out.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise Refused(f"The folder for the results cannot be made: {refusal}", BAD_USAGE) from None
    try:
        unreadable = run(request, parsing, quiet=quiet)
    except InputInTheWay as refusal:
        raise Refused(str(refusal), BAD_USAGE) from None
    except InputChanged as refusal:
        raise Refused(str(refusal), UNREADABLE_INPUT) from None
    except OSError as refusal:
        raise Refused(f"The results could not be written: {refusal}", BAD_USAGE) from None
    if unreadable:
        lines = (f"{problem.file}: {problem.message} {problem.remedy}" for problem in unreadable)
        raise Refused("\n".join(lines), UNREADABLE_INPUT)


def _request(options: dict[str, Any]) -> "Request":
    # The law is loaded here, while the inputs are being parsed.
    from .policy_files import DEFAULT, UnusablePolicy, choose
    from .running import Request

    try:
        policy, stated = choose(options["policy"] or DEFAULT)
    except UnusablePolicy as problem:
        raise Refused(str(problem), BAD_USAGE) from None
    return Request(
        inputs=tuple(options["inputs"]),
        county=options["county"],
        as_of=options["as_of"],
        policy=policy,
        options=stated,
        out=options["out"],
        workbooks=options["xlsx"],
        safe=options["safe_csv"],
    )


def _path(text: str) -> Path:
    """A path that names something: an empty one would mean the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is blank")
    return Path(text)


def _day(text: str) -> datetime.date:
    message = f"{text} is not a date of the form YYYY-MM-DD"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(message)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(message) from None
    if day < EARLIEST:
        raise argparse.ArgumentTypeError(f"{text} is too early a date: the earliest is {EARLIEST}")
    return day


def _county(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the county's name is blank")
    return text

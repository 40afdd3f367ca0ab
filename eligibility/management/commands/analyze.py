"""Determine what relief the convictions of the state's files may get, without database or server."""

import argparse
import datetime
import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eligibility.results.parsing import Parsing

if TYPE_CHECKING:
    from eligibility.results.running import Request

BAD_USAGE = 2
UNREADABLE_INPUT = 3
INTERRUPTED = 130
EARLIEST = datetime.date(1900, 1, 1)  # Policies count as much as a century back from the day.


class Command(BaseCommand):
    help = "Writes the result files of the state's criminal-history files. Needs no database and no Redis."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "inputs", nargs="+", type=_path, metavar="INPUT", help=".dat, .csv or .xlsx as received"
        )
        parser.add_argument(
            "--county", required=True, type=_county, help='as the file writes it, for example "SAN JOAQUIN"'
        )
        parser.add_argument(
            "--as-of", required=True, type=_day, help="the date the law is applied, YYYY-MM-DD"
        )
        parser.add_argument(
            "--policy",
            help="a built-in one, which explain_policy tells about, or a JSON file",
        )
        parser.add_argument(
            "--out", required=True, type=_path, help="folder for the results; made if missing"
        )
        parser.add_argument("--xlsx", action="store_true", help="also write the three files as workbooks")
        parser.add_argument(
            "--safe-csv", action="store_true", help="no field begins a formula in a spreadsheet"
        )
        parser.add_argument("--quiet", action="store_true", help="no progress on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with closing(Parsing(options["inputs"])) as parsing:
                all_readable = self._run(_request(options), parsing, quiet=options["quiet"])
        except KeyboardInterrupt:
            message = "Interrupted; without manifest.json, the folder's results are not complete."
            raise CommandError(message, returncode=INTERRUPTED) from None
        if not all_readable:
            sys.exit(UNREADABLE_INPUT)

    def _run(self, request: "Request", parsing: Parsing, *, quiet: bool) -> bool:
        """Run, and say which inputs could not be read; whether all could."""
        from eligibility.results.running import InputChanged, InputInTheWay, run

        try:
            request.out.mkdir(parents=True, exist_ok=True)
        except OSError as refusal:
            message = f"The folder for the results cannot be made: {refusal}"
            raise CommandError(message, returncode=BAD_USAGE) from None
        try:
            unreadable = run(request, parsing, quiet=quiet)
        except InputInTheWay as refusal:
            raise CommandError(str(refusal), returncode=BAD_USAGE) from None
        except InputChanged as refusal:
            raise CommandError(str(refusal), returncode=UNREADABLE_INPUT) from None
        except OSError as refusal:
            message = f"The results could not be written: {refusal}"
            raise CommandError(message, returncode=BAD_USAGE) from None
        for problem in unreadable:
            self.stderr.write(f"{problem.file}: {problem.message} {problem.remedy}")
        return not unreadable


def _request(options: dict[str, Any]) -> "Request":
    # The law is loaded here, while the inputs are being parsed.
    from eligibility.policy_files import DEFAULT, UnusablePolicy, choose
    from eligibility.results.running import Request

    try:
        policy, stated = choose(options["policy"] or DEFAULT)
    except UnusablePolicy as problem:
        raise CommandError(str(problem), returncode=BAD_USAGE) from None
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

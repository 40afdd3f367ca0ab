"""Determine what relief the convictions of the state's files may get, without database or server."""

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eligibility.law import policies
from eligibility.law.policies import POLICIES, ImpossibleOption

BAD_USAGE = 2
UNREADABLE_INPUT = 3
EARLIER_OPTIONS = ("baselineeligibility", "additionalrelief")


class Command(BaseCommand):
    help = "Writes the result files of the state's criminal-history files. Needs no database and no Redis."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "inputs", nargs="+", type=Path, metavar="INPUT", help=".dat, .csv or .xlsx as received"
        )
        parser.add_argument(
            "--county", required=True, help='as the file writes it, for example "SAN JOAQUIN"'
        )
        parser.add_argument(
            "--as-of", required=True, type=_day, help="the date the law is applied, YYYY-MM-DD"
        )
        parser.add_argument("--policy", default="configurable", help=f"{', '.join(POLICIES)}; or a JSON file")
        parser.add_argument("--out", required=True, type=Path, help="folder for the results; made if missing")
        parser.add_argument("--xlsx", action="store_true", help="also write the three files as workbooks")
        parser.add_argument(
            "--safe-csv", action="store_true", help="no field begins a formula in a spreadsheet"
        )
        parser.add_argument("--quiet", action="store_true", help="no progress on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, chosen = _policy(options["policy"])
        try:
            policy = policies.build(slug, chosen)
        except ImpossibleOption as impossible:
            raise CommandError(f"The policy cannot be used: {impossible}.", returncode=BAD_USAGE) from None
        try:
            options["out"].mkdir(parents=True, exist_ok=True)
        except OSError as refusal:
            message = f"The folder for the results cannot be made: {refusal}"
            raise CommandError(message, returncode=BAD_USAGE) from None
        # Loaded here, so that wrong usage is told at once.
        from eligibility.results.running import Request, run

        request = Request(
            inputs=tuple(options["inputs"]),
            county=options["county"],
            as_of=options["as_of"],
            policy=policy,
            options=chosen,
            out=options["out"],
            workbooks=options["xlsx"],
            safe=options["safe_csv"],
        )
        unreadable = run(request, quiet=options["quiet"])
        for problem in unreadable:
            self.stderr.write(f"{problem.file}: {problem.message} {problem.remedy}")
        if unreadable:
            sys.exit(UNREADABLE_INPUT)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date of the form YYYY-MM-DD") from None


def _policy(stated: str) -> tuple[str, dict[str, Any]]:
    """The policy's name and options: of a built-in, or as a JSON file states them."""
    if stated in POLICIES:
        return stated, {}
    path = Path(stated)
    if not path.is_file():
        known = ", ".join(POLICIES)
        raise CommandError(
            f"There is no policy and no file {stated}. Policies: {known}.", returncode=BAD_USAGE
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{stated} is not a JSON file: {problem}", returncode=BAD_USAGE) from None
    if not isinstance(content, dict):
        raise CommandError(f"{stated} should hold a JSON object.", returncode=BAD_USAGE)
    if "policy" not in content:
        return "configurable", content
    slug, parameters = content["policy"], content.get("parameters", {})
    if slug not in POLICIES:
        raise CommandError(
            f"{stated} names the policy {slug}; there is: {', '.join(POLICIES)}.", returncode=BAD_USAGE
        )
    if not isinstance(parameters, dict):
        raise CommandError(f"In {stated}, parameters should be an object.", returncode=BAD_USAGE)
    return slug, parameters

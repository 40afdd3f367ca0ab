"""Writes a file of invented people in the form of the state's criminal-history extract."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eligibility.sample import write_sample
from eligibility.sample.generating import UNCLEAR
from eligibility.sample.lives import AS_OF
from eligibility.sample.writing import FORMATS


class Command(BaseCommand):
    help = (
        "Writes a file of invented people and their criminal histories; the same options give the same file."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", required=True, help='where most cases are, such as "SAN JOAQUIN"')
        parser.add_argument("--rows", type=_row_count, default=5000, help="how many rows (default: 5000)")
        parser.add_argument(
            "--seed", type=int, default=1, help="another number gives other people (default: 1)"
        )
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument(
            "--format", choices=FORMATS, default="", help="default: by the ending of the file's name"
        )
        parser.add_argument(
            "--no-header", dest="header", action="store_false", help="leave out the header row"
        )
        parser.add_argument(
            "--damage", action="store_true", help="damage some rows, as happens to files on their way"
        )
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            default=AS_OF,
            help=f"nothing happens after this day ({AS_OF})",
        )
        parser.add_argument(
            "--unclear", type=_share, default=UNCLEAR, help=f"share of dates that cannot be read ({UNCLEAR})"
        )

    def handle(self, **options: Any) -> None:
        path, county, rows = options["out"], options["county"].upper(), options["rows"]
        try:
            write_sample(
                path,
                county,
                rows,
                options["seed"],
                options["header"],
                file_format=options["format"],
                damaged=options["damage"],
                as_of=options["as_of"],
                unclear=options["unclear"],
            )
        except (OSError, ValueError) as trouble:
            raise CommandError(f"No file was written: {trouble}") from trouble
        self.stdout.write(
            f"{path}: {rows:,} rows of invented people in {county}, {path.stat().st_size:,} bytes"
        )


def _row_count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text}: not a number of rows")
    return int(text)


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{text}: not a share from 0 to 1")
    return share

"""`python -m bench.review`: server time of every page and act of the review, with reviewers at work.

Fills an office with invented convictions, starts the web server as the launcher does, and lets reviewers work
through the queue over the loopback interface. Prints the table of their answers and writes it into
bench/README.md. The database is SQLite, or the one that DATABASE_URL names, which must be empty or have been
filled by this program.

    python -m bench.review --folder /var/tmp/review
    DATABASE_URL=postgres://user:password@host/name python -m bench.review --folder /var/tmp/review-postgresql
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bench.review", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--convictions", type=int, default=200_000)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="keep the data here, for the next time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-review-") as temporary:
        folder = (given.folder or Path(temporary)).absolute()
        folder.mkdir(exist_ok=True)
        os.environ |= {"DATA_DIR": str(folder), "SECRET_KEY": "only-for-measuring"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
        measure(given.convictions, given.reviewers, given.seconds, folder)


def measure(convictions: int, reviewers: int, seconds: int, folder: Path) -> None:
    import django

    django.setup()
    from django.db import connections

    from bench.review.serving import serving

    sessions = prepared(convictions, reviewers)
    connections.close_all()
    with serving(folder) as port:
        # The reviewers' browsers are not on the server's machine: they take what it leaves.
        os.nice(19)
        report(convictions, seconds, work(port, sessions, seconds))


def prepared(convictions: int, reviewers: int) -> list[tuple[str, bool]]:
    """The office, and each reviewer's session: its key, and whether it is a supervisor's."""
    from django.core.management import call_command
    from django.test import Client

    from bench.review import office
    from offices.models import Role, User

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not office.is_filled(convictions):
        office.fill(convictions, reviewers)
    sessions = []
    for person in User.objects.filter(email__endswith="@example.org").order_by("pk")[:reviewers]:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions.append((client.cookies["sessionid"].value, person.role == Role.SUPERVISOR))
    return sessions


def work(port: int, sessions: list[tuple[str, bool]], seconds: int) -> list:
    from bench.review.working import Reviewer

    reviewers = [
        Reviewer(port, session, is_supervisor, random.Random(number))  # noqa: S311 only for measuring
        for number, (session, is_supervisor) in enumerate(sessions)
    ]
    with ThreadPoolExecutor(len(reviewers)) as pool:
        for done in [pool.submit(reviewer.work, seconds) for reviewer in reviewers]:
            done.result()
    return reviewers


def report(convictions: int, seconds: int, reviewers: list) -> None:
    from django.db import connection

    from bench.reporting import written_into
    from bench.review.reporting import table
    from bench.review.working import THINKING

    decided = sum(reviewer.decided for reviewer in reviewers)
    refused = sum(reviewer.refused for reviewer in reviewers)
    thinking = " to ".join(f"{second:.0f}" for second in THINKING)
    words = (
        f"{connection.vendor}: {convictions:,} determinations, {len(reviewers)} reviewers for {seconds} "
        f"seconds, each thinking {thinking} seconds between two acts; {decided:,} decisions, {refused} "
        "refused as overtaken. Milliseconds."
    )
    figures = f"{words}\n\n{table(timed for reviewer in reviewers for timed in reviewer.times)}"
    print(figures)
    README.write_text(written_into(README.read_text(), figures, f"review, {connection.vendor}"))


if __name__ == "__main__":
    sys.exit(main())

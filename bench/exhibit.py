"""`python -m bench.exhibit`: how long a worker takes for the papers of a very large filing, and its memory.

Fills a database of its own with a locked filing of invented convictions, starts a Redis and a worker as the
application does, and has the worker make the documents one after the other. From outside it watches the
progress that the worker writes down, and adds up the memory of the worker with all processes under it. Writes
the table of bench/README.md.

    python -m bench.exhibit --rows 60000 --documents pdf motion-docx xlsx csv
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.reporting import written_into

HERE = Path(__file__).parent
PROJECT = HERE.parent
DOCUMENTS = ("pdf", "motion-docx", "confidential-xlsx", "csv", "json-lines")
HEADINGS = ("document", "rows", "pages", "MB", "s", "processor s", "steps seen", "peak MB")
BETWEEN_LOOKS = 0.2  # Seconds.
BATCH = 2_000


@dataclass(frozen=True)
class Measured:
    """One document: what it came to, times in seconds, how often it told its progress, memory in bytes."""

    title: str
    rows: int
    pages: int | None
    size: int
    seconds: float
    processor_seconds: float
    steps: int
    memory: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.exhibit", description=__doc__)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--documents", nargs="+", default=DOCUMENTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-exhibit-") as folder:
        set_up(Path(folder))
        measured: list[Measured] = []
        for one in measure(given.rows, given.documents, Path(folder)):
            measured.append(one)
            # After each: who ends it early keeps what was measured until then.
            readme = HERE / "README.md"
            readme.write_text(written_into(readme.read_text(), table(measured), "exhibit"))
    print(table(measured))


def set_up(folder: Path) -> None:
    """Django on a database of its own."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "clearmyrecord.settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "only-for-measuring",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(rows: int, documents: list[str], folder: Path) -> Iterator[Measured]:
    from clearmyrecord import private_redis

    print(f"Making {rows:,} convictions …", file=sys.stderr)
    filing = a_filing(rows)
    with private_redis.running(folder, logs=folder, environment=os.environ):
        for kind in documents:
            yield measure_one(filing, kind, rows)


def measure_one(filing, kind: str, rows: int) -> Measured:  # type: ignore[no-untyped-def]
    """One document in a worker that ends when it is made."""
    from filings.papers import KINDS
    from filings.services import ask_for_document

    document = filing.documents.get(kind=kind)
    ask_for_document(document=document, by=filing.by)
    command = [sys.executable, "manage.py", "rqworker", "default", "--burst"]
    command += ["--worker-class", "clearmyrecord.worker.Worker"]
    command += ["--serializer", "rq.serializers.JSONSerializer"]
    seen: set[int] = set()

    def look() -> None:
        document.refresh_from_db()
        if document.done and document.done not in seen:
            seen.add(document.done)
            print(f"{kind}: {document.done} of {document.total} steps", file=sys.stderr)

    seconds, processor, memory = watched(command, look)
    document.refresh_from_db()
    if document.state != document.State.READY:
        raise SystemExit(f"{kind} was not made: {document.get_state_display()}")
    title = KINDS[kind].title
    return Measured(title, rows, document.pages, document.size, seconds, processor, len(seen), memory)


def watched(command: list[str], look: Callable[[], None]) -> tuple[float, float, int]:
    """Seconds, processor seconds and peak memory of a process and all under it, while `look` is called."""
    from clearmyrecord.processes import die_with_parent

    started, peak, us = time.monotonic(), 0, os.getpid()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # Whoever kills this script has nothing left to end.
    ending = {"preexec_fn": lambda: die_with_parent(us)}
    with subprocess.Popen(command, cwd=PROJECT, **quiet, **ending) as process:  # noqa: S603
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                process.returncode = os.waitstatus_to_exitcode(status)
                break
            peak = max(peak, sum(map(memory_of, family(process.pid))))
            look()
            time.sleep(BETWEEN_LOOKS)
    return time.monotonic() - started, used.ru_utime + used.ru_stime, peak


def family(process: int) -> list[int]:
    """A process and all those that it started, they in turn, and so on."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(member for child in children for member in family(int(child)))]


def memory_of(process: int) -> int:
    """What a process holds in memory, in bytes; of pages that several share, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def a_filing(rows: int):  # type: ignore[no-untyped-def]
    """A locked filing of invented people with one conviction each, none of whose documents is made."""
    from datetime import date

    from eligibility.models import PolicyVersion, Run
    from filings import headings, papers
    from filings.models import Filing, FilingDocument
    from offices.models import Office, Role, User
    from uploads.models import Upload

    office = Office.objects.create(
        name="Office of the District Attorney", county="SANTA MARIANA", district_attorney="Dana Demonstration"
    )
    by = User.objects.create(email="c@example.org", name="Carl Clerk", office=office, role=Role.CLERK)
    version = PolicyVersion.objects.create(office=office, number=1, policy="configurable", by=by)
    run = Run.objects.create(
        office=office, policy_version=version, as_of=date(2026, 1, 1), by=by, state=Run.State.COMPLETE
    )
    filing = Filing.objects.create(
        office=office, number=1, state=Filing.State.LOCKED, by=by, dated=date(2026, 1, 2), as_of=run.as_of
    )
    filing.heading = headings.heading_of(office)
    filing.save()
    upload = Upload.objects.create(office=office, by=by)
    for first in range(0, rows, BATCH):
        add_items(filing, run, upload, range(first, min(first + BATCH, rows)))
    papers.order_documents(filing)
    filing.documents.update(state=FilingDocument.State.NOT_ASKED)
    return filing


def add_items(filing, run, upload, numbers: range) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    from eligibility.law.outcomes import Outcome
    from eligibility.models import Determination
    from filings.models import FilingItem
    from records.models import Conviction, Subject
    from review.models import Decision

    office, outcome = filing.office, Outcome.DISMISSAL
    people = Subject.objects.bulk_create(
        Subject(office=office, key=str(n), name=name_of(n), upload=upload, first_row=0, row_count=0)
        for n in numbers
    )
    convictions = Conviction.objects.bulk_create(
        Conviction(office=office, subject=person, count_order="001002001000") for person in people
    )
    determinations = Determination.objects.bulk_create(
        Determination(
            office=office, run=run, conviction=each, outcome=outcome, reason="Dismiss all", needs_person=False
        )
        for each in convictions
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            office=office, conviction=each.conviction, determination=each, outcome=outcome, by=filing.by,
            kind=Decision.Kind.CONFIRMED,
        )
        for each in determinations
    )  # fmt: skip
    FilingItem.objects.bulk_create(
        FilingItem(
            filing=filing,
            decision=decision,
            conviction=decision.conviction,
            position=n + 1,
            person=n,
            name=name_of(n),
            case_number=f"SF{n:07}A",
            count="1",
            section="11359(A) HS",
            grade="felony",
            convicted_on=date(1990 + n % 26, 1 + n % 12, 1 + n % 28),
            relief="dismissal",
            resulting="dismissed and sealed",
            basis="HSC 11361.9",
            agency="District Attorney",
            cii_number=f"A{n:08}",
            born_on=date(1950 + n % 45, 1 + n % 12, 1 + n % 28),
        )
        for n, decision in zip(numbers, decisions, strict=True)
    )


def name_of(number: int) -> str:
    """An invented name; some are too long for one line of the exhibit, as some are in the state's files."""
    long = " ALEXANDER BARTHOLOMEW" if number % 7 == 0 else ""
    return f"INVENTED-{number % 977:03},PERSON{long} {number:06}"


def table(measured: list[Measured]) -> str:
    lines = [HEADINGS, ("---", *("---:",) * (len(HEADINGS) - 1)), *map(cells, measured)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cells(one: Measured) -> tuple[str, ...]:
    return (
        one.title,
        f"{one.rows:,}",
        f"{one.pages:,}" if one.pages else "",
        f"{one.size / 1e6:.1f}",
        f"{one.seconds:.0f}",
        f"{one.processor_seconds:.0f}",
        f"{one.steps}",
        f"{one.memory / 1e6:.0f}",
    )


if __name__ == "__main__":
    main()

"""`python -m bench.review`: how long the pages of the review take in a large office where twenty people work.

Fills a database of its own with invented convictions, then lets processes work through the queue as the pages
do: open the next, look at its history and rules, decide, now and then search or filter. Prints for each page
the median and the 95th percentile of the milliseconds that the server took. Nothing goes over a network.

    python -m bench.review --convictions 200000 --reviewers 20 --processes 4 --seconds 60
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

QUEUED = 10  # One conviction in so many needs a person.
THINKING = (2.0, 6.0)  # Seconds between two acts of one reviewer.
FLAGS = ("offense_in_doubt", "sentence_open", "registration", "names_differ", "date_missing", "two_priors")
SECTIONS = ("11357", "11358", "11359", "11360")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.review", description=__doc__)
    parser.add_argument("--convictions", type=int, default=200_000)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, help="keep the database here, for the next time")
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
    if given.work is not None:
        work(given)
        return
    with tempfile.TemporaryDirectory(prefix="bench-review-") as folder:
        measure(given, given.folder or Path(folder))


def measure(given: argparse.Namespace, folder: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(folder), "SECRET_KEY": "only-for-measuring"}
    os.environ.update(environment)
    if not (folder / "database.sqlite3").exists():
        fill(given)
    words = [
        f"--{name}={getattr(given, name)}" for name in ("convictions", "reviewers", "processes", "seconds")
    ]
    command = [sys.executable, "-m", "bench.review", *words]
    processes = [
        subprocess.Popen([*command, f"--work={n}"], env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for n in range(given.processes)
    ]
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for process in processes:
        for page, seconds in json.loads(process.communicate()[0]).items():
            times[page] += seconds
    print(table(times))


def table(times: dict[str, list[tuple[float, float]]]) -> str:
    """Milliseconds by the clock, which other programs on the machine lengthen, and by the processor."""
    lines = [
        "| page | requests | median | p95 | median, processor | p95, processor |",
        "|---|---|---|---|---|---|",
    ]
    for page, taken in sorted(times.items()):
        clock, busy = (sorted(column) for column in zip(*taken, strict=True))
        cells = [part(clock, 0.5), part(clock, 0.95), part(busy, 0.5), part(busy, 0.95)]
        lines.append(" | ".join([f"| {page}", str(len(taken)), *cells]) + " |")
    return "\n".join(lines)


def part(ordered: list[float], share: float) -> str:
    return f"{ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000:.0f}"


def fill(given: argparse.Namespace) -> None:
    """An analysed demonstration, and its convictions over and over again under other names."""
    set_up()
    from django.core.management import call_command

    from eligibility.models import Run
    from offices.models import Role, User
    from review.filling import fill as fill_queue

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("create_demonstration")
    small = Run.objects.get()
    for number in range(given.reviewers):
        User.objects.create(
            email=f"{number}@example.org", name=f"R{number}", office=small.office, role=Role.REVIEWER
        )
    large = Run.objects.create(
        office=small.office,
        policy_version=small.policy_version,
        as_of=small.as_of,
        by=small.by,
        state=small.state,
    )
    print(f"Making {given.convictions:,} convictions …", file=sys.stderr)
    multiply(small, large, given.convictions)
    started = time.monotonic()
    fill_queue(large)
    print(f"The queue was filled in {time.monotonic() - started:.0f} seconds.", file=sys.stderr)


def set_up() -> None:
    """Django, with a cache that needs no server."""
    import django
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    django.setup()


def multiply(small, large, count: int) -> None:  # type: ignore[no-untyped-def]
    from eligibility.models import Determination
    from records.models import Conviction, Subject

    chance = random.Random(1)  # noqa: S311 invented data, the same each time
    models = list(Determination.objects.filter(run=small).select_related("conviction__subject"))
    for first in range(0, count, 2000):
        subjects, convictions, determinations = [], [], []
        for number in range(first, min(first + 2000, count)):
            model = models[number // 2 % len(models)]
            is_first = number % 2 == 0
            if is_first:
                subjects.append(subject_like(Subject, model.conviction.subject, number))
            order = model.conviction.count_order if is_first else f"{number:012}"
            convictions.append(Conviction(office=large.office, subject=subjects[-1], count_order=order))
            determinations.append(
                determination_like(Determination, model, large, convictions[-1], number, chance)
            )
        Subject.objects.bulk_create(subjects)
        Conviction.objects.bulk_create(convictions)
        Determination.objects.bulk_create(determinations)


def subject_like(make, model, number: int):  # type: ignore[no-untyped-def]
    return make(
        office=model.office,
        key=f"bench {number}",
        name=f"{model.name} {number}",
        cii_number=f"{number:08}",
        born=model.born,
        upload=model.upload,
        first_row=model.first_row,
        row_count=model.row_count,
    )


def determination_like(make, model, run, conviction, number: int, chance: random.Random):  # type: ignore[no-untyped-def]
    queued = number % QUEUED == 0
    copied = ("outcome", "reason", "rule", "cites", "section", "grade", "description", "convicted_earliest")
    return make(
        office=run.office,
        run=run,
        conviction=conviction,
        code_section=chance.choice(SECTIONS),
        case_number=f"SF{chance.randrange(10**7):07}A",
        flags=chance.sample(FLAGS, 1 + number % 3) if queued else [],
        needs_person=queued,
        convicted_latest=model.convicted_latest,
        **{name: getattr(model, name) for name in copied},
    )


def work(given: argparse.Namespace) -> None:
    """One process of the server: its share of the reviewers work, one after the other, for the given time."""
    set_up()
    from django.test import Client

    from offices.models import User

    clients = []
    for number in range(given.work, given.reviewers, given.processes):
        client = Client()
        client.force_login(User.objects.get(name=f"R{number}"))
        clients.append([0.0, client, None])
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    chance, end = random.Random(given.work), time.monotonic() + given.seconds  # noqa: S311 only for measuring
    while time.monotonic() < end:
        turn = min(clients, key=lambda client: client[0])
        time.sleep(max(0.0, turn[0] - time.monotonic()))
        turn[2] = one_item(turn[1], turn[2], times, chance)
        turn[0] = time.monotonic() + chance.uniform(*THINKING)
    print(json.dumps(times))


def one_item(
    client, url: str | None, times: dict[str, list[tuple[float, float]]], chance: random.Random
) -> str | None:  # type: ignore[no-untyped-def]
    """A reviewer looks at the item that is open and decides on it; or begins at the queue."""

    def ask(page: str, method: str, *words, **more):  # type: ignore[no-untyped-def]
        started, busy = time.perf_counter(), time.process_time()
        answer = getattr(client, method)(*words, **more)
        times[page].append((time.perf_counter() - started, time.process_time() - busy))
        return answer

    if url is None:
        ask("queue", "get", "/review/")
        url = ask("next", "post", "/review/next/?queue=first").url
    elif chance.random() < 0.1:
        ask("search", "get", ask("find", "post", "/review/find/", {"text": str(chance.randrange(10**5))}).url)
        ask(
            "filter",
            "get",
            f"/review/?section={chance.choice(SECTIONS)}&cause=flag:registration&state=waiting",
        )
    address = url.split("?")[0]
    page = ask("conviction", "get", url).content.decode()
    ask("rules", "get", f"{address}rules/", headers={"HX-Request": "true"})
    version = re.search(r'name="seen" value="(\d+)"', page)
    if version is None:
        return None
    seen = version[1]
    if 'id="confirm"' in page:
        decided = ask("decide", "post", f"{address}decide/", {"seen": seen, "confirm": 1})
    else:
        decided = ask("skip", "post", f"{address}skip/", {"seen": seen, "text": "Later", "to": "later"})
    return decided.url if decided.status_code == 302 and "decide" not in decided.url else None


if __name__ == "__main__":
    main()

"""Shown with processes that race on a real database, of the kind that the tests run on."""

import json
import os
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from .racing import ITEMS, RACERS

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture
def surroundings(tmp_path):
    """The environment of an installation with a database of its own: of the kind that the tests run on."""
    own = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "only-for-tests"}
    surroundings = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "clearmyrecord.settings"}
    if connection.vendor == "sqlite":
        yield {name: value for name, value in surroundings.items() if name != "DATABASE_URL"}
        return
    name = f"racing_{uuid.uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**surroundings, "DATABASE_URL": address(name)}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address(name: str) -> str:
    made = connection.settings_dict
    host = made["HOST"].replace("/", "%2F")
    return f"postgres://{made['USER']}:{made['PASSWORD']}@{host}:{made['PORT']}/{name}"


def run(surroundings, *words) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *words], cwd=PROJECT, env=surroundings, stdout=subprocess.PIPE, text=True
    )


def race(surroundings, *words) -> subprocess.Popen:
    return run(surroundings, "-m", "tests.review.racing", *words)


def prepare(surroundings) -> None:
    assert run(surroundings, "manage.py", "migrate", "-v0").wait() == 0
    assert race(surroundings, "prepare").wait() == 0


def test_two_people_never_decide_on_the_same_conviction_unknowingly(surroundings, tmp_path):
    prepare(surroundings)
    go = tmp_path / "go"
    racers = [race(surroundings, "race", str(n), str(go)) for n in range(RACERS)]
    go.touch()
    said = [json.loads(racer.communicate(timeout=120)[0]) for racer in racers]
    grabbed, went_through = (sum(map(Counter, counts), Counter()) for counts in zip(*said, strict=True))
    half = ITEMS // 2
    assert grabbed["decided"] <= half
    assert grabbed["decided"] + grabbed["stale"] + grabbed["refused"] == half * RACERS
    assert went_through == {"decided": ITEMS - grabbed["decided"]}


def test_who_waited_for_a_claim_to_be_written_is_told_of_it(surroundings, tmp_path):
    prepare(surroundings)
    go = tmp_path / "go"
    taking, deciding = race(surroundings, "take", str(go)), race(surroundings, "decide", str(go))
    assert taking.wait(timeout=120) == 0
    assert deciding.communicate(timeout=120)[0].strip() == "Racer0 has this conviction open."

"""Clerks at the same moment, shown with processes on a database of the kind that the tests run on."""

import pytest
from django.conf import settings

from tests.review.test_racing import run, surroundings

from .racing import RACERS

# The databases of the race are made outside of any transaction.
pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["surroundings"]


def test_of_clerks_who_lock_the_same_convictions_one_gets_them_and_others_are_told(surroundings, tmp_path):
    surroundings = {**surroundings, "REDIS_URL": settings.REDIS_URL}
    for words in (["manage.py", "migrate", "-v0"], ["-m", "tests.filings.racing", "prepare"]):
        assert run(surroundings, *words).wait() == 0
    go = tmp_path / "go"
    racers = [run(surroundings, "-m", "tests.filings.racing", "race", str(n), str(go)) for n in range(RACERS)]
    assert [racer.stdout.readline() for racer in racers] == ["ready\n"] * RACERS
    go.touch()
    said = sorted(racer.communicate(timeout=120)[0].strip() for racer in racers)
    assert said.count("locked") == 1
    assert all("Nothing was locked" in words for words in said if words != "locked")

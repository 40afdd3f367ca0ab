"""Counts of a large run are looked up now and then, and by one page after the other."""

import pytest
from django.core.cache import cache

from review import keeping
from review.filling import fill
from tests.review import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The seconds that have passed, which a test may move on."""
    passed = [0.0]
    monkeypatch.setattr(keeping, "MUCH", 0)
    monkeypatch.setattr(keeping.time, "time", lambda: passed[0])
    return passed


@pytest.fixture
def run():
    run = builders.run(builders.office())
    fill(run)
    return run


@pytest.fixture
def counted(run):
    """Asks for two numbers of the run: each says how often it was looked up."""
    times = {"first": 0, "second": 0}

    def look_up(name):
        times[name] += 1
        return times[name]

    look_ups = {name: lambda name=name: look_up(name) for name in times}
    return lambda: keeping.kept_together(run, look_ups, 300)


def test_what_was_looked_up_a_moment_ago_holds(clock, counted):
    counted()
    clock[0] = 299
    assert counted() == {"first": 1, "second": 1}


def test_one_page_looks_up_one_old_number_and_shows_the_other_as_it_was(clock, counted):
    counted()
    clock[0] = 301
    assert counted() == {"first": 2, "second": 1}


def test_a_page_at_the_same_moment_looks_nothing_up(clock, counted):
    counted()
    clock[0] = 301
    counted()
    assert counted() == {"first": 2, "second": 1}


def test_the_other_number_has_its_turn_next(clock, run, counted):
    counted()
    clock[0] = 301
    counted()
    cache.delete(f"review-turn-{run.pk}")
    assert counted() == {"first": 2, "second": 2}


def test_a_small_run_is_counted_each_time(counted):
    counted()
    assert counted() == {"first": 2, "second": 2}

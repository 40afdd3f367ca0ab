"""Counts of a large run are looked up now and then, once the answer of a page is sent."""

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import connection
from django.test.utils import CaptureQueriesContext

from review import keeping, lists
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


@pytest.fixture
def page(counted):
    """A page that shows the two numbers: they are what it gives, and then its answer is sent."""

    def made():
        shown = counted()
        request_finished.send(sender=None)
        return shown

    return made


def test_what_was_looked_up_a_moment_ago_holds(clock, page):
    page()
    clock[0] = 299
    page()
    assert page() == {"first": 1, "second": 1}


def test_an_old_number_is_looked_up_after_the_page_that_shows_it(clock, page):
    page()
    clock[0] = 301
    assert page() == {"first": 1, "second": 1}
    assert page() == {"first": 2, "second": 2}


def test_nothing_is_looked_up_twice_for_one_page(clock, page):
    page()
    clock[0] = 301
    page()
    request_finished.send(sender=None)
    assert page()["first"] == 2


def test_of_two_pages_at_the_same_moment_one_looks_it_up(clock, counted):
    counted()
    clock[0] = 301
    counted()
    counted()
    request_finished.send(sender=None)
    assert counted() == {"first": 2, "second": 2}


def test_what_the_cache_has_not_any_more_is_looked_up_at_once(clock, run, page):
    page()
    cache.delete(f"review-first-{run.pk}")
    assert page() == {"first": 2, "second": 1}


def test_a_small_run_is_counted_each_time(counted):
    counted()
    assert counted() == {"first": 2, "second": 2}


def test_what_is_counted_ahead_the_first_page_need_not_count(clock, second, browser, monkeypatch):
    lists.count_ahead()
    monkeypatch.setattr("review.queues.by_cause", None)
    assert browser.get("/review/").status_code == 200


def test_sqlite_looks_at_the_tables_of_a_large_run_and_postgresql_does_so_by_itself(clock, current):
    with CaptureQueriesContext(connection) as asked:
        fill(current)
    measured = any(query["sql"] == "ANALYZE" for query in asked)
    assert measured == (connection.vendor == "sqlite")

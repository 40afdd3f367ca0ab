"""How far an office has come, and what of it may be published."""

import re

import pytest
from django.utils import timezone

from filings import tracking
from filings.progress import public_rows, published, stages
from tests.people import signed_in

from .builders import conviction, decided, locked

TODAY = timezone.localdate()


@pytest.fixture
def ordered(carl):
    for number in ("A-1", "A-2", "A-3"):
        decided(carl, f"SECRET,NAME{number}", case_number=number)
    filing = locked(carl)
    decided(carl)
    conviction(carl.office)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="CLERK7")
    tracking.record_order(filing=filing, by=carl, on=TODAY, judge="Hon. Pat Plum", denied="A-2", struck="A-3")
    return filing


def test_each_stage_counts_what_has_come_at_least_so_far(carl, ordered):
    assert [stage.convictions for stage in stages(carl.office)] == [5, 4, 2, 2, 1, 0, 0]


def test_another_offices_work_is_not_counted(otto, ordered):
    assert {stage.convictions for stage in stages(otto.office)} == {0}


def test_the_page_draws_a_bar_for_each_row_of_the_table(carl, ordered):
    page = signed_in(carl).get("/filings/progress/").content.decode()
    assert re.findall(r'class="plot__bar".*?width="([\d.]+)"', page)[:3] == ["100.0", "80.0", "40.0"]


def test_the_public_summary_has_no_person_case_judge_or_small_number(carl, ordered):
    client = signed_in(carl)
    answer = client.get("/filings/summary.csv")
    page = client.get("/filings/summary/").content.decode().partition("<main")[2]
    for text in (answer.content.decode(), page):
        assert not re.search(r"SECRET|A-\d|Plum|CLERK7|Carl", text)
    assert ("Granted by the court", "fewer than 10", "fewer than 10") in public_rows(carl.office)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10")]
)
def test_a_number_that_could_point_at_somebody_is_not_published(number, words):
    assert published(number) == words

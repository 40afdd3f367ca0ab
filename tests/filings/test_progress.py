"""How far an office has come, and what of it may be published."""

import json
import re

import pytest
from django.utils import timezone

from filings import tracking
from filings.progress import stages
from filings.publishing import one_below_the_other, side_by_side
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
    texts = [client.get(f"/filings/summary.{kind}").content.decode() for kind in ("csv", "json")]
    texts.append(client.get("/filings/summary/").content.decode().partition("<main")[2])
    for text in texts:
        assert not re.search(r"SECRET|A-\d|Plum|CLERK7|Carl", text)
        assert not re.search(r"(?<![\d/-])[1-9](?![\d.])", re.sub(r"<[^>]*>|1 to 9|20\d\d\S*", "", text))


def test_the_summary_for_programs_tells_a_bound_from_a_number(carl, ordered):
    rows = json.loads(signed_in(carl).get("/filings/summary.json").content)["rows"]
    found = {row["what"]: row["convictions"] for row in rows}
    assert found["Granted by the court"] == {"number": 10, "kind": "fewer than"}
    assert found["In the state's record"] == {"number": 0, "kind": ""}


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([120, 90, 4, 0], ["120", "90", "fewer than 10", "0"]),
        ([1200, 1197, 1190], ["1,200", "at least 1,190", "1,190"]),
        ([1200, 1197, 1195], ["1,200", "at least 1,190", "at least 1,190"]),
        ([10, 10], ["10", "10"]),
    ],
)
def test_no_line_gives_a_small_number_away_by_its_difference_from_another(numbers, words):
    assert list(map(str, one_below_the_other(numbers))) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([80, 20], ["80", "20"]),
        ([96, 4], ["at least 90", "fewer than 10"]),
        ([96, 0], ["96", "0"]),
        ([4, 0], ["fewer than 10", "0"]),
    ],
)
def test_no_part_gives_a_small_one_away_by_their_sum(numbers, words):
    assert list(map(str, side_by_side(numbers))) == words

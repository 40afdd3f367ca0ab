"""The page of events, and their download."""

import csv
import io
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.urls import reverse

from audit.models import Event
from audit.services import record

from ..people import person, signed_in


def at(moment: datetime):
    """Sets the clock."""
    return patch("django.utils.timezone.now", return_value=moment)


def shown(user, **asked):
    return [event for event, *_ in signed_in(user).get(reverse("audit:events"), asked).context["events"]]


def downloaded(user, **asked):
    answer = signed_in(user).get(reverse("audit:download"), asked)
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_the_newest_event_comes_first_and_the_thing_done_to_a_person_names_the_person(alice, rita):
    older, newer = record(alice, "invited", rita), record(alice, "set role", rita)
    page = signed_in(alice).get(reverse("audit:events"))
    assert page.context["events"] == [(newer, "Rita Romero", []), (older, "Rita Romero", [])]


def test_a_detail_may_have_any_name(alice):
    record(alice, "locked", items=4)
    assert "items: 4" in signed_in(alice).get(reverse("audit:events")).content.decode()


def test_events_of_another_office_are_not_shown(alice, otto):
    record(otto, "signed in")
    assert shown(alice) == []
    assert downloaded(alice)[0]["person"] == "Alice Alvarez"


def test_events_are_found_by_person_and_by_what_was_done(alice, rita):
    record(alice, "signed in")
    wanted = record(rita, "signed in")
    record(rita, "signed out")
    assert shown(alice, by=rita.pk, verb="signed in") == [wanted]


def test_days_are_those_of_the_offices_time_zone(alice):
    with at(datetime(2026, 3, 2, 7, 59, 59, tzinfo=UTC)):  # 11:59:59 p.m. of March 1 in California
        late = record(alice, "signed in")
    with at(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)):
        early = record(alice, "signed out")
    assert shown(alice, until="2026-03-01") == [late]
    assert shown(alice, since="2026-03-02") == [early]


@pytest.mark.parametrize(
    "asked", [{"since": "yesterday"}, {"by": "0"}, {"verb": "unheard of"}, {"before": "x"}]
)
def test_what_cannot_be_understood_hides_nothing(alice, asked):
    event = record(alice, "signed in")
    assert shown(alice, **asked) == [event]


def test_a_person_of_another_office_cannot_be_asked_for(alice, otto):
    answer = signed_in(alice).get(reverse("audit:events"), {"by": otto.pk})
    assert "by" in answer.context["form"].errors


def test_pages_go_on_where_the_last_ended_though_events_are_added_meanwhile(alice):
    for number in range(60):
        record(alice, "signed in", number=number)
    first = signed_in(alice).get(reverse("audit:events")).context
    record(alice, "signed out")
    second = shown(alice, before=first["oldest"].pk)
    assert [event.detail["number"] for event in second] == list(range(9, -1, -1))


def test_a_download_holds_what_is_asked_for_and_is_an_event_itself(alice, rita):
    record(rita, "signed in")
    rows = downloaded(alice, by=rita.pk)
    assert [(row["person"], row["verb"]) for row in rows] == [("Rita Romero", "signed in")]
    assert (Event.objects.first().verb, Event.objects.first().detail["events"]) == ("downloaded events", 1)


def test_a_name_that_looks_like_a_formula_stays_text(office, alice):
    record(person(office, "clerk", "=1+1"), "signed in")
    assert "'=1+1" in {row["person"] for row in downloaded(alice)}


def test_details_are_told_in_words(alice):
    record(alice, "tried", answers={"granted": 3, "denied": 1}, built_in=True, positions=[1, 2])
    page = signed_in(alice).get("/events/").content.decode()
    assert "answers: denied 1, granted 3; built in: yes; positions: 1, 2" in " ".join(page.split())

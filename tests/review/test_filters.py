"""Everything can be found, whatever the length of the list, and no address tells who is looked for."""

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from review import filters, queues, services
from review.models import Item, SavedFilter

from .builders import determination, nobody, run, signed_in

pytestmark = pytest.mark.django_db


def listed(browser, query=""):
    return browser.get(reverse("review:list") + query).context["page"].items


@pytest.fixture
def other(current, first):
    """A conviction that differs from the first one in everything that one can filter by."""
    return determination(
        current,
        nobody(current.office, "3", name="OTHER,ONE", cii="CII-77"),
        outcome=Outcome.NOT_ELIGIBLE,
        code_section="11358",
        grade="misdemeanor",
        convicted_earliest="1999-02-01",
        convicted_latest="1999-02-28",
        case_number="A-1",
        flags=("registration",),
    )


@pytest.mark.parametrize(
    "query",
    [
        "outcome=not_eligible",
        "section=11358",
        "grade=misdemeanor",
        "since=1999-01-31&until=1999-02-01",
        "until=1999-12-31",
        "cause=flag:registration",
        "state=done",
        "reviewer={ron}",
    ],
)
def test_each_filter_finds_what_it_says(browser, ron, other, query):
    services.decide(other, by=ron, outcome=Outcome.NOT_ELIGIBLE)
    assert [item.determination_id for item in listed(browser, "?" + query.format(ron=ron.pk))] == [other.pk]


def test_what_somebody_has_in_hand_and_what_is_set_aside_can_be_listed(browser, rita, other):
    Item.objects.filter(determination=other).update(assigned_to=rita)
    assert [item.determination_id for item in listed(browser, "?hands=mine")] == [other.pk]
    assert other.pk not in [item.determination_id for item in listed(browser, "?hands=nobody")]


@pytest.mark.parametrize("text", ["other,", "a-1", "ii-77"])
def test_people_are_found_by_name_case_number_and_cii_number_and_no_address_says_so(browser, other, text):
    response = browser.post(reverse("review:find"), {"text": text})
    assert text not in response.url.lower()
    assert [item.determination_id for item in browser.get(response.url).context["page"].items] == [other.pk]


def test_what_one_person_searched_for_is_no_other_persons_business(browser, ron, other):
    url = browser.post(reverse("review:find"), {"text": "OTHER"}).url
    assert "OTHER" not in signed_in(ron).get(url).content.decode().split("<table")[0]


@pytest.mark.parametrize("sort", ["", "case", "date"])
def test_every_item_is_on_some_page_and_in_order(browser, current, monkeypatch, sort):
    monkeypatch.setattr("review.filters.PAGE_SIZE", 2)
    one = nobody(current.office)
    for n, case in enumerate("BCABA"):
        determination(
            current, one, count_order=f"{n:012}", case_number=case, convicted_earliest=f"200{n % 3}-01-01"
        )
    found, address = [], f"?sort={sort}"
    while address:
        page = browser.get(reverse("review:list") + address).context["page"]
        found += [(getattr(item, filters.SORTS[sort]), item.pk) for item in page.items]
        address = f"?sort={sort}&after={page.last.pk}" if page.has_next else ""
    assert found == sorted(found)
    assert len(found) == 5


def test_previous_pages_lead_back_to_the_first(browser, current, monkeypatch):
    monkeypatch.setattr("review.filters.PAGE_SIZE", 2)
    made = [determination(current, nobody(current.office, str(n))).pk for n in range(5)]
    last = browser.get(reverse("review:list") + f"?after={Item.objects.all()[3].pk}").context["page"]
    back = browser.get(reverse("review:list") + f"?before={last.items[0].pk}").context["page"]
    assert [item.determination_id for item in back.items] == made[2:4]
    assert back.has_previous
    assert back.has_next


def test_a_saved_filter_counts_what_it_finds_now(browser, other):
    browser.post(reverse("review:save_filter") + "?section=11358", {"name": "Growing"})
    kept = browser.get(reverse("review:queue")).context["saved"]
    assert [(one.filter.name, one.query, one.count) for one in kept] == [("Growing", "section=11358", 1)]


def test_a_saved_search_is_shared_without_its_text_in_the_address(browser, ron, other):
    url = browser.post(reverse("review:find"), {"text": "OTHER"}).url
    query = url.partition("?")[2].partition("#")[0]
    browser.post(reverse("review:save_filter") + f"?{query}", {"name": "Her", "shared": "on"})
    (kept,) = signed_in(ron).get(reverse("review:queue")).context["saved"]
    assert "OTHER" not in kept.query
    assert [item.determination_id for item in listed(signed_in(ron), f"?{kept.query}")] == [other.pk]


def test_a_personal_filter_is_seen_by_its_owner_alone_and_removed_by_nobody_else(browser, ron, first):
    browser.post(reverse("review:save_filter") + "?section=11358", {"name": "Growing"})
    kept = SavedFilter.objects.get()
    assert signed_in(ron).get(reverse("review:queue")).context["saved"] == []
    forget = reverse("review:forget_filter", args=[kept.pk])
    assert signed_in(ron).post(forget).status_code == 404
    assert browser.post(forget).status_code == 302


def test_an_unknown_code_finds_nothing_and_breaks_nothing(browser, first):
    for query in (
        "?queue=x",
        "?sort=x",
        "?after=x",
        "?saved=999999",
        "?cause=x",
        "?since=abc&reviewer=%27",
    ):
        assert browser.get(reverse("review:list") + query).status_code == 200


def test_going_through_a_choice_stays_in_it(browser, rita, current, first, other):
    chosen = filters.read({"section": "11358"}, rita)
    items = filters.apply(chosen, queues.items_of(rita, current), rita)
    assert [item.determination_id for item in items] == [other.pk]


@pytest.mark.parametrize("name", ["reviewer", "saved", "after", "before"])
def test_numbers_that_no_database_holds_break_nothing(browser, first, name):
    assert browser.get(reverse("review:list"), {name: "9" * 40}).status_code == 200
    assert browser.get(reverse("review:list"), {"hands": "to-" + "9" * 40}).status_code == 200


def test_a_page_does_not_go_on_from_what_another_office_has(browser, otto, first):
    theirs = determination(run(otto.office), nobody(otto.office), case_number="ZZZ")
    assert len(listed(browser, f"?sort=case&after={theirs.item.pk}")) == 1


def test_what_is_done_with_searches_and_filters_is_said(browser, first):
    said = [
        browser.post(reverse("review:find"), {"text": "a"}, follow=True),
        browser.post(reverse("review:save_filter") + "?state=waiting", {"name": " "}, follow=True),
        browser.post(reverse("review:save_filter") + "?state=waiting", {"name": "Mine"}, follow=True),
    ]
    for answer, words in zip(said, ("two letters", "was not saved", "is saved"), strict=True):
        assert words in answer.content.decode()


def test_a_list_without_anything_says_what_to_do(browser, first):
    assert "Nothing matches" in browser.get(reverse("review:list") + "?state=done").content.decode()

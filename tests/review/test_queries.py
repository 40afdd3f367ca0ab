"""Every page and every act asks the database a fixed number of times, however much there is."""

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from review import services
from review.models import Item

from .builders import because, determination, nobody, subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(rita, current):
    """Sixty convictions that wait: twenty of one person, forty of others; ten decided."""
    one = subject(current.office)
    others = [nobody(current.office, str(n)) for n in range(2, 42)]
    people = [one] * 20 + others
    made = [
        determination(current, person, count_order=f"{n:012}", flags=("registration",), filled=n == 59)
        for n, person in enumerate(people)
    ]
    for item in made[50:]:
        services.decide(item, by=rita, outcome=Outcome.DISMISSAL)
    return made


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/review/", 20),
        ("/review/list/?cause=flag:registration&state=waiting&section=11359&grade=felony", 13),
        ("/review/list/?sort=case", 13),
        ("/review/changes/", 9),
        ("/review/statistics/", 11),
        ("/review/decisions/", 6),
        ("/review/keys/", 5),
    ],
)
def test_a_page_of_the_queue(browser, many, django_assert_max_num_queries, page, most):
    browser.get(page)
    with django_assert_max_num_queries(most):
        assert browser.get(page).status_code == 200


@pytest.mark.parametrize(("page", "most"), [("conviction", 23), ("rules", 9)])
def test_a_page_of_a_conviction(browser, many, django_assert_max_num_queries, page, most):
    url = reverse(f"review:{page}", args=[many[0].pk])
    browser.get(url)
    with django_assert_max_num_queries(most):
        browser.get(url)


@pytest.mark.parametrize(("page", "most"), [("subject", 11), ("rows", 8)])
def test_a_page_of_a_person(browser, many, django_assert_max_num_queries, page, most):
    with django_assert_max_num_queries(most):
        browser.get(reverse(f"review:{page}", args=[many[0].conviction.subject_id]))


@pytest.mark.parametrize(
    ("act", "fields", "most"),
    [
        ("decide", {"confirm": 1}, 24),
        ("decide", {"outcome": Outcome.REDUCTION}, 25),
        ("skip", {"text": "The file is out", "to": "later"}, 20),
        ("note", {"text": "Look"}, 10),
        ("second_look", {"text": "Look"}, 14),
        ("correct", {"fact": "grade", "grade": "INFRACTION", "reason": "Minute order"}, 24),
        ("keep", {}, 9),
    ],
)
def test_an_act(browser, many, django_assert_max_num_queries, act, fields, most):
    fields = {"seen": 0, "because": because(many[0].office), **fields}
    with django_assert_max_num_queries(most):
        answer = browser.post(reverse(f"review:{act}", args=[many[45].pk]), fields)
    assert answer.status_code in (200, 302)


def test_undo(browser, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        browser.post(reverse("review:undo", args=[many[55].pk]))


def test_the_next(browser, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        browser.post(reverse("review:next"))


def test_a_search(browser, many, django_assert_max_num_queries):
    found = browser.post(reverse("review:find"), {"text": "invented"}).url
    with django_assert_max_num_queries(17):
        assert browser.get(found).context["count"] == 60


def test_a_preview_and_an_act_on_many(browser, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        preview = browser.post(reverse("review:bulk") + "?state=waiting")
    expected = {"expected": len(preview.context["plan"].taken)}
    with django_assert_max_num_queries(24):
        browser.post(reverse("review:bulk_decide") + "?state=waiting", expected)
    assert Item.objects.filter(state="done").count() == 60

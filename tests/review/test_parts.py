"""What is searched for is found wherever it stands, and only where it stands now."""

import pytest

from records.models import Subject
from review import filters
from review.filling import fill
from review.models import Item
from tests.review import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita():
    return builders.person(builders.office())


@pytest.fixture
def item(rita):
    run = builders.run(rita.office)
    subject = builders.nobody(rita.office, name="GARCIA,JOSE LUIS", cii="A12345678")
    determination = builders.determination(run, subject, case_number="CR-2016-00417")
    fill(run)
    return Item.objects.get(determination=determination)


def found(text, user):
    return list(filters.apply(filters.Filter(text=text), Item.objects.visible_to(user), user))


@pytest.mark.parametrize(
    "text", ["cr-2016", "CR-2016-00417", "00417", "17", "2345", "a12", "garcia", "jose garcia", "uis", "ga"]
)
def test_a_part_is_found_whatever_its_length_and_case(item, rita, text):
    assert found(text, rita) == [item]


@pytest.mark.parametrize("text", ["cr-2017", "99999", "garzia", "2%4", "c_rcia", "GAR%"])
def test_what_stands_nowhere_is_not_found(item, rita, text):
    assert found(text, rita) == []


def test_a_corrected_case_number_is_found_in_place_of_the_former(item, rita):
    item.case_number = "SC-99812"
    item.save()
    assert found("99812", rita) == [item]
    assert found("00417", rita) == []


def test_a_new_name_is_found_in_place_of_the_former(item, rita):
    Subject.objects.filter(pk=item.subject_id).update(name="LOPEZ,JOSE")
    assert found("lopez", rita) == [item]
    assert found("garcia", rita) == []


def test_what_is_deleted_is_found_no_more(item, rita):
    item.delete()
    assert found("00417", rita) == []

"""A person whom one file names otherwise than another: said in the queue, and both names shown."""

import pandas as pd
import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from records import names
from review import services
from review.filling import fill
from review.models import Cause
from uploads.models import Upload

from .builders import determination, history_frame, item_of, run, subject, write_rows

pytestmark = pytest.mark.django_db


def also_in(upload, person, name):
    """Another upload that has the person, under a name."""
    rows = history_frame().assign(PRI_NAME=name)
    write_rows(rows, upload.history)
    pd.DataFrame({"key": [person.key], "first_row": [0], "row_count": [len(rows)]}).to_parquet(upload.people)
    return upload


@pytest.fixture
def named(rita):
    """`named("A", "B")` gives a person and the uploads that name them so."""

    def named(*written):
        person = subject(rita.office)
        others = [Upload.objects.create(office=rita.office, by=rita) for _ in written[1:]]
        uploads = [person.upload, *others]
        return person, [also_in(up, person, name) for up, name in zip(uploads, written, strict=True)]

    return named


@pytest.mark.parametrize("second", ["DOE,JANE", "doe,  jane", ""])
def test_the_same_name_written_otherwise_is_the_same_and_none_is_no_other(named, second):
    assert names.differing(named("DOE,JANE", second)[1]) == set()


def test_another_name_is_found_and_both_are_told(named):
    person, uploads = named("DOE,JANE", "ROE,JANE")
    assert names.differing(uploads) == {person.key}
    assert names.all_of(person, uploads) == ["ROE,JANE", "DOE,JANE"]


def test_the_convictions_enter_the_queue_and_the_page_tells_the_other_name(browser, named):
    person, uploads = named(" INVENTED,PERSON", "ROE,JANE")
    current = run(person.office)
    current.uploads.set(uploads)
    made = determination(current, person, needs_person=False)
    assert [cause.code for cause in item_of(made).causes.all()] == [Cause.RENAMED]
    shown = browser.get(reverse("review:conviction", args=[made.pk])).content.decode()
    assert "The name differs between files" in shown
    assert "Also named: ROE,JANE" in shown


def test_a_name_that_changes_with_a_new_file_opens_the_decision_again(rita, named):
    person, uploads = named("DOE,JANE", "ROE,JANE")
    earlier, later = run(person.office), run(person.office)
    earlier.uploads.set(uploads[:1])
    later.uploads.set(uploads)
    services.decide(determination(earlier, person), by=rita, outcome=Outcome.DISMISSAL)
    again = determination(later, person, filled=False)
    fill(later)
    assert {Cause.RENAMED, Cause.CHANGED} <= {cause.code for cause in item_of(again).causes.all()}

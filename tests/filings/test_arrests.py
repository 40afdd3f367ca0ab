"""What the confidential list takes from a person's history: the arrest, the name in the case."""

import csv

import pytest

from filings.assembling import Filter, preview
from filings.models import ConvictionCourt
from tests import builders
from tests.review import builders as records

from .builders import decision, made, run_of


def decided_after(by, *arrests, **columns):
    """A conviction in the cycle of these arrests."""
    convicted = builders.conviction(cycle=1, **columns)
    person = builders.subject(name="DOE,JANE", convictions=[convicted], events=arrests)
    found = records.determination(run_of(by.office), records.subject(by.office, person))
    decision(found, by=by)


def item(office):
    (found,) = preview(office, Filter()).items
    return found


def arrest(agency, on="1999-03-04", **more):
    return builders.arrest(on=on, stp_ori_descr=agency, **{"cycle": 1} | more)


def test_the_confidential_list_names_the_arrest_of_the_same_cycle(carl):
    decided_after(carl, arrest("CAPD STOCKTON"), arrest("CAPD LODI", on="2001-01-01", cycle=2))
    path = made(carl).documents.get(kind="confidential-csv").path
    (row,) = csv.DictReader(path.open())
    assert (row["Arrested on"], row["Arresting agency"]) == ("1999-03-04", "CAPD STOCKTON")


def test_of_two_different_arrests_in_a_cycle_none_is_guessed(carl, office):
    decided_after(carl, arrest("CAPD STOCKTON"), arrest("CAPD LODI", on="2001-01-01"))
    assert (item(office).arrested_on, item(office).arresting_agency) == (None, "")


@pytest.mark.parametrize("raw", ["19990300", "unknown", "NULL", "1999034"])
def test_a_day_of_arrest_that_is_not_whole_stays_empty(carl, office, raw):
    decided_after(carl, arrest("CAPD STOCKTON", raw_date=raw))
    assert item(office).arrested_on is None


def test_a_name_that_differs_in_the_case_is_given_as_another_name(carl, office):
    decided_after(carl, pri_name="ROE,JANE")
    assert (item(office).name, item(office).also_known_as) == ("ROE,JANE", "")
    ConvictionCourt.objects.update(named="SMITH,JANE")
    assert item(office).also_known_as == "SMITH,JANE"


def test_a_sentence_counts_as_completed_only_where_no_flag_doubts_it(carl, office):
    decided_after(carl)
    assert item(office).completed
    found = records.determination(
        run_of(office), records.nobody(office, "9"), flags=("sentence_open",), case_number="Z"
    )
    decision(found, by=carl)
    assert not preview(office, Filter()).items[-1].completed

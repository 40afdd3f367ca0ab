"""Branches of the court: kept by the office, found in the state's file, named in the papers."""

from filings import making
from filings.assembling import Filter, preview
from filings.branches import UNASSIGNED, unassigned
from filings.models import ConvictionCourt, CourtBranch
from tests.documents.reading import text
from tests.people import signed_in

from .builders import decided, locked, made, somebody


def branch(office, name="Stockton Courthouse", courts=("CASC STOCKTON",), **fields):
    return CourtBranch.objects.create(office=office, name=name, file_names=list(courts), **fields)


def convicted_in(by, court, number):
    return decided(by, of=somebody(by.office, court=court), count_order="001002001000", case_number=number)


def two_courts(by):
    convicted_in(by, "CASC STOCKTON", "1")
    convicted_in(by, "CASC LODI", "2")


def numbers(office, **chosen):
    return [item.case_number for item in preview(office, Filter(**chosen)).items]


def test_the_file_s_name_is_found_without_regard_to_case_and_blanks(carl, office):
    branch(office, courts=["casc  stockton"])
    two_courts(carl)
    assert [item.court for item in preview(office, Filter()).items] == ["Stockton Courthouse", "CASC LODI"]


def test_a_filter_takes_one_branch_or_what_belongs_to_none(carl, office):
    stockton = branch(office)
    two_courts(carl)
    assert numbers(office, branch=str(stockton.pk)) == ["1"]
    assert numbers(office, branch=UNASSIGNED) == ["2"]


def test_a_court_that_belongs_to_no_branch_is_told_and_can_be_left_out(carl, office):
    branch(office)
    two_courts(carl)
    (problem,) = preview(office, Filter()).problems
    assert [item.court for item in problem.items] == ["CASC LODI"]
    assert numbers(office, leave_out=["unknown-branch"]) == ["1"]
    page = signed_in(carl).get("/filings/new/").content.decode()
    assert "assigned to none of the office" in page
    assert "CASC LODI" in page


def test_an_office_that_keeps_no_branches_is_asked_nothing_about_them(carl, office):
    two_courts(carl)
    assert preview(office, Filter()).problems == []


def test_the_papers_of_a_branch_bear_its_name_and_judge_even_when_the_branch_is_gone(carl, office):
    stockton = branch(office, judge="Hon. Nora North", department="12")
    two_courts(carl)
    filing = locked(carl, branch=str(stockton.pk))
    stockton.delete()
    making.make_documents(filing)
    words = text(filing.documents.get(kind="order").path.read_bytes())
    for expected in (
        "Stockton Courthouse",
        "Judge: Hon. Nora North",
        "Hon. Nora North Judge of the Superior",
    ):
        assert expected in words


def test_the_papers_of_several_branches_name_the_court_in_each_row(carl, office):
    branch(office)
    branch(office, "Lodi Courthouse", ["CASC LODI"])
    two_courts(carl)
    words = text(made(carl).documents.get(kind="pdf").path.read_bytes())
    assert "COUNTY OF SAN JOAQUIN THE PEOPLE" in words
    assert "Lodi Courthouse" in words


def test_the_preview_says_to_which_court_the_papers_go(carl, office):
    branch(office, judge="Hon. Nora North")
    convicted_in(carl, "CASC STOCKTON", "1")
    page = signed_in(carl).get("/filings/new/").content.decode()
    assert "Stockton Courthouse; the order is for Hon. Nora North to sign" in page


def test_the_page_lists_the_courts_that_wait_for_a_branch(carl, office):
    branch(office)
    two_courts(carl)
    page = signed_in(carl).get("/filings/branches/").content.decode()
    assert unassigned(office) == [("CASC LODI", 1)]
    assert "CASC LODI: 1 conviction" in page


def test_an_administrator_assigns_courts_to_a_branch(alice, carl, office):
    two_courts(carl)
    signed_in(alice).get("/filings/branches/")
    said = {"name": "Lodi Courthouse", "judge": "", "courts": ["CASC LODI"], "more": "CAMC LODI"}
    answer = signed_in(alice).post("/filings/branches/new/", said)
    assert answer.status_code == 302
    assert CourtBranch.objects.get().file_names == ["CAMC LODI", "CASC LODI"]


def test_a_court_belongs_to_one_branch_only(alice, office):
    branch(office)
    said = {"name": "Another", "more": "CASC STOCKTON"}
    page = signed_in(alice).post("/filings/branches/new/", said).content.decode()
    assert "CASC STOCKTON belongs to Stockton Courthouse" in page
    assert CourtBranch.objects.count() == 1


def test_two_branches_of_one_name_are_refused(alice, office):
    branch(office)
    page = signed_in(alice).post("/filings/branches/new/", {"name": "STOCKTON  courthouse"}).content.decode()
    assert "There is a branch" in page


def test_a_removed_branch_leaves_its_courts_to_none(alice, carl, office):
    stockton = branch(office)
    convicted_in(carl, "CASC STOCKTON", "1")
    preview(office, Filter())
    signed_in(alice).post(f"/filings/branches/{stockton.pk}/remove/")
    assert unassigned(office) == [("CASC STOCKTON", 1)]
    assert ConvictionCourt.objects.count() == 1

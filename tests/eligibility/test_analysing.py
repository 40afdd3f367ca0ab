"""An analysis from the uploaded bytes to what the office sees: everything, or nothing."""

import datetime

import pytest

from eligibility import analysing
from eligibility.models import Determination, Run
from eligibility.services import CannotStart, cancel_run, choose_policy, create_run
from records.models import Conviction, Subject
from tests.builders import conviction, csv_text, row, subject
from tests.people import signed_in
from tests.uploads.conftest import arrived
from uploads.models import FileProblem, Upload
from uploads.services import receive

AS_OF = datetime.date(2020, 7, 1)
OPTIONS = {"baselineEligibility": {"dismiss": ["11357"], "reduce": ["11358", "11359", "11360"]}}


@pytest.fixture
def analyse(alice, sam, data_folder):
    """Uploads texts as the files of one extract and analyses all that the office has."""
    choose_policy(office=sam.office, by=alice, policy="configurable", options=OPTIONS)

    def analyse(*texts):
        receive([arrived(text.encode(), f"{number}.csv") for number, text in enumerate(texts)], by=sam)
        run = create_run(office=sam.office, by=sam, as_of=AS_OF)
        analysing.carry_out(run)
        run.refresh_from_db()
        return run

    return analyse


def local(charge="11359 HS-SALE", **facts):
    return conviction(charge, county="SAN JOAQUIN", **facts)


def outcomes(run):
    return list(run.determinations.values_list("section", "outcome"))


def test_every_conviction_of_concern_in_the_county_is_determined(analyse):
    elsewhere = conviction(county="YOLO")
    other_crime = local("459 PC-BURGLARY")
    run = analyse(csv_text(subject(convictions=[local(), local("11357 HS-POSSESS"), elsewhere, other_crime])))
    assert outcomes(run) == [("11359 HS", "Eligible for Reduction"), ("11357 HS", "Eligible for Dismissal")]


def test_a_person_split_over_two_files_is_one_person(analyse):
    one, two = local(cycle=1), local(cycle=2)
    run = analyse(csv_text(subject(id="7", convictions=[one])), csv_text(subject(id="7", convictions=[two])))
    assert (run.state, Subject.objects.count(), Conviction.objects.count()) == ("complete", 1, 2)


def test_a_newer_upload_says_how_a_person_is_known(analyse):
    analyse(csv_text(subject(id="7", name="OLD,NAME", convictions=[local(grade="MISDEMEANOR")])))
    run = analyse(csv_text(subject(id="7", name="NEW,NAME", convictions=[local(grade="FELONY")])))
    assert Subject.objects.get().name == "NEW,NAME"
    assert [found.grade for found in run.determinations.all()] == ["felony"]


def test_people_whom_the_newer_upload_does_not_name_stay(analyse):
    analyse(csv_text(subject(id="7", convictions=[local()])))
    run = analyse(csv_text(subject(id="8", convictions=[local()])))
    assert run.determinations.count() == 2


def test_the_same_conviction_stays_the_same_over_uploads(analyse):
    first = analyse(csv_text(subject(id="7", convictions=[local()])))
    second = analyse(csv_text(subject(id="7", convictions=[local()])) + "\n")
    assert first.determinations.get().conviction == second.determinations.get().conviction


def test_rows_that_nobody_can_be_named_for_stay_apart_over_uploads(analyse):
    nameless = csv_text(subject(id="", cii="", convictions=[local()]))
    analyse(nameless)
    run = analyse(nameless)
    assert run.determinations.count() == 2
    assert {found.flags[0] for found in run.determinations.all()} == {"hand_review"}


def test_whatever_is_flagged_needs_a_person(analyse):
    run = analyse(csv_text(subject(convictions=[local(case_number="")])))
    found = run.determinations.get()
    assert ("case_number_missing" in found.flags, found.needs_person) == (True, True)


def test_a_bad_row_is_listed_and_the_good_ones_count(analyse):
    run = analyse(csv_text(subject(convictions=[local()])) + "torn,row\n")
    problem = FileProblem.objects.get()
    assert (run.determinations.count(), problem.row, problem.file.name) == (1, 2, "0.csv")


@pytest.mark.parametrize(
    "text", ["This is a letter, not a list.\nIt has two lines.\n", csv_text() + "torn,row\ntorn,again\n"]
)
def test_a_file_without_a_row_to_read_fails_in_words_and_leaves_nothing(analyse, text):
    run = analyse(text)
    assert run.state == Run.State.FAILED
    assert "0.csv" in run.failure
    assert not Determination.objects.exists()


def test_an_analysis_that_breaks_off_leaves_what_was_known_before(analyse, monkeypatch):
    known = analyse(csv_text(subject(id="7", convictions=[local()])))
    monkeypatch.setattr(analysing, "_show", lambda *_, **__: 1 / 0)
    failed = analyse(csv_text(subject(id="8", convictions=[local()])))
    assert (failed.state, failed.determinations.count(), Subject.objects.count()) == ("failed", 0, 1)
    assert "ZeroDivisionError" not in failed.failure
    assert known.determinations.count() == 1


def test_a_failure_is_logged_without_what_the_records_say(analyse, monkeypatch, caplog):
    monkeypatch.setattr(analysing, "_save", lambda *_, **__: {}["DOE,JANE"])
    analyse(csv_text(subject(convictions=[local()])))
    assert "KeyError" in caplog.text
    assert "DOE" not in caplog.text


def test_a_cancelled_analysis_leaves_nothing(sam, analyse, monkeypatch):
    monkeypatch.setattr(
        analysing,
        "_determine",
        lambda run, uploads, progress: cancel(run, sam) or progress.enter("determining"),
    )
    run = analyse(csv_text(subject(convictions=[local()])))
    assert (run.state, run.determinations.count(), Subject.objects.count()) == ("cancelled", 0, 0)


def cancel(run, by):
    cancel_run(run=run, by=by)


def test_one_analysis_at_a_time(sam, analyse):
    run = analyse(csv_text(subject(convictions=[local()])))
    Run.objects.filter(pk=run.pk).update(state=Run.State.READING)
    with pytest.raises(CannotStart, match="under way"):
        create_run(office=sam.office, by=sam, as_of=AS_OF)


def test_the_same_job_twice_gives_the_same(analyse):
    run = analyse(csv_text(subject(convictions=[local()])))
    before = outcomes(run)
    analysing.carry_out(run)
    assert outcomes(run) == before
    Run.objects.filter(pk=run.pk).update(state=Run.State.SAVING)
    analysing.carry_out(Run.objects.get(pk=run.pk))
    assert outcomes(run) == before


def test_a_conviction_of_which_nothing_is_known_goes_to_a_person(analyse):
    facts = {
        "subject_id": "7",
        "disp_descr": "CONVICTED",
        "offense_descr": "11359 HS",
        "stp_ori_cnty_name": "SAN JOAQUIN",
    }
    run = analyse(csv_text(row(**facts)))
    assert run.determinations.get().outcome == "Hand Review"


def test_an_upload_that_cannot_be_read_does_not_keep_the_office_from_the_others(analyse, sam):
    receive([arrived(b"no table", "holiday.csv")], by=sam)
    run = analyse(csv_text(subject(convictions=[local()])))
    assert (run.state, run.determinations.count()) == ("complete", 1)
    [left] = run.summary["left_out"]
    assert left["file"] == "holiday.csv"
    assert "95" in left["why"]


@pytest.mark.parametrize("page", ["", "results/"])
def test_a_file_that_was_left_out_is_named_with_the_reason(page, analyse, sam):
    receive([arrived(b"no table", "holiday.csv")], by=sam)
    run = analyse(csv_text(subject(convictions=[local()])))
    shown = signed_in(sam).get(f"/analyses/{run.pk}/{page}").content.decode()
    assert "1 file could not be read and was left out" in shown
    assert "<strong>holiday.csv</strong>: Most of its rows have" in shown


def test_a_file_that_was_left_out_does_not_keep_the_office_from_its_work(analyse, sam):
    receive([arrived(b"no table", "holiday.csv")], by=sam)
    analyse(csv_text(subject(convictions=[local()])))
    assert [signed_in(sam).get(page).status_code for page in ("/", "/review/")] == [200, 200]


def test_an_upload_that_was_left_out_can_be_discarded(analyse, sam):
    unreadable = receive([arrived(b"no table", "holiday.csv")], by=sam)
    run = analyse(csv_text(subject(convictions=[local()])))
    signed_in(sam).post(f"/analyses/uploads/{unreadable.pk}/discard/")
    assert list(run.uploads.all()) == list(Upload.objects.all())
    assert unreadable not in Upload.objects.all()

import pytest

from eligibility.models import Determination, Run
from offices.models import Role
from records.models import Conviction, Subject
from tests.people import person, signed_in
from uploads.models import FileProblem

from .conftest import SUMMARY


@pytest.fixture
def determinations(complete, upload):
    subject = Subject.objects.create(office=upload.office, key="1", upload=upload, first_row=0, row_count=9)
    for number, (grade, outcome, needs_person) in enumerate(
        [
            ("felony", "Eligible for Dismissal", False),
            ("felony", "Hand Review", True),
            ("infraction", "Eligible for Dismissal", False),
            ("", "Hand Review", True),
        ]
    ):
        Determination.objects.create(
            office=upload.office,
            run=complete,
            conviction=Conviction.objects.create(office=upload.office, subject=subject, count_order=number),
            outcome=outcome,
            reason="R",
            section="11359 HS",
            code_section="11359",
            grade=grade,
            needs_person=needs_person,
        )
    return complete


def results(user, path="/analyses/results/"):
    return signed_in(user).get(path)


@pytest.mark.parametrize("role", Role)
def test_everyone_in_the_office_sees_the_results(role, complete):
    assert results(person(complete.office, role)).status_code == 200


def test_the_results_of_another_office_are_not_shown(otto, complete):
    assert "No results yet" in results(otto).content.decode()


@pytest.mark.parametrize("state", [*Run.NEXT, Run.State.FAILED, Run.State.CANCELLED])
def test_nothing_of_an_analysis_that_is_not_complete_can_be_seen(state, sam, run_in):
    run = run_in(state, summary=SUMMARY)
    assert "No results yet" in results(sam).content.decode()
    assert results(sam, f"/analyses/{run.pk}/results/").status_code == 404


def test_a_failed_analysis_leaves_the_earlier_results_standing(sam, complete, run_in):
    run_in(Run.State.FAILED)
    assert results(sam).context["run"] == complete


def test_the_newest_complete_analysis_is_what_results_means(sam, complete, run_in):
    newer = run_in(Run.State.COMPLETE, summary=SUMMARY, finished_at=complete.finished_at)
    assert results(sam).context["run"] == newer


def test_earlier_results_can_still_be_seen_and_say_that_they_are_not_the_newest(sam, complete, run_in):
    run_in(Run.State.COMPLETE, summary=SUMMARY, finished_at=complete.finished_at)
    page = results(sam, f"/analyses/{complete.pk}/results/").content.decode()
    assert "A newer analysis is complete" in page
    assert "What to do next" not in page


def test_the_big_figures_are_of_people_and_convictions(sam, complete):
    page = results(sam).content.decode()
    assert '<span class="figure__number">178</span>' in page
    assert "people with a Proposition 64 conviction in the county" in page
    assert '<span class="figure__number">411</span>' in page
    assert "11/24/1971" in page


def test_the_three_people_counts_stand_beside_what_could_be(sam, complete):
    assert results(sam).context["people"] == [
        ("Felony", 150, 63, 64),
        ("Conviction in the last seven years", 120, 40, 41),
        ("Any conviction", 178, 61, 62),
    ]


def test_reasons_and_flags_are_shown_with_their_numbers(sam, complete):
    page = results(sam).content.decode()
    assert '<td>Misdemeanor or Infraction</td><td class="number">170</td>' in page
    assert '<td>Convicted after the proposition took effect</td><td class="number">12</td>' in page


def test_problems_of_the_files_are_counted_and_lead_to_their_list(sam, complete, upload):
    file = upload.files.first()
    FileProblem.objects.create(file=file, kind="left-out-ragged-row", message="M", count=3)
    page = results(sam).content.decode()
    assert '<td>Left out: ragged row</td><td class="number">3</td>' in page
    assert f'href="/uploads/{upload.pk}/#problems"' in page


def test_what_was_not_understood_is_told_in_words(sam, complete):
    page = results(sam).content.decode()
    assert (
        '<td>A date could not be read: where it matters, a person decides.</td><td class="number">16</td>'
        in page
    )


def test_a_grade_that_is_not_in_the_file_is_not_called_a_misdemeanor(sam, determinations):
    grades = results(sam).context["grades"]
    assert grades.rows == [("Felony", [1, 1], 2), ("Infraction", [1, 0], 1), ("Not in the file", [0, 1], 1)]


def test_the_convictions_that_need_a_person_are_counted(sam, determinations):
    assert results(sam).context["waiting"] == 2


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.SUPERVISOR, ["Start review", "Make a filing"]),
        (Role.REVIEWER, ["Start review"]),
        (Role.CLERK, ["Make a filing"]),
        (Role.ADMINISTRATOR, ["Change the policy"]),
        (Role.AUDITOR, []),
    ],
)
def test_each_role_is_offered_what_it_can_do_next(role, offered, complete):
    page = results(person(complete.office, role)).content.decode()
    every = ["Start review", "Make a filing", "Change the policy"]
    assert [words for words in every if words in page] == offered


def test_while_the_first_analysis_is_under_way_its_page_is_offered(sam, run_in):
    run = run_in(Run.State.READING)
    assert f'href="/analyses/{run.pk}/"' in results(sam).content.decode()


def test_an_analysis_that_found_nothing_shows_empty_tables_not_an_error(sam, run_in, complete):
    nobody = {"now": 0, "after": 0, "if_all": 0}
    none = {"people_concerned": 0, "convictions": 0, "felonies": 0, "earliest": None}
    empty = {"by_outcome": {}, "by_section": {}, "by_reason": [], "by_flag": [], "problems": {}}
    counts = {"people_counts": dict.fromkeys(SUMMARY["people_counts"], nobody)}
    run_in(Run.State.COMPLETE, summary=SUMMARY | none | empty | counts, finished_at=complete.finished_at)
    assert results(sam).status_code == 200

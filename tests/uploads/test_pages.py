import re

import pytest

from audit.models import Event
from offices.models import Role
from tests.people import person, signed_in
from uploads import services
from uploads.models import FileProblem

from .conftest import arrived

MAY_SEE = {Role.ADMINISTRATOR, Role.SUPERVISOR, Role.REVIEWER, Role.AUDITOR}
MAY_SEND = {Role.ADMINISTRATOR, Role.SUPERVISOR}


@pytest.fixture
def problems(upload):
    first, second = upload.files.all()
    FileProblem.objects.create(
        file=first, row=7, column="PRI_DOB", value="=cmd()", kind="spreadsheet-date", message="M", count=3
    )
    FileProblem.objects.create(file=second, row=9, kind="left-out-ragged-row", message="N", remedy="Mend it.")
    return upload


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("page", "allowed"), [("/uploads/", MAY_SEE), ("/uploads/new/", MAY_SEND)])
def test_each_page_opens_for_the_roles_it_is_for(role, page, allowed, office):
    assert signed_in(person(office, role)).get(page).status_code == (200 if role in allowed else 403)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ["", "problems.csv"])
def test_an_upload_opens_for_the_roles_that_may_see_people(role, page, office, upload):
    response = signed_in(person(office, role)).get(f"/uploads/{upload.pk}/{page}")
    assert response.status_code == (200 if role in MAY_SEE else 403)


@pytest.mark.parametrize("page", ["", "problems.csv"])
def test_an_upload_of_another_office_is_not_there(page, otto, upload):
    assert signed_in(otto).get(f"/uploads/{upload.pk}/{page}").status_code == 404


def test_the_list_of_another_office_is_empty(otto, upload):
    assert "No file has been uploaded yet" in signed_in(otto).get("/uploads/").content.decode()


def test_the_list_names_the_files_and_how_many_rows_have_problems(problems, sam):
    problems.files.update(rows=1500)
    page = signed_in(sam).get("/uploads/").content.decode()
    assert "first.dat" in page
    assert "3,000" in page
    assert re.search(r'class="number">4<', page)


def test_an_upload_that_was_not_read_yet_says_so(sam, upload):
    page = signed_in(sam).get(f"/uploads/{upload.pk}/").content.decode()
    assert "not read yet" in page
    assert upload.files.first().sha256 in page


def test_an_upload_made_only_of_files_sent_before_names_the_earlier_one(sam, upload):
    again = services.receive([arrived(b"first file", "again.dat")], by=sam)
    page = signed_in(sam).get(f"/uploads/{again.pk}/?as_of=2026-07-01").content.decode()
    assert f'<a href="/uploads/{upload.pk}/">upload {upload.pk}</a>' in page
    assert "Analyze all the same" in page
    assert 'value="2026-07-01"' in page


def test_an_upload_of_which_nothing_could_be_read_can_only_be_discarded(sam, upload):
    upload.files.update(rows=0)
    page = signed_in(sam).get(f"/uploads/{upload.pk}/").content.decode()
    assert "Nothing of it could be read" in page
    assert f"Discard upload {upload.pk}" in page
    assert "Analyze</button>" not in page


def test_problems_can_be_narrowed_to_a_kind(problems, sam):
    page = signed_in(sam).get(f"/uploads/{problems.pk}/?kind=left-out-ragged-row")
    assert [problem.row for problem in page.context["page"]] == [9]


def test_problems_can_be_narrowed_to_a_file(problems, sam):
    file = problems.files.first()
    page = signed_in(sam).get(f"/uploads/{problems.pk}/?file={file.pk}")
    assert [problem.row for problem in page.context["page"]] == [7]


@pytest.mark.parametrize("query", ["kind=nonsense", "file=999999", "file=x", "page=x"])
def test_a_query_that_means_nothing_narrows_nothing(query, problems, sam):
    page = signed_in(sam).get(f"/uploads/{problems.pk}/?{query}")
    assert len(page.context["page"]) == 2


def test_a_page_of_problems_keeps_the_filter_in_its_links(upload, sam):
    file = upload.files.first()
    FileProblem.objects.bulk_create(
        FileProblem(file=file, row=row, kind="stray-quote", message="M") for row in range(51)
    )
    page = signed_in(sam).get(f"/uploads/{upload.pk}/?kind=stray-quote&page=1").content.decode()
    assert 'href="?kind=stray-quote&page=2"' in page


def test_the_download_lists_every_problem_and_runs_no_formula(problems, sam):
    response = signed_in(sam).get(f"/uploads/{problems.pk}/problems.csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "first.dat,7,PRI_DOB,'=cmd(),Spreadsheet date,M,,3"
    assert lines[2] == "second.csv,9,,,Left out: ragged row,N,Mend it.,1"


def test_the_download_is_recorded(problems, sam):
    signed_in(sam).get(f"/uploads/{problems.pk}/problems.csv")
    assert Event.objects.filter(verb="downloaded problems", subject_id=problems.pk, by=sam).exists()

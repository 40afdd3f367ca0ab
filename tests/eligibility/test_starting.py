"""From the form of a new upload to an analysis under way."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Event
from eligibility import services as analyses
from eligibility.models import Run
from offices.models import Role
from tests.people import person, signed_in
from uploads import services
from uploads.models import Upload

AS_JSON = {"accept": "application/json"}


def form(*files, **fields):
    named = [SimpleUploadedFile(name, content) for name, content in files]
    return {"chosen": named, "as_of": "2026-07-01", "arrived": "yes"} | fields


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 11, 23))


def test_files_that_arrive_are_kept_and_analysed(sam, policy_version):
    sent = form(("a.dat", b"some rows"), ("b.CSV", b"more rows"))
    response = signed_in(sam).post("/analyses/start/", sent)
    run = Run.objects.get()
    assert response.url == f"/analyses/{run.pk}/"
    assert (run.as_of, run.by) == (datetime.date(2026, 7, 1), sam)
    assert [file.path.read_bytes() for file in run.uploads.get().files.all()] == [b"some rows", b"more rows"]


def test_the_handler_takes_the_digest_on_the_way(sam, policy_version):
    signed_in(sam).post("/analyses/start/", form(("a.dat", b"abc")))
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert Upload.objects.get().files.get().sha256 == digest


def test_a_file_goes_to_disk_as_it_arrives_and_nothing_stays_behind(
    sam, policy_version, data_folder, monkeypatch
):
    seen = []
    monkeypatch.setattr(
        services,
        "receive",
        lambda files, by, receive=services.receive: seen.append(on_disk(files)) or receive(files, by=by),
    )
    signed_in(sam).post("/analyses/start/", form(("a.dat", b"x" * 100_000)))
    assert seen == [[100_000]]
    assert list((data_folder / "incoming").iterdir()) == []


def on_disk(files):
    return [(services.Path(file.temporary_file_path())).stat().st_size for file in files]


def test_the_script_of_the_page_is_told_where_to_go(sam, policy_version):
    response = signed_in(sam).post("/analyses/start/", form(("a.dat", b"rows")), headers=AS_JSON)
    assert response.json() == {"location": f"/analyses/{Run.objects.get().pk}/"}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose at least one file."),
        ([("a.dat", b"x"), ("b.pdf", b"x")], "b.pdf: files of this kind cannot be read."),
        ([("a.dat", b"")], "a.dat: the file is empty."),
    ],
)
def test_files_that_cannot_be_taken_are_refused_in_words_and_nothing_is_kept(
    files, words, sam, policy_version
):
    response = signed_in(sam).post("/analyses/start/", form(*files), headers=AS_JSON)
    assert response.status_code == 422
    assert response.json()["errors"][0].startswith(words)
    assert not Upload.objects.exists()


def test_without_a_script_the_page_comes_back_with_the_words(sam, policy_version):
    response = signed_in(sam).post("/analyses/start/", form(("b.pdf", b"x")))
    assert "b.pdf: files of this kind cannot be read." in response.content.decode()


def test_a_transfer_that_broke_off_is_not_taken_for_whole(sam, policy_version):
    sent = form(("a.dat", b"half of the rows"))
    del sent["arrived"]
    response = signed_in(sam).post("/analyses/start/", sent, headers=AS_JSON)
    assert "broke off" in response.json()["errors"][0]
    assert not Upload.objects.exists()


@pytest.mark.parametrize("as_of", ["", "yesterday", "1999-12-31", "2027-11-24"])
def test_a_date_that_must_be_a_slip_is_refused(as_of, sam, policy_version):
    response = signed_in(sam).post("/analyses/start/", form(("a.dat", b"x"), as_of=as_of), headers=AS_JSON)
    assert response.status_code == 422


@pytest.mark.parametrize("as_of", ["2000-01-01", "2027-11-23"])
def test_the_first_and_last_possible_dates_are_taken(as_of, sam, policy_version):
    signed_in(sam).post("/analyses/start/", form(("a.dat", b"x"), as_of=as_of))
    assert Run.objects.get().as_of.isoformat() == as_of


def test_an_upload_of_nothing_new_is_kept_but_waits_for_a_word(sam, policy_version, upload):
    response = signed_in(sam).post("/analyses/start/", form(("again.dat", b"first file")))
    again = Upload.objects.latest("id")
    assert response.url == f"/uploads/{again.pk}/?as_of=2026-07-01"
    assert not Run.objects.exists()


def test_an_upload_with_something_new_is_analysed_at_once(sam, policy_version, upload):
    signed_in(sam).post("/analyses/start/", form(("again.dat", b"first file"), ("new.dat", b"new")))
    assert Run.objects.count() == 1


def test_without_a_policy_the_upload_is_kept_and_the_page_says_what_is_missing(sam):
    response = signed_in(sam).post("/analyses/start/", form(("a.dat", b"x")), follow=True)
    assert response.redirect_chain == [(f"/uploads/{Upload.objects.get().pk}/", 302)]
    assert "not chosen its policy yet" in response.content.decode()


def test_files_for_which_there_is_no_room_are_refused_before_they_are_read(sam, monkeypatch):
    monkeypatch.setattr(services, "room", lambda: 10)
    response = signed_in(sam).post("/analyses/start/", form(("a.dat", b"x")), headers=AS_JSON)
    assert response.json()["errors"][0].startswith("There is room for 10\xa0bytes on this server")
    assert not Upload.objects.exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.AUDITOR])
def test_who_may_not_upload_is_refused_before_a_file_is_read(role, office, monkeypatch):
    monkeypatch.setattr("uploads.receiving.HashingUploadHandler.new_file", pytest.fail)
    response = signed_in(person(office, role)).post("/analyses/start/", form(("a.dat", b"x")))
    assert response.status_code == 403


def test_who_is_not_signed_in_is_sent_away_before_a_file_is_read(client, db, monkeypatch):
    monkeypatch.setattr("uploads.receiving.HashingUploadHandler.new_file", pytest.fail)
    assert client.post("/analyses/start/", form(("a.dat", b"x"))).status_code == 302


def test_no_other_page_takes_a_file_in(client, db, data_folder, monkeypatch):
    made = []
    monkeypatch.setattr("uploads.receiving.TemporaryUploadedFile", made.append)
    client.post("/account/login/", form(("a.dat", b"x" * 100_000)))
    assert made == []
    assert list((data_folder / "incoming").iterdir()) == []


def test_files_without_the_token_of_the_form_are_refused(sam):
    client = signed_in(sam)
    client.handler.enforce_csrf_checks = True
    assert client.post("/analyses/start/", form(("a.dat", b"x"))).status_code == 403
    assert not Upload.objects.exists()


def test_a_person_who_signs_in_anew_lands_on_the_page_for_uploads(sam):
    assert signed_in(sam).get("/analyses/start/").url == "/uploads/new/"


def test_an_upload_is_one_event_and_its_analysis_another(sam, policy_version):
    signed_in(sam).post("/analyses/start/", form(("a.dat", b"x")))
    assert [event.verb for event in Event.objects.all()] == ["started analysis", "uploaded"]


def test_what_was_uploaded_can_be_analysed_again_as_of_another_date(sam, policy_version, upload):
    signed_in(sam).post("/analyses/again/", {"as_of": "2026-01-31"})
    assert list(Run.objects.get().uploads.all()) == [upload]


def test_an_analysis_as_of_no_date_is_not_started(sam, policy_version, upload):
    assert signed_in(sam).post("/analyses/again/", {"as_of": ""}).status_code == 422
    assert not Run.objects.exists()


def test_an_analysis_whose_worker_is_gone_makes_room_for_another(sam, run_in):
    stopped = run_in(Run.State.READING, beat_at=timezone.now() - datetime.timedelta(minutes=16))
    signed_in(sam).post("/analyses/again/", {"as_of": "2026-01-31"})
    stopped.refresh_from_db()
    assert (stopped.state, stopped.cancel_asked) == (Run.State.FAILED, True)
    assert "stopped before the end" in stopped.failure
    assert Run.objects.latest("id").state == Run.State.WAITING


def test_an_analysis_with_a_sign_of_life_does_not(sam, run_in):
    run_in(Run.State.READING, beat_at=timezone.now() - datetime.timedelta(minutes=14))
    signed_in(sam).post("/analyses/again/", {"as_of": "2026-01-31"})
    assert Run.objects.count() == 1


def test_what_was_under_way_when_the_workers_ended_is_taken_up_again(run_in, monkeypatch):
    handed = []
    monkeypatch.setattr(analyses, "_hand_over", handed.append)
    under_way = [run_in(state) for state in Run.NEXT]
    run_in(Run.State.COMPLETE)
    assert analyses.take_up_again() == handed == under_way[::-1]

from pathlib import Path

import pytest
from django.db import transaction

from audit.models import Event
from uploads import services
from uploads.models import Upload

from .conftest import arrived


def test_an_arrived_file_is_renamed_into_the_folder_of_its_upload(sam):
    file = arrived(b"some rows")
    arrived_as = Path(file.temporary_file_path()).stat().st_ino
    kept = services.receive([file], by=sam).files.get()
    assert kept.path.stat().st_ino == arrived_as
    assert kept.path.read_bytes() == b"some rows"


def test_closing_an_arrived_file_afterwards_takes_nothing_away(sam):
    file = arrived(b"some rows")
    kept = services.receive([file], by=sam).files.get()
    file.close()
    assert kept.path.exists()


def test_the_name_a_person_gave_a_file_is_kept_but_never_becomes_a_path(sam):
    kept = services.receive([arrived(b"some rows", "LÓPEZ County.DAT")], by=sam).files.get()
    assert kept.name == "LÓPEZ County.DAT"
    assert kept.path.name == "0.dat"


def test_a_file_sent_before_is_recognised_under_another_name(sam, upload):
    again = services.receive([arrived(b"second file", "copy.csv")], by=sam)
    assert again.files.get().repeats == upload.files.get(position=1)


def test_a_file_chosen_twice_at_once_is_recognised(sam):
    upload = services.receive([arrived(b"rows", "a.dat"), arrived(b"rows", "b.dat")], by=sam)
    assert [file.repeats_id for file in upload.files.all()] == [None, upload.files.first().pk]


def test_the_same_bytes_sent_by_another_office_are_not_a_repetition(otto, upload):
    assert services.receive([arrived(b"first file")], by=otto).files.get().repeats is None


def test_an_upload_leaves_one_event_without_the_names_of_files(sam, upload):
    event = Event.objects.get(verb="uploaded", subject_id=upload.pk)
    assert event.by == sam
    assert event.detail == {"sha256": [file.sha256 for file in upload.files.all()], "bytes": 21}


def test_an_upload_that_fails_half_way_leaves_neither_rows_nor_files(sam, data_folder):
    lost = arrived(b"second")
    Path(lost.temporary_file_path()).unlink()
    with pytest.raises(FileNotFoundError):
        services.receive([arrived(b"first"), lost], by=sam)
    assert not Upload.objects.exists()
    assert list((data_folder / "uploads").iterdir()) == []


@pytest.mark.parametrize("name", ["report.pdf", "extract", "extract.xls", "extract.dat.exe"])
def test_a_file_of_another_kind_is_refused_by_name(name, settings):
    assert services.cannot_receive(arrived(b"x", name)).startswith(f"{name}: files of this kind")


def test_an_empty_file_is_refused_with_a_remedy():
    assert services.cannot_receive(arrived(b"")) == (
        "extract.dat: the file is empty. Copy it again from where you received it, and send that."
    )


@pytest.mark.parametrize("name", ["a.dat", "A.DAT", "b.csv", "c.Xlsx"])
def test_the_readable_kinds_are_taken_in_any_case(name):
    assert services.cannot_receive(arrived(b"x", name)) == ""


def test_a_discarded_upload_takes_its_files_with_it(sam, upload, django_capture_on_commit_callbacks):
    folder = upload.folder
    with django_capture_on_commit_callbacks(execute=True):
        services.discard(upload, by=sam)
    assert not folder.exists()
    assert not Upload.objects.exists()


def test_a_discarded_upload_leaves_an_event(sam, upload):
    pk = upload.pk
    services.discard(upload, by=sam)
    assert Event.objects.filter(verb="discarded", subject_id=pk, by=sam).count() == 1


def test_the_files_stay_when_the_discarding_is_rolled_back(sam, upload, django_capture_on_commit_callbacks):
    folder = upload.folder
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        services.discard(upload, by=sam)
        transaction.set_rollback(True)
    assert folder.exists()

"""An office with one person of each role, another office, and files as they come off the wire."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client

from offices.models import Office, Role, User
from uploads.services import receive

ARRIVED: list[TemporaryUploadedFile] = []


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path) -> Iterator[Path]:
    settings.DATA_DIR = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    yield tmp_path
    while ARRIVED:  # as a request does at its end
        ARRIVED.pop().close()


@pytest.fixture
def office(db) -> Office:
    return Office.objects.create(name="Sacramento County District Attorney", county="SACRAMENTO")


@pytest.fixture
def other_office(db) -> Office:
    return Office.objects.create(name="Yolo County District Attorney", county="YOLO")


def person(office: Office, role: str) -> User:
    name = f"{role} of {office.county}".title()
    return User.objects.create(
        email=f"{role}@{office.county}.example".lower(), name=name, office=office, role=role
    )


@pytest.fixture
def administrator(office) -> User:
    return person(office, Role.ADMINISTRATOR)


@pytest.fixture
def supervisor(office) -> User:
    return person(office, Role.SUPERVISOR)


@pytest.fixture
def stranger(other_office) -> User:
    """An administrator, but of another office."""
    return person(other_office, Role.ADMINISTRATOR)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def arrived(content: bytes, name: str = "extract.dat") -> TemporaryUploadedFile:
    """A file as the upload handler leaves it: in a temporary place, with its digest."""
    file = TemporaryUploadedFile(name, "application/octet-stream", len(content), None)
    file.write(content)
    file.seek(0)
    file.sha256 = hashlib.sha256(content).hexdigest()
    ARRIVED.append(file)
    return file


@pytest.fixture
def upload(supervisor):
    return receive(
        [arrived(b"first file", "first.dat"), arrived(b"second file", "second.csv")], by=supervisor
    )

"""Files as they come off the wire, and an upload of two of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from uploads.models import Upload
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


def arrived(content: bytes, name: str = "extract.dat") -> TemporaryUploadedFile:
    """A file as the upload handler leaves it: in a temporary place, with its digest."""
    file = TemporaryUploadedFile(name, "application/octet-stream", len(content), None)
    file.write(content)
    file.seek(0)
    file.sha256 = hashlib.sha256(content).hexdigest()
    ARRIVED.append(file)
    return file


@pytest.fixture
def upload(sam) -> Upload:
    return receive([arrived(b"first file", "first.dat"), arrived(b"second file", "second.csv")], by=sam)

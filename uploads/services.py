"""What can be done with uploads: taken in, and thrown away again as long as nothing rests on them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from audit.services import record
from offices.models import User

from .models import Upload, UploadedFile

READABLE = (".dat", ".csv", ".xlsx")

# An upload takes its own size, and as much again for the histories and results that are made of it.
ROOM_FACTOR = 2


def room() -> int:
    """How many bytes of files this server has room for."""
    return shutil.disk_usage(settings.DATA_DIR).free // ROOM_FACTOR


def cannot_take(size: int) -> str:
    """Why so many bytes cannot be taken in, or ""."""
    if size <= (left := room()):
        return ""
    return (
        f"There is room for {filesizeformat(left)} on this server, and the files have {filesizeformat(size)}."
        " Ask whoever looks after it to make room, then send them again."
    )


def cannot_receive(file: TemporaryUploadedFile) -> str:
    """Why a file is refused on arrival, or "". What it holds is judged later, by the reader."""
    if Path(file.name or "").suffix.lower() not in READABLE:
        return (
            f"{file.name}: files of this kind cannot be read. "
            f"Send the file as received from the Department of Justice ({', '.join(READABLE)})."
        )
    if not file.size:
        return f"{file.name}: the file is empty. Copy it again from where you received it, and send that."
    return ""


@transaction.atomic
def receive(files: Sequence[TemporaryUploadedFile], *, by: User) -> Upload:
    """Keeps files that have arrived, in the order given, as one upload.

    They are renamed into its folder and never copied: a file of gigabytes is written to disk once.
    If anything fails, neither rows nor files stay.
    """
    upload = Upload.objects.create(office=by.office, by=by)
    upload.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        kept = [_keep(file, upload, position) for position, file in enumerate(files)]
        digests = [file.sha256 for file in kept]
        record(by, "uploaded", upload, sha256=digests, bytes=sum(file.size for file in kept))
    except BaseException:
        shutil.rmtree(upload.folder)
        raise
    return upload


def _keep(file: TemporaryUploadedFile, upload: Upload, position: int) -> UploadedFile:
    sha256 = file.sha256  # type: ignore[attr-defined]  # left there by HashingUploadHandler
    known = UploadedFile.objects.filter(upload__office=upload.office_id, sha256=sha256)
    kept = UploadedFile.objects.create(
        upload=upload,
        position=position,
        name=file.name or "",
        size=file.size or 0,
        sha256=sha256,
        repeats=known.order_by("id").first(),
    )
    Path(file.temporary_file_path()).rename(kept.path)
    return kept


def only_repeats(upload: Upload) -> bool:
    """Whether every file of it has been sent before: then nothing new can come of it."""
    return all(file.repeats_id for file in upload.files.all())


def is_unreadable(upload: Upload) -> bool:
    """Whether it has been read, and not one row was found in any of its files."""
    return all(file.rows == 0 for file in upload.files.all())


@transaction.atomic
def discard(upload: Upload, *, by: User) -> None:
    """Throws an upload away, with its files. The database refuses where a person is known by it."""
    folder = upload.folder
    record(by, "discarded", upload, sha256=[file.sha256 for file in upload.files.all()])
    upload.delete()
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))

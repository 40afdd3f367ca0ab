"""Taking a file off the wire: straight to disk, never into memory, with its digest taken on the way.

Django reads the files of a request before any view can say who may send them, on every page. So the handler
of the settings takes none in, and the one view that expects files chooses the other, once it knows who asks.
"""

import hashlib
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler


class NoFiles(FileUploadHandler):
    """Breaks off a request that carries a file, before anything of the file is read."""

    def new_file(self, *arguments: Any, **keywords: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached."""

    def file_complete(self, file_size: int) -> None:
        """Never reached."""


class HashingUploadHandler(TemporaryFileUploadHandler):
    """Django's own handler, which also leaves `sha256` (hexadecimal) on the file."""

    def new_file(self, *arguments: Any, **keywords: Any) -> None:
        super().new_file(*arguments, **keywords)
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.digest.update(raw_data)
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> TemporaryUploadedFile:
        super().file_complete(file_size)
        self.file.sha256 = self.digest.hexdigest()  # type: ignore[attr-defined]
        return self.file

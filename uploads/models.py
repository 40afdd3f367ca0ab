"""A file in: what was uploaded, by whom, and what was wrong with it."""

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models

from offices.models import Office, OwnedQuerySet, User


class Upload(models.Model):
    """One extract of the state's file: one or many files that belong together, uploaded at once."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Upload {self.pk}"

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR) / "uploads" / str(self.pk)

    @property
    def history(self) -> Path:
        """The complete rows of every person, ordered by person. Stands once the upload has been read."""
        return self.folder / "history.parquet"

    @property
    def people(self) -> Path:
        """Where each person's rows lie in the history: `key`, `first_row`, `row_count`."""
        return self.folder / "people.parquet"


class UploadedFile(models.Model):
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField(help_text="Place among the files of the upload, from 0.")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, help_text="An earlier file with the same bytes."
    )
    rows = models.PositiveBigIntegerField(
        null=True, help_text="Data rows read; empty until the file has been read."
    )
    encoding = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["upload", "position"]
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="one_file_a_position")]
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Our own name on disk: what a person called the file never becomes a path."""
        return self.upload.folder / f"{self.position}{Path(self.name).suffix.lower()}"


NOT_QUOTED = "The first of these rows is not quoted here."


class FileProblemQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """Without those of a row of a sealed conviction; one that stands for many rows stays, unquoted."""
        return self.exclude(sealed=True, count=1)


class FileProblem(models.Model):
    """Something in a file that could not be taken as it stands, in words for the person who can mend it."""

    file = models.ForeignKey(UploadedFile, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveBigIntegerField(null=True, help_text="Data row, from 1; the header is not counted.")
    column = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    message = models.TextField()
    remedy = models.TextField(blank=True)
    fatal = models.BooleanField(default=False, help_text="Nothing of the file could be read.")
    count = models.PositiveBigIntegerField(default=1, help_text="Rows that this stands for.")
    sealed = models.BooleanField(default=False, help_text="Its row belongs to a sealed conviction.")

    objects = FileProblemQuerySet.as_manager()

    class Meta:
        ordering = ["file", "row", "id"]

    def __str__(self) -> str:
        return self.message

    @property
    def quoted(self) -> str:
        """What stands in the row, unless a court has sealed it."""
        return "" if self.sealed else self.value

    @property
    def words(self) -> str:
        return NOT_QUOTED if self.sealed else self.message

    @property
    def left_out(self) -> bool:
        """Whether the rows that it stands for are in no result."""
        return self.kind.startswith("left-out")

"""What the files said: the people and their convictions, as an office knows them over all its uploads."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from offices.models import Office, OwnedQuerySet, User
from uploads.models import Upload


class SubjectQuerySet(OwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Without people of whose convictions nothing is left: a court has sealed them all."""
        convictions = Conviction.objects.filter(subject=OuterRef("pk"))
        return super().visible_to(user).exclude(Exists(convictions.sealed()), ~Exists(convictions.unsealed()))


class Subject(models.Model):
    """A person whose history the state sent. Known by the state's subject id, within one office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    key = models.CharField(max_length=60, help_text="SUBJECT_ID; without one, the CII number or the row.")
    name = models.CharField(max_length=200, blank=True)
    cii_number = models.CharField(max_length=30, blank=True)
    born = models.CharField(max_length=20, blank=True, help_text="As the file writes it, YYYYMMDD.")
    deceased = models.BooleanField(null=True)

    # Where the person's rows lie: a range of the history of the newest upload that names them.
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT)
    first_row = models.PositiveBigIntegerField()
    row_count = models.PositiveIntegerField()

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_subject_a_key")]

    def __str__(self) -> str:
        return f"Subject {self.pk}"


class ConvictionQuerySet(OwnedQuerySet):
    def sealed(self) -> Self:
        """What a court has sealed: ordinary pages and lists leave it out."""
        return self.filter(sealed_on__isnull=False)

    def unsealed(self) -> Self:
        return self.filter(sealed_on=None)


class Conviction(models.Model):
    """A count that ended in conviction and that the programme concerns; the same in every later upload."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="convictions")
    count_order = models.CharField(max_length=40, help_text="CNT_ORDER: cycle, event and count.")
    sealed_on = models.DateField(null=True, help_text="The day of the order that dismissed and sealed it.")

    objects = ConvictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "count_order"], name="one_conviction_a_count")
        ]
        indexes = [
            models.Index(fields=["office"], name="sealed_convictions", condition=Q(sealed_on__isnull=False))
        ]

    def __str__(self) -> str:
        return f"Conviction {self.pk}"

from __future__ import annotations

from django.db import models

from offices.models import Office, OwnedQuerySet


class CourtBranch(models.Model):
    """A branch of the county's superior court, with the names by which the state's file means it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(max_length=200, help_text="As the second line of the court's title in captions.")
    judge = models.CharField(
        max_length=200,
        blank=True,
        help_text="Stands under the signature line of proposed orders; empty where it is not known.",
    )
    department = models.CharField(max_length=50, blank=True)
    file_names = models.JSONField(default=list, help_text="Court names (STP_ORI_DESCR) of the state's file.")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "court branch"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="one_branch_a_name")]

    def __str__(self) -> str:
        return self.name

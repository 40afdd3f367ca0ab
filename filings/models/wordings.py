from __future__ import annotations

from django.db import models

from offices.models import Office, OwnedQuerySet, User


class WordingVersion(models.Model):
    """The words of one kind of paper as an office wants them. A change is a new version; none is lost."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    built_in = models.BooleanField(default=False, help_text="The office went back to the built-in words.")
    same_as = models.PositiveIntegerField(
        null=True, help_text="The earlier version whose words are in use again."
    )
    title = models.TextField(blank=True)
    footer = models.TextField(blank=True)
    body = models.TextField(blank=True)
    relief = models.JSONField(default=dict, help_text="The sentence for each kind of relief.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "number"], name="one_wording_a_number")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class PaperSettings(models.Model):
    """What the papers of an office need besides its details. Without a row, as the defaults say."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="paper_settings")
    public_defender = models.CharField(max_length=200, default="Public Defender")
    public_defender_address = models.TextField("address of the public defender", blank=True)
    public_defender_email = models.EmailField("e-mail of the public defender", blank=True)
    judge = models.CharField(
        "judge who signs for the whole court",
        max_length=200,
        blank=True,
        help_text="For example the presiding judge. A paper for one branch names the judge of the branch.",
    )
    show_birth_year = models.BooleanField(
        "the public list shows the year of birth", default=False, help_text="Only where the court wants it."
    )

    def __str__(self) -> str:
        return f"Paper settings of office {self.office_id}"

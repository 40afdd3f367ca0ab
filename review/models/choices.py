"""What an office and its people choose about the review."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from offices.models import Office, OwnedQuerySet, User

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class ReviewSettings(models.Model):
    """How an office reviews. Without a row, as the defaults say."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="review_settings")
    claim_minutes = models.PositiveSmallIntegerField(
        "minutes that an opened conviction is held for its reviewer",
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    sample_percent = models.DecimalField(
        "percent of the determinations without a flag that a person looks at",
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=PERCENT,
    )
    second_percent = models.DecimalField(
        "percent of the decisions that a second person looks at",
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=PERCENT,
    )
    second_on_less_relief = models.BooleanField(
        "overrides towards less relief get a second review", default=True
    )
    second_on_challenge = models.BooleanField("challenges get a second review", default=True)
    second_on_flags = models.JSONField("decisions on these flags get a second review", default=list)
    blind = models.BooleanField(
        "the second reviewer sees the first decision only after giving an opinion", default=False
    )

    def __str__(self) -> str:
        return f"Review settings of office {self.office_id}"


class OverrideReason(models.Model):
    """A reason that the office lets its reviewers choose for deciding otherwise than proposed."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="override_reasons")
    words = models.CharField(max_length=200)
    needs_text = models.BooleanField("the reviewer must add an explanation", default=False)
    active = models.BooleanField("can be chosen", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "words"], name="one_reason_a_wording")]

    def __str__(self) -> str:
        return self.words


class SavedFilter(models.Model):
    """A choice among the items that is linked to by its number: what is searched for is in no address.

    Without a name it is a search that somebody made, kept only to be linked to.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    by = models.ForeignKey(User, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=100, blank=True)
    shared = models.BooleanField("everyone in the office sees it", default=False)
    text = models.CharField(max_length=100, blank=True)
    choices = models.JSONField(default=dict)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return f"Saved filter {self.pk}"


class KeyChoice(models.Model):
    """The keys that a person has chosen for the review pages."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="review_keys")
    on = models.BooleanField("single keys do something", default=True)
    keys = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Keys of user {self.user_id}"

"""What an office has chosen about its review, or the defaults where it has not."""

from contextlib import suppress

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from offices.models import Office, User

from .models import Decision, OverrideReason, ReviewSettings

# The last one asks for an explanation; the office edits the list.
DEFAULT_REASONS = (
    ("The court file shows another conviction than the state's file", False),
    ("The court file shows another date", False),
    ("The court file shows a sentence that has been completed", False),
    ("The court file shows a disqualifying prior conviction", False),
    ("The prior conviction that disqualifies is not this person's", False),
    ("Agreement with the defense or the court", False),
    ("Other", True),
)


def settings_of(office: Office) -> ReviewSettings:
    # Read once for each office that a request has at hand.
    with suppress(ReviewSettings.DoesNotExist):
        return office.review_settings
    return ReviewSettings(office=office)


def reasons_of(office: Office) -> list[OverrideReason]:
    """The reasons that a reviewer may choose from."""
    return [reason for reason in all_reasons_of(office) if reason.active]


def all_reasons_of(office: Office) -> QuerySet[OverrideReason]:
    """Those that were put away too. An office that has none yet is given the defaults."""
    reasons = OverrideReason.objects.filter(office=office)
    if not reasons:
        OverrideReason.objects.bulk_create(
            [
                OverrideReason(office=office, words=words, needs_text=needs_text, position=position)
                for position, (words, needs_text) in enumerate(DEFAULT_REASONS)
            ],
            ignore_conflicts=True,
        )
        return reasons.all()
    return reasons


@transaction.atomic
def change_settings(settings: ReviewSettings, *, by: User) -> None:
    settings.save()
    fields = (
        "claim_minutes",
        "sample_percent",
        "second_percent",
        "second_on_less_relief",
        "second_on_challenge",
    )
    chosen = {field: str(getattr(settings, field)) for field in (*fields, "second_on_flags", "blind")}
    record(by, "changed review settings", settings, chosen=chosen)


@transaction.atomic
def change_reasons(reasons: list[OverrideReason], *, by: User) -> None:
    """What was decided keeps its words: a reason that was used is put away where it is worded anew."""
    for reason in reasons:
        reason.office = by.office
        if is_used_otherwise_worded(reason):
            OverrideReason.objects.filter(pk=reason.pk).update(active=False)
            reason.pk, reason._state.adding = None, True
        reason.save()
    record(by, "changed override reasons", by.office, count=len(reasons))


def is_used_otherwise_worded(reason: OverrideReason) -> bool:
    decisions = Decision.objects.filter(because=reason.pk).exclude(because__words=reason.words)
    return bool(reason.pk) and decisions.exists()

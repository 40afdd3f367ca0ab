from django.db.models import Model

from offices.models import Office, User

from .models import Event


def record(
    by: User | None,
    verb: str,
    subject: Model | None = None,
    *,
    office: Office | None = None,
    **detail: object,
) -> Event:
    """Adds one event. Call it inside the transaction that makes the change, so that both stand or neither.

    `detail` holds what the event needs to be understood later: ids, counts, settings; never names or numbers
    of the people in the records. `office` is needed only when nobody is signed in.
    """
    return Event.objects.create(
        office=office or (by.office if by else None),
        by=by,
        verb=verb,
        subject_type=str(subject._meta.verbose_name) if subject else "",
        subject_id=subject.pk if subject else None,
        detail=detail,
    )

from offices.models import User
from offices.permissions import cannot_upload
from uploads.models import Upload

from .models import Run


def cannot_discard(user: User, upload: Upload) -> str:
    """An upload may be thrown away until an analysis rests on it."""
    resting = upload.runs.exclude(state__in=[Run.State.FAILED, Run.State.CANCELLED]).first()
    if resting:
        return f"{resting} rests on this upload, so it stays."
    return cannot_upload(user)

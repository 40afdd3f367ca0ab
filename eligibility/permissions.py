from offices.models import User
from offices.permissions import cannot_upload
from uploads.models import Upload
from uploads.services import is_unreadable

from .models import Run


def cannot_discard(user: User, upload: Upload) -> str:
    """An upload may be thrown away until an analysis rests on it; on one that cannot be read, none does."""
    nothing_rests = [Run.State.FAILED, Run.State.CANCELLED]
    nothing_rests += [Run.State.COMPLETE] if is_unreadable(upload) else []
    resting = upload.runs.exclude(state__in=nothing_rests).first()
    if resting:
        return f"{resting} rests on this upload, so it stays."
    return cannot_upload(user)

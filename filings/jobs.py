"""What a worker does. A job takes ids, calls one service, and may run twice."""

from . import making
from .models import Filing


def make_documents(filing_id: int) -> None:
    making.make_documents(Filing.objects.get(pk=filing_id))

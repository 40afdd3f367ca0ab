"""What a worker does. A job takes ids, calls one service, and may run twice."""

import logging

from . import services
from .models import Filing

logger = logging.getLogger(__name__)


def make_documents(filing_id: int) -> None:
    filing = Filing.objects.get(pk=filing_id)
    try:
        services.make_documents(filing)
    except Exception as error:
        # The text of an exception may quote somebody's record.
        logger.error("documents of filing %s failed: %s", filing_id, type(error).__name__)
        filing.state = Filing.State.FAILED
        filing.save(update_fields=["state"])

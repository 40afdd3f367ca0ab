"""Whether the application can do its work: asked by the launcher, and by whatever watches a server."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS_FOR_REDIS = 2
logger = logging.getLogger(__name__)


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    """No migration in the code is missing in the database."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def redis_answers() -> bool:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=SECONDS_FOR_REDIS, retry=Retry(NoBackoff(), 0)
    )
    with client:
        return bool(client.ping())


# In this order: without the database nobody can tell about migrations.
PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "redis": redis_answers,
}


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part works; else 503 naming the first that does not, and only the log says why."""
    for part, works in PARTS.items():
        if not _works(part, works):
            return JsonResponse({"status": "unavailable", "part": part}, status=503)
    return JsonResponse({"status": "ok"})


def _works(part: str, works: Callable[[], bool]) -> bool:
    try:
        return works()
    except (DatabaseError, redis.RedisError, OSError) as error:
        logger.warning("%s does not work: %s", part, error)
        return False

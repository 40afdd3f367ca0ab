"""How gunicorn serves the application: `gunicorn -c python:clearmyrecord.web clearmyrecord.wsgi`."""

import gc
import os
from importlib import import_module
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template.loader import get_template

from clearmyrecord.processes import die_with_parent

worker_class = "gthread"
# One process computes on one processor: one more keeps pages quick while the others are at work.
workers = int(os.environ.get("WEB_CONCURRENCY", 0)) or max(2, min(os.cpu_count() or 2, 4)) + 1
# Pages that are made at the same time in one process wait for each other at every step: few at a time are
# sooner done. A second one, so that who downloads a long document slowly keeps nobody else waiting.
threads = 2
# A new connection to PostgreSQL for each request costs more than many a page.
raw_env = ["SECONDS_A_CONNECTION_IS_KEPT=600"]
# How long a request may still take once the end is asked for, in seconds.
graceful_timeout = 3
# Its default place is shared by all instances of one account.
control_socket_disable = True
# One of the processes counts ahead for all of them, once in so many seconds.
SECONDS_OF_COUNTING = 60
# The path without what is asked in it: a search may name a person.
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms"


def post_worker_init(worker: Any) -> None:
    """Gunicorn calls this once the application is loaded."""
    # Nobody shall wait for what the first request would load, nor for the garbage collector to look at it.
    import_module(settings.ROOT_URLCONF)
    templates = settings.BASE_DIR / "templates"
    for template in templates.rglob("*.html"):
        get_template(str(template.relative_to(templates)))
    gc.collect()
    gc.freeze()
    Thread(target=count_ahead, daemon=True).start()


def count_ahead() -> None:
    """Meanwhile the first pages are served: they count for themselves what is not counted yet."""
    if cache.add("counting-ahead", value=True, timeout=SECONDS_OF_COUNTING):
        import_module("review.lists").count_ahead()
    connections.close_all()


def post_fork(server: Any, worker: Any) -> None:
    """Gunicorn calls this in each process that serves."""
    die_with_parent(server.pid)

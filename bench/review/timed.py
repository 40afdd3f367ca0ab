"""The application as gunicorn serves it, with a header that says how long it took to make each answer."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from clearmyrecord.wsgi import application as served

HEADER = "Server-Timing"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`clock` is milliseconds from the moment the application has the request until its answer is ready,
    waiting for the database and for other requests included; `processor` is the thread's own work."""
    started, busy = time.perf_counter(), time.thread_time()

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        clock = (time.perf_counter() - started) * 1000
        processor = (time.thread_time() - busy) * 1000
        timing = (HEADER, f"clock;dur={clock:.2f}, processor;dur={processor:.2f}")
        return start_response(status, [*headers, timing], *more)

    return served(environ, start)

"""The web server and its Redis, started as the launcher starts them, on a free port of this machine."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from clearmyrecord import private_redis, processes

SECONDS_TO_SERVE = 60


@contextlib.contextmanager
def serving(data: Path) -> Iterator[int]:
    """Gives the port. What was started ends with the block."""
    logs = data / "logs"
    logs.mkdir(exist_ok=True)
    with private_redis.running(data, logs=logs, environment=os.environ) as (_, address):
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:clearmyrecord.web"]
        command += ["--bind", f"127.0.0.1:{port}", "bench.review.timed"]
        environment = {**os.environ, "REDIS_URL": address}
        web = processes.start("web", command, logs=logs, environment=environment)
        try:
            wait_until_it_answers(port)
            yield port
        finally:
            processes.end([web])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_SERVE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("The web server did not answer.")

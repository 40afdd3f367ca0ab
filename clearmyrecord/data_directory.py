"""The folder that holds everything the application knows: private, and used by one launcher at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from clearmyrecord.processes import Trouble

# What only this application puts there: a folder with one of these is ours to close to others.
OURS = ("launcher.lock", "secret_key", "database.sqlite3")


@contextlib.contextmanager
def claimed(directory: Path) -> Iterator[None]:
    """Makes the folder and holds it; the kernel lets it go when this process ends, however it ends."""
    make_private(directory)
    with (directory / "launcher.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Trouble(
                f"The data directory {directory} is in use: Clear My Record runs already "
                f"(process {lock.read()}).\nEnd that one first, or choose another directory with DATA_DIR."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def make_private(directory: Path) -> None:
    """Makes the folder for this account only. Raises Trouble rather than closing one that has other uses."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(directory.stat().st_mode) == 0o700:
            return
        if any(directory.iterdir()) and not any((directory / name).exists() for name in OURS):
            raise Trouble(
                f"{directory} holds other things and can be opened by other people of this machine.\n"
                "It will hold criminal histories: choose an empty directory with DATA_DIR, or run: "
                f"chmod 700 {directory}"
            )
        directory.chmod(0o700)
    except OSError as error:
        raise Trouble(f"The data directory cannot be used: {error}") from None


def make_secret_key(directory: Path) -> None:
    """Makes the key that signs sessions and forms, once."""
    key = directory / "secret_key"
    if not key.exists():
        # Renamed into place when whole: half a key must never be taken for one.
        whole = directory / "secret_key.new"
        whole.unlink(missing_ok=True)
        whole.touch(mode=0o600)
        whole.write_text(secrets.token_urlsafe(64))
        whole.replace(key)

"""The inputs, parsed in another thread while the law is loaded, which takes as long as many a file."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

from uploads.formats.columns import CONDENSED, NEEDED
from uploads.formats.files import FileRows, read_files

COLUMNS = tuple(dict.fromkeys((*NEEDED, *CONDENSED)))


class _Abandoned(Exception):
    """Nobody waits for the files any more."""


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file is written, its size and the time of its last change; None without a file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


class Parsing:
    """Files that are being parsed; `close` ends it early. `fraction` tells how much of them is done."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.fraction = 0.0
        self._paths = paths
        self._stamps = [_stamp(path) for path in paths]
        self._over = Event()
        self._pool = ThreadPoolExecutor(1)
        self._files = self._pool.submit(read_files, paths, COLUMNS, self._tell)

    def _tell(self, rows: int, fraction: float) -> None:
        if self._over.is_set():
            raise _Abandoned
        self.fraction = fraction

    def done(self, within: float) -> bool:
        """Whether all is parsed; waits up to so many seconds for it."""
        return bool(wait([self._files], within).done)

    def files(self) -> list[FileRows]:
        """The files parsed, when all are. Asked for once: what was parsed is too large to be kept."""
        files = self._files.result()
        del self._files
        return files

    def changed(self) -> list[Path]:
        """The inputs that somebody has written since: what was read of them is not one file's content."""
        pairs = zip(self._paths, self._stamps, strict=True)
        return [path for path, stamp in pairs if _stamp(path) != stamp]

    def close(self) -> None:
        """Let go of the files, at the next block of the one that is being parsed."""
        self._over.set()
        self._pool.shutdown()

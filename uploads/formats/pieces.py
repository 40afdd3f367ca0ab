"""The text of a file piece by piece; what was too much of a piece is given back and read again."""

import codecs
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from uploads.formats.encodings import Encoding

PIECE = 8 << 20


class Reader(Protocol):
    """Text in UTF-8 (or Windows-1252) with line feeds."""

    fraction: float

    def read(self, again: int) -> bytes:
        """The next piece, beginning with the last `again` bytes of the piece before; no more at the end."""

    def close(self) -> None:
        """Let go of the file."""


class FileReader:
    """A file whose bytes are taken as they are. Going back is cheaper than putting pieces together."""

    def __init__(self, path: Path, start: int) -> None:
        self.file = path.open("rb", buffering=0)
        self.file.seek(start)
        self.size = max(path.stat().st_size, 1)
        self.fraction = 0.0

    def read(self, again: int) -> bytes:
        self.file.seek(-again, 1)
        piece = self.file.read(PIECE + again)
        self.fraction = min(self.file.tell() / self.size, 1.0)
        return piece

    def close(self) -> None:
        self.file.close()


class PiecesReader:
    """Text that has to be made first: pieces of any size, each with the fraction of the file that it ends."""

    def __init__(self, pieces: Iterator[tuple[bytes, float]]) -> None:
        self.pieces = pieces
        self.last = b""
        self.fraction = 0.0

    def read(self, again: int) -> bytes:
        rest = self.last[len(self.last) - again :]
        piece, self.fraction = next((made for made in self.pieces if made[0]), (b"", 1.0))
        self.last = rest + piece
        return self.last

    def close(self) -> None:
        self.pieces = iter(())


def text_reader(path: Path, encoding: Encoding) -> Reader:
    """Read a text file, whatever its encoding."""
    if encoding.is_plain:
        return FileReader(path, encoding.mark)
    return PiecesReader(_made_plain(path, encoding))


def mapped(path: Path, start: int, size: int) -> memoryview:
    """A part of a file as the system holds it, not copied.

    Only to be passed on to the system, which refuses what the file has lost since; a process that looked at
    it itself would be ended. Raises ValueError if the file is too short already.
    """
    before = start % mmap.ALLOCATIONGRANULARITY
    with path.open("rb") as file:
        part = mmap.mmap(
            file.fileno(),
            before + size,
            flags=mmap.MAP_PRIVATE | getattr(mmap, "MAP_POPULATE", 0),
            prot=mmap.PROT_READ,
            offset=start - before,
        )
    return memoryview(part)[before:]


def _made_plain(path: Path, encoding: Encoding) -> Iterator[tuple[bytes, float]]:
    whole = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        file.seek(encoding.mark)
        decoder = codecs.getincrementaldecoder(encoding.codec)("replace") if encoding.codec else None
        while piece := file.read(PIECE):
            text = decoder.decode(piece).encode("utf-8", "replace") if decoder else piece
            plain = text.replace(b"\r", b"\n") if encoding.carriage_returns else text
            yield plain, file.tell() / whole
        if decoder:
            yield decoder.decode(b"", final=True).encode("utf-8", "replace"), 1.0

"""Writing a PDF file object by object, the small ones packed into streams (PDF 1.7, section 7.5.7)."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_PACKED_TOGETHER = 200

_FREE, _IN_FILE, _IN_STREAM = 0, 1, 2


class ObjectWriter:
    """Numbers objects, writes them in any order, and remembers the place of each."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._position = 0
        self._kinds = bytearray([_FREE])
        self._places = array("Q", [0])
        self._indices = array("H", [65535])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self, number: int) -> int:
        """Make room for this many objects; returns the number before that of the first."""
        before = len(self._kinds) - 1
        self._kinds.extend(bytes(number))
        self._places.extend([0] * number)
        self._indices.extend([0] * number)
        return before

    def put(self, number: int, content: bytes) -> None:
        """Write an object, at once if it has a stream, else packed with others."""
        if content.endswith(b"endstream"):
            self._kinds[number], self._places[number] = _IN_FILE, self._position
            self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
            return
        self._waiting.append((number, content))
        if len(self._waiting) == _PACKED_TOGETHER:
            self._pack()

    def finish(self, catalog: int, information: int) -> None:
        """Write what waits, the table of places, and the end of the file."""
        self._pack()
        number, start = self.reserve(1) + 1, self._position
        self._kinds[number], self._places[number] = _IN_FILE, start
        table = zlib.compress(self._table())
        identity = self._digest.hexdigest()[:32].encode()
        entries = b"/Size %d/Root %d 0 R/Info %d 0 R" % (number + 1, catalog, information)
        entries += b"/W[1 6 2]/ID[<%s><%s>]" % (identity, identity)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, _stream(b"/Type/XRef" + entries, table)))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        if not self._waiting:
            return
        holder = self.reserve(1) + 1
        position = 0
        starts = []
        for index, (number, content) in enumerate(self._waiting):
            self._kinds[number], self._places[number], self._indices[number] = _IN_STREAM, holder, index
            starts.append(b"%d %d" % (number, position))
            position += len(content) + 1
        head = b" ".join(starts) + b"\n"
        packed = zlib.compress(head + b"\n".join(content for _, content in self._waiting))
        entries = b"/Type/ObjStm/N %d/First %d" % (len(self._waiting), len(head))
        self._waiting = []
        self.put(holder, _stream(entries, packed))

    def _table(self) -> bytes:
        return b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(6, "big") + index.to_bytes(2, "big")
            for kind, place, index in zip(self._kinds, self._places, self._indices, strict=True)
        )

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def _stream(entries: bytes, packed: bytes) -> bytes:
    head = b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (entries, len(packed))
    return head + packed + b"\nendstream"

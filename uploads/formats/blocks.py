"""A file in blocks of a few megabytes, cut where a record ends."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from uploads.formats.encodings import decoded
from uploads.formats.fields import strict_fields
from uploads.formats.layout import BLANK, Layout, NotTheFormat, layout_of
from uploads.formats.opening import Source, UnreadableFile
from uploads.formats.pieces import Reader
from uploads.formats.problems import Kind

# pyarrow lets go of Python's lock while it parses, so that two threads keep two processors busy.
THREADS = 2
BLOCKS_AHEAD = 4
_LINES_TRIED_FOR_A_CUT = 200

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Block:
    """Whole records in UTF-8 (or Windows-1252) that end with a line feed: the piece up to `end`.

    `start` is where the piece begins in the text of the file, `last` says that no block follows, and
    `fraction` is the part of the file that has been read with it.
    """

    start: int
    piece: bytes
    end: int
    fraction: float
    last: bool = False

    @property
    def view(self) -> memoryview:
        """The records without a copy."""
        return memoryview(self.piece)[: self.end]

    @property
    def data(self) -> bytes:
        """The records as bytes of their own."""
        return self.piece[: self.end]


def layout_and_blocks(source: Source) -> tuple[Layout, Iterator[Block]]:
    """The columns of a file and its blocks from the first data row on; raises UnreadableFile."""
    reader = source.reader()
    head = reader.read(0)
    try:
        layout = layout_of(head, source.path.name)
    except NotTheFormat as error:
        reader.close()
        raise UnreadableFile(source.path.name, Kind.NOT_THE_FORMAT, str(error)) from error
    return layout, _blocks(reader, len(head), layout)


def _blocks(reader: Reader, head: int, layout: Layout) -> Iterator[Block]:
    start, rest = layout.start, head - layout.start
    with closing(reader):
        piece = reader.read(rest)
        while len(piece) > rest:
            fraction = reader.fraction
            end = _end_of_record(piece, layout)
            rest = len(piece) - end
            following = reader.read(rest)
            if len(following) == rest:
                break
            if end:
                yield Block(start, piece, end, fraction)
            start += end
            piece = following
        if piece.strip(BLANK):
            whole = piece if piece.endswith(b"\n") else piece + b"\n"
            yield Block(start, whole, len(whole), 1.0, last=True)


def _end_of_record(data: bytes, layout: Layout) -> int:
    """Where the last line ends that is a record by itself; failing that, where the last line ends."""
    end = last_line_end = data.rfind(b"\n") + 1
    for _ in range(_LINES_TRIED_FOR_A_CUT):
        start = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
        fields = strict_fields(decoded(data[start:end])[0].rstrip("\r\n"))
        if fields and len(fields) == layout.width:
            return end
        if start == 0:
            break
        end = start
    return last_line_end


def in_threads(make: Callable[[Given], Made], given: Iterable[Given]) -> Iterator[Made]:
    """Apply a function in two threads, and give the results in order; only a few are made ahead."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for item in given:
                waiting.append(pool.submit(make, item))
                if len(waiting) >= BLOCKS_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def ahead(made: Iterator[Made]) -> Iterator[Made]:
    """The same, but the next one is made in another thread meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, made, None)
        while (item := following.result()) is not None:
            following = pool.submit(next, made, None)
            yield item

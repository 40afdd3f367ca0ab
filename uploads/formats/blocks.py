"""A file in blocks of a few megabytes, cut where a record ends."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from uploads.formats.encodings import decoded
from uploads.formats.fields import strict_fields
from uploads.formats.layout import BLANK, Layout, NotTheFormat, layout_of
from uploads.formats.opening import Source, UnreadableFile
from uploads.formats.problems import Kind

# pyarrow lets go of Python's lock while it parses, so that two threads keep two processors busy.
THREADS = 2
BLOCKS_AHEAD = 4
_LINES_TRIED_FOR_A_CUT = 200

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Block:
    """Whole records in UTF-8 (or Windows-1252) that end with a line feed.

    `unterminated` says that the file ended without one, `last` that no block follows; `fraction` is the part
    of the file that has been read with it.
    """

    data: bytes
    fraction: float
    last: bool
    unterminated: bool = False


def layout_and_blocks(source: Source) -> tuple[Layout, Iterator[Block]]:
    """The columns of a file and its blocks from the first data row on; raises UnreadableFile."""
    chunks = source.chunks()
    head, fraction = next(chunks, (b"", 1.0))
    try:
        layout = layout_of(head, source.path.name)
    except NotTheFormat as error:
        raise UnreadableFile(source.path.name, Kind.NOT_THE_FORMAT, str(error)) from error
    return layout, _blocks(head[layout.start :], fraction, chunks, layout)


def _blocks(
    data: bytes, fraction: float, chunks: Iterator[tuple[bytes, float]], layout: Layout
) -> Iterator[Block]:
    for chunk, next_fraction in chunks:
        cut = _end_of_record(data, layout)
        if cut:
            yield Block(data[:cut], fraction, last=False)
        data = b"".join((memoryview(data)[cut:], chunk))
        fraction = next_fraction
    if data.strip(BLANK):
        whole = data.endswith(b"\n")
        yield Block(data if whole else data + b"\n", 1.0, last=True, unterminated=not whole)


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

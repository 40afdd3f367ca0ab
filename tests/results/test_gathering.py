"""What is written from where it lies arrives whole and in order, however little is taken at a time."""

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.results import gathering
from eligibility.results.gathering import write_together
from uploads.formats.extents import Extents, extent_of_all, extents_of
from uploads.formats.pieces import mapped

ROWS = st.lists(st.tuples(st.binary(max_size=5), st.binary(max_size=5)), max_size=30)


def texts(rows):
    return pa.array(rows, pa.large_binary())


@pytest.mark.parametrize("most_at_once", [1, 2, 3, gathering.MOST_AT_ONCE])
@given(rows=ROWS)
def test_the_pieces_of_each_row_are_written_one_after_the_other(tmp_path_factory, most_at_once, rows):
    path = tmp_path_factory.mktemp("gathering") / "rows"
    columns = [extents_of(texts(column)) for column in (zip(*rows, strict=True) if rows else ([], []))]
    with pytest.MonkeyPatch.context() as patch, path.open("wb", buffering=0) as output:
        patch.setattr(gathering, "MOST_AT_ONCE", most_at_once)
        write_together(output, *columns)
    assert path.read_bytes() == b"".join(b"".join(row) for row in rows)


@given(rows=st.lists(st.binary(max_size=5), max_size=10), start=st.integers(0, 10))
def test_extents_are_of_what_the_texts_say(rows, start):
    some = texts(rows)[start:]
    assert extents_of(some).to_list() == some.to_pylist()
    assert extent_of_all(some).to_list() == ([b"".join(some.to_pylist())] if len(some) else [])
    chosen = np.arange(0, len(some), 2)
    assert extents_of(some).take(chosen).to_list() == some.to_pylist()[::2]


def test_signals_that_come_between_cost_nothing():
    rows = texts([bytes([number % 251]) * 1_000 for number in range(5_000)])
    reading, writing = os.pipe()

    def read_slowly():
        found = b""
        # So long nothing more is taken: a signal comes before the first byte.
        time.sleep(0.05)
        while some := os.read(reading, 30_000):
            found += some
            time.sleep(0.001)
        return found

    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
    try:
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(read_slowly)
            with os.fdopen(writing, "wb", buffering=0) as output:
                write_together(output, extents_of(rows))
            assert found.result() == b"".join(rows.to_pylist())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        os.close(reading)


def test_what_a_mapped_file_has_lost_is_an_error(tmp_path):
    given = tmp_path / "given"
    given.write_bytes(b"A" * 100_000)
    part = pa.py_buffer(mapped(given, 5_000, 90_000))
    os.truncate(given, 10_000)
    lost = Extents(np.array([part.address]), np.array([part.size]), part)
    with (tmp_path / "rows").open("wb", buffering=0) as output, pytest.raises(OSError, match="Bad address"):
        write_together(output, lost)


def test_what_a_disk_cannot_take_is_an_error(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with (tmp_path / "rows").open("wb", buffering=0) as output:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            with pytest.raises(OSError, match="too large"):
                write_together(output, extents_of(texts([b"A" * 70] * 3)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tmp_path / "rows").read_bytes() == b"A" * 100

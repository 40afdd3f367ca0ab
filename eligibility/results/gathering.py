"""Write pieces of memory one after the other as they lie there: only the system puts them together.

`os.writev` does the same, but wants an object for every piece; to make a million of them takes longer than to
write what they hold.
"""

import ctypes
import errno
import os
import sys
from typing import BinaryIO

import numpy as np

from uploads.formats.extents import Extents, Integers

MOST_AT_ONCE = os.sysconf("SC_IOV_MAX")
FALLOC_FL_KEEP_SIZE = 1

_system = ctypes.CDLL(None, use_errno=True)
_system.writev.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_system.writev.restype = ctypes.c_ssize_t
if sys.platform.startswith("linux"):
    _system.fallocate.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64)


def write_together(output: BinaryIO, *columns: Extents) -> None:
    """Write the first extent of every column, then the second of every column, and so on; all are as long.

    `output` is a file without a buffer. Raises OSError if it cannot take all.
    """
    pieces = np.empty((len(columns[0]), len(columns), 2), np.int64)
    for place, column in enumerate(columns):
        pieces[:, place, 0] = column.addresses
        pieces[:, place, 1] = column.sizes
    _write(output.fileno(), pieces.reshape(-1, 2))


def _write(file: int, pieces: Integers) -> None:
    """Write pieces (address and size of each); the system may take less than all of them at a time."""
    ends = np.cumsum(pieces[:, 1])
    _make_room(file, int(ends[-1]) if len(ends) else 0)
    done = 0
    while len(ends) and done < ends[-1]:
        first = int(np.searchsorted(ends, done, side="right"))
        begun = done - (ends[first] - pieces[first, 1])
        pieces[first] += (begun, -begun)
        done += _written(file, pieces[first : first + MOST_AT_ONCE])


def _make_room(file: int, size: int) -> None:
    """Where the system can find room for all that comes at once, it is sooner done than bit by bit."""
    if sys.platform.startswith("linux"):
        _system.fallocate(file, FALLOC_FL_KEEP_SIZE, os.fstat(file).st_size, size)


def _written(file: int, pieces: Integers) -> int:
    """How many bytes the system took of these pieces; 0 if a signal came first."""
    written: int = _system.writev(file, pieces.ctypes.data, len(pieces))
    if written >= 0:
        return written
    number = ctypes.get_errno()
    if number == errno.EINTR:
        return 0
    raise OSError(number, os.strerror(number))

"""Runs of bytes where they lie in memory: what is only passed on need not be put together first."""

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Extents:
    """Some runs of bytes: `addresses` and `sizes` (int64, in bytes), one each a run.

    `memory` is what they lie in; it is kept as long as the extents are.
    """

    addresses: Integers
    sizes: Integers
    memory: Any

    def __len__(self) -> int:
        return len(self.sizes)

    def take(self, chosen: NDArray[np.integer[Any]]) -> "Extents":
        """The runs at these places, in their order."""
        return Extents(self.addresses[chosen], self.sizes[chosen], self.memory)

    def to_list(self) -> list[bytes]:
        """A copy of each run."""
        pairs = zip(self.addresses.tolist(), self.sizes.tolist(), strict=True)
        return [ctypes.string_at(address, size) for address, size in pairs]


def extents_of(texts: pa.LargeBinaryArray) -> Extents:
    """Where each of these texts lies; there is none missing among them."""
    _, offsets, data = texts.buffers()
    if not len(texts):
        return Extents(np.empty(0, np.int64), np.empty(0, np.int64), None)
    places = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return Extents(places[:-1] + (data.address if data else 0), np.diff(places), texts)


def extent_of_all(texts: pa.LargeBinaryArray) -> Extents:
    """Where these texts lie, as one run: they lie one after another."""
    each = extents_of(texts)
    return Extents(each.addresses[:1], each.sizes.sum(keepdims=True)[: len(each)], texts)

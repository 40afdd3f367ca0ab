"""The way of a person through the work: the choice that they go through, and what they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from offices.models import User

from . import filters
from .numbers import numbers

KEPT = 10


@dataclass(frozen=True)
class Way:
    """`trail` has the numbers of the determinations that were opened before this one, the last one first.

    It stands in the address: so “previous” leads back whatever happened to those items since, in each of
    several windows by itself.
    """

    chosen: filters.Filter
    trail: tuple[int, ...] = ()

    @property
    def query(self) -> str:
        trail = {"trail": "-".join(map(str, self.trail))} if self.trail else {}
        return urlencode({**self.chosen.codes, **trail})

    @property
    def back(self) -> Way:
        """The way as it was on the page before."""
        return Way(self.chosen, self.trail[1:])

    def past(self, determination: int) -> Way:
        """The way after one more."""
        return Way(self.chosen, (determination, *self.trail)[:KEPT])


def read(query: Mapping[str, str], user: User) -> Way:
    trail = numbers(query.get("trail", "").split("-"))
    return Way(filters.read(query, user), tuple(trail[:KEPT]))

"""One motion and order for each person or each case, where a court wants them apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from filings.documents.captions import full_name
from filings.documents.motion import motion_paper, order_paper
from filings.documents.paper import Paper
from filings.documents.text import printable
from filings.documents.values import Item, Motion
from filings.documents.wording import PERSON_MOTION, PERSON_ORDER

_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9]+")
LONGEST_STEM = 60


class PacketBy(StrEnum):
    """What a packet holds."""

    PERSON = "person"
    CASE = "case"


@dataclass(frozen=True)
class Packet:
    """The papers of one person or case; `stem` is a safe, distinct beginning of their file names."""

    stem: str
    motion: Motion

    def papers(self) -> tuple[Paper, Paper]:
        """The motion and the proposed order."""
        return motion_paper(self.motion, PERSON_MOTION), order_paper(self.motion, PERSON_ORDER)


def packets(motion: Motion, by: PacketBy = PacketBy.PERSON) -> Iterator[Packet]:
    """The packets of a motion, in the order in which it has their first convictions.

    A case of several people gives one packet for each of them. The motion's own case number, which is that of
    the bulk filing, does not appear in a packet.
    """
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in motion.items:
        person = item.person or item.name
        key = (person,) if by == PacketBy.PERSON else (person, item.case_number)
        groups.setdefault(key, []).append(item)
    for number, items in enumerate(groups.values(), start=1):
        yield Packet(_stem(number, items[0]), replace(motion, items=tuple(items), case_number=""))


def _stem(number: int, item: Item) -> str:
    """Case number and name in plain letters; the running number keeps stems apart and in order."""
    words = unicodedata.normalize("NFKD", printable(f"{item.case_number} {full_name(item)}"))
    letters = _NOT_IN_FILE_NAMES.sub("_", words.encode("ascii", "ignore").decode()).strip("_")
    return f"{number:05d}_{letters[:LONGEST_STEM]}".rstrip("_")

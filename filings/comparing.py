"""What differs between two wordings of a paper, word by word. Pure: texts in, pieces out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .documents.merging import Wording, paragraphs_of

SAME, ADDED, REMOVED = "same", "added", "removed"
# The share of words that two paragraphs have in common, from which on single words are compared.
ALIKE = 0.6
_WORDS = re.compile(r"\s+|[^\s]+")
_PARAGRAPHS = re.compile(r".+(?:\n.+)*|\n+")


@dataclass(frozen=True)
class Piece:
    """A run of words that both have, or only one of them."""

    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    """One part of a wording: its title, footer, text, or the sentence for a kind of relief."""

    name: str
    pieces: list[Piece]

    @property
    def differs(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


def differences(before: Wording, after: Wording) -> list[Part]:
    """Every part of the later wording, with what was added to the earlier one and what removed."""
    earlier, later = parts_of(before), parts_of(after)
    return [Part(name, pieces(earlier.get(name, ""), text)) for name, text in later.items()]


def parts_of(wording: Wording) -> dict[str, str]:
    """The text with each paragraph on a line of its own: where the lines end inside one says nothing.

    Not so in what has no title, which is set line by line.
    """
    if not wording.title:
        return {"Text": wording.body.strip()}
    paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs_of(wording.body)]
    parts = {"Title": wording.title, "Footer": wording.footer, "Text": "\n\n".join(paragraphs)}
    return parts | {f"Sentence for {relief}": sentence for relief, sentence in wording.relief.items()}


def pieces(before: str, after: str) -> list[Piece]:
    """The later text as a whole, and between its words those of the earlier one that are gone.

    >>> [(piece.kind, piece.text) for piece in pieces("the old words", "the new words")]
    [('same', 'the '), ('removed', 'old'), ('added', 'new'), ('same', ' words')]
    """
    earlier, later = _PARAGRAPHS.findall(before), _PARAGRAPHS.findall(after)
    found: list[Piece] = []
    for old, new in runs(earlier, later):
        paired = len(old) == len(new)
        for pair in zip(old, new, strict=True) if paired else [("".join(old), "".join(new))]:
            found += changed(*pair)
    return found


def changed(before: str, after: str) -> list[Piece]:
    """Word by word where the two have most words in common; else the one, then the other."""
    earlier, later = _WORDS.findall(before), _WORDS.findall(after)
    alike = SequenceMatcher(None, earlier, later, autojunk=False).ratio() >= ALIKE
    words = runs(earlier, later) if alike else [(earlier, later)]
    found: list[Piece] = []
    for old, new in words:
        removed, added = "".join(old), "".join(new)
        if removed == added:
            found.append(Piece(SAME, added))
            continue
        found += [Piece(kind, text) for kind, text in ((REMOVED, removed), (ADDED, added)) if text]
    return found


def runs(earlier: list[str], later: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What corresponds to what, in order: runs that are equal, and runs that took the place of others."""
    for _, start, end, from_, to in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
        yield earlier[start:end], later[from_:to]

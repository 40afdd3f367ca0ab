"""Text as a court paper can carry it: printable, of bounded length, and in the words people use."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

# What the vendored typeface shows on its own. A test holds this against the font files.
_OUTSIDE_TYPEFACE = re.compile(
    "[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0482"
    "\u048a-\u0513\u05d0-\u05ea\u1e00-\u1e9b\u1ea0-\u1ef9\u2012-\u2015\u2017-\u201e\u2020-\u2022\u2026\u2030"
    "\u2039\u203a\u20ac\u2116\u2122\u25a1]"
)
_SOCIAL_SECURITY_NUMBER = re.compile(r"(?<![0-9-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9-])")
# How wide the characters of the typeface are, in ems; those not listed count as one em.
_CHARACTERS_BY_WIDTH = {
    0.28: "ijlt.,:;/'|\\",
    0.34: "frI()[]!-",
    0.41: 'sJ"',
    0.5: "0123456789abcdeghknopquvxyz_$?*#§",
    0.62: "BCEFLPRSTZ+<=>",
    0.73: "wADGHKNOQUVXY",
    0.9: "mM&",
}
_WIDTHS = {character: width for width, characters in _CHARACTERS_BY_WIDTH.items() for character in characters}
_ZERO_WIDTH_SPACE = "\u200b"
_NO_BREAK_SPACE = "\u00a0"
_KEPT_TOGETHER = re.compile(r"(§|\bNos?\.|\bcounts?|\bExhibit) ")

LONGEST = 300


def visible(value: str) -> str:
    """One line of text in which nothing is hidden.

    Blanks of any kind become one space. Control and direction marks, which could make a page read differently
    from its data, appear as their code. What looks like a full Social Security number is withheld from every
    paper and list (Cal. Rules of Court, rule 1.201).

    | value | result |
    |---|---|
    | `"  DOE,\\n JANE "` | `"DOE, JANE"` |
    | `"DOE\\u202e"` | `"DOE[U+202E]"` |
    | `"DOE 123-45-6789"` | `"DOE [number withheld]"` |
    """
    text = " ".join(unicodedata.normalize("NFC", value).split())
    text = "".join(
        _code(character) if unicodedata.category(character)[0] == "C" else character for character in text
    )
    return _SOCIAL_SECURITY_NUMBER.sub("[number withheld]", text)


def printable(value: str, longest: int = LONGEST) -> str:
    """Visible text that the vendored typeface can show, other characters as their code, of bounded length.

    | value | result |
    |---|---|
    | `"DOE \\u4e2d"` | `"DOE [U+4E2D]"` |
    | 500 times `"A"` | 299 times `"A"`, then `"…"` |
    """
    text = _OUTSIDE_TYPEFACE.sub(lambda match: _code(match[0]), visible(value))
    return shortened(text, longest)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis if it is longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _code(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def breakable(text: str, room: float) -> str:
    """The text with places to break a line inside each word that is wider than `room` ems.

    Words that fit stay as they are, so that they can be searched for and copied. A section or number sign is
    kept together with what it belongs to.
    """
    text = _KEPT_TOGETHER.sub(rf"\1{_NO_BREAK_SPACE}", text)
    return " ".join(
        word if _width(word) <= room else _ZERO_WIDTH_SPACE.join(word) for word in text.split(" ")
    )


def _width(word: str) -> float:
    return sum(_WIDTHS.get(character, 1.0) for character in word)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 case", "1,200 cases"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def long_date(day: date) -> str:
    """A date in words: "March 4, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def short_date(day: date | None) -> str:
    """A date in figures as the courts write it: "03/04/2026"; empty if unknown."""
    return f"{day:%m/%d/%Y}" if day else ""

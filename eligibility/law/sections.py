"""Sections of the law as the file prints them: read once, compared by number, subdivisions and code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from eligibility.law.statutes import CODES, LETTERED_SECTIONS, Listed

DASH = re.compile(r"[-\u2010-\u2015\u2212]")
# An attempt (PC 664) stands before its offense with a slash, a dash, a dot or nothing at all.
ATTEMPT = re.compile(r"(?<![\d.])664(?:\s*[/.\-\u2010-\u2015]\s*(?=\d{3})|(?=\d{5}(?!\d)))")
ATTEMPT_WORD = re.compile(r"\bATT(?:EMPT(?:ED)?)?\b")
SECTION = re.compile(
    r"(?<![\d.])(?P<number>\d{1,5}(?:\.\d{1,3})?)(?!\.?\d)"
    r"(?P<letters>[A-Z]{1,2}(?![A-Z])\d{0,2})?"
    r"(?P<parentheses>(?:\s?\(\s?[A-Z0-9]{1,4}\s?\))*)"
    rf"(?:\s*(?P<code>H\s?&\s?S|{'|'.join(CODES)})(?![A-Z]))?"
)
IN_PARENTHESES = re.compile(r"\(\s?([A-Z0-9]{1,4})\s?\)")
LETTERS_THEN_DIGITS = re.compile(r"[A-Z]+|\d+")


@dataclass(frozen=True)
class Section:
    """One section: `11357(B)(2) HS` is number 11357, subdivisions B and 2, code HS.

    `stated` is False where the code was not printed with the section; `code` is then that of the next section
    of the same text, or empty.
    """

    number: str
    subdivisions: tuple[str, ...] = ()
    code: str = ""
    stated: bool = True

    def __str__(self) -> str:
        return self.number + "".join(f"({part})" for part in self.subdivisions) + f" {self.code}".rstrip()


@dataclass(frozen=True)
class Charge:
    """What a person was charged with: the text as printed, up to the dash, and the sections it names.

    `cut` is the text with the blank before the dash, which the columns of the result files have always shown.
    """

    text: str
    sections: tuple[Section, ...]
    attempt: bool = False
    cut: str = ""


@lru_cache(maxsize=200_000)
def read_charge(text: str) -> Charge:
    """Read a folded offense description (or comment) up to its first dash.

    | text                            | sections                           |
    |---------------------------------|------------------------------------|
    | `11359 HS-POSSESS FOR SALE`     | 11359 HS                           |
    | `11357(A) HS`, `11357 (A) HS`, `11357A HS` | 11357(A) HS             |
    | `11357B2 HS`                    | 11357(B)(2) HS                     |
    | `11357(C)HS`, `11358HS`, `11359 H&S` | 11357(C) HS, 11358 HS, 11359 HS |
    | `11360-HS SELL`                 | 11360, code not stated             |
    | `CHRG 11358 HS`                 | 11358 HS                           |
    | `11360(A)/11352(A) HS`          | 11360(A) and 11352(A), the first with code not stated |
    | `664/11359 HS`, `664-11359 HS`, `66411358 HS` | an attempt: 11359 HS, 11358 HS |
    | `288A PC`, `273AB PC`           | sections of their own              |
    | `537 PC`, `11357.5 HS`, `113570`| 537 PC, 11357.5 HS, none           |
    """
    attempt = ATTEMPT.search(text)
    dash = DASH.search(text, attempt.end() if attempt else 0)
    cut = text[: dash.start()] if dash else text
    printed = cut.strip()
    sections = read_sections(ATTEMPT.sub(" ", printed))
    return Charge(printed, sections, bool(attempt or ATTEMPT_WORD.search(printed)), cut)


def read_sections(text: str) -> tuple[Section, ...]:
    """Every section that a folded text names, in order of appearance."""
    sections: list[Section] = []
    code = ""
    # From the right: a section printed without a code shares that of the next one.
    for match in reversed(list(SECTION.finditer(text))):
        section = _read_section(match, code)
        code = section.code
        sections.insert(0, section)
    return tuple(sections)


def _read_section(match: re.Match[str], next_code: str) -> Section:
    number, letters, code = match["number"], match["letters"] or "", match["code"] or ""
    if letters in CODES and not code:
        letters, code = "", letters
    if number + letters in LETTERED_SECTIONS:
        number, letters = number + letters, ""
    subdivisions = (*LETTERS_THEN_DIGITS.findall(letters), *IN_PARENTHESES.findall(match["parentheses"]))
    printed_code = "HS" if code.startswith("H") and "&" in code else code
    return Section(number, subdivisions, printed_code or next_code, bool(code))


def covers(listed: Listed, section: Section) -> bool:
    """Whether a listed offense is the section, or the section is a part of it.

    | listed               | covers                                | does not cover         |
    |----------------------|---------------------------------------|------------------------|
    | `187 PC`             | `187 PC`, `187(A) PC`                 | `187.1 PC`, `187 HS`   |
    | `286(C)(2) PC`       | `286(C)(2) PC`, `286(C)(2)(A) PC`     | `286(C) PC`, `286 PC`  |
    | `286 PC` with exact  | `286 PC`                              | `286(B) PC`            |
    | `190.* PC`           | `190.2 PC`, `190.25(A) PC`            | `190 PC`               |
    """
    if section.code != listed.code or not _same_number(listed, section):
        return False
    if listed.exact:
        return section.subdivisions == listed.subdivisions
    return section.subdivisions[: len(listed.subdivisions)] == listed.subdivisions


def _same_number(listed: Listed, section: Section) -> bool:
    if listed.number.endswith(".*"):
        return section.number.startswith(listed.number[:-1])
    return section.number == listed.number


def on_list(section: Section, offenses: tuple[Listed, ...]) -> bool:
    """Whether a list names the section."""
    return any(covers(listed, section) for listed in offenses)


def surely_on_list(section: Section, offenses: tuple[Listed, ...]) -> bool:
    """Whether a list names the section, whatever the file leaves out (compare `in_doubt`)."""
    return any(covers(listed, section) and not (listed.exact or listed.doubtful) for listed in offenses)


def in_doubt(section: Section, offenses: tuple[Listed, ...]) -> bool:
    """Whether a list names only some subdivisions of the section, and the file leaves open which one is
    meant.

    So `286 PC` and `286(B) PC` where 286(C)(1) is listed, every offense that the list itself calls doubtful,
    and a listed number printed without any code.
    """
    same = [
        listed for listed in offenses if section.code in (listed.code, "") and _same_number(listed, section)
    ]
    return bool(same) and not surely_on_list(section, offenses)

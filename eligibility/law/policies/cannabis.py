"""Facts about the cannabis sections of a charge and of the person's convictions."""

from __future__ import annotations

import numpy as np

from eligibility.law import sources
from eligibility.law.engine import fact
from eligibility.law.history import History
from eligibility.law.reductions import number_before
from eligibility.law.sections import Charge, Section, on_list
from eligibility.law.statutes import CANNABIS_SECTIONS, RELATED_CHARGES
from eligibility.law.values import BoolArray, Choice, IntArray, Range
from eligibility.law.wording import NUMBER, WORDS

# A cannabis section needs no code, as descriptions often leave it out; another code makes it another section.
CANNABIS_CODE = "HS"


def is_cannabis(section: Section) -> bool:
    """Whether a section is one of Health and Safety Code 11357 to 11360.

    | section                              | cannabis |
    |--------------------------------------|----------|
    | `11359 HS`, `11357(A)`, `11360` alone | yes     |
    | `11357.5 HS`, `11361 HS`, `11358 VC` | no       |
    """
    return section.number in CANNABIS_SECTIONS and (section.code == CANNABIS_CODE or not section.stated)


def cannabis_sections(charge: Charge) -> tuple[Section, ...]:
    """The cannabis sections that a charge names, in order."""
    return tuple(section for section in charge.sections if is_cannabis(section))


def cannabis_section(charge: Charge) -> str:
    """The number of the first cannabis section of a charge, "" if it is not a cannabis charge."""
    return next((section.number for section in cannabis_sections(charge)), "")


def related_section(charge: Charge) -> str:
    """The number of the first section that pilot counties cleared along with cannabis charges, "" if none."""
    return next((section.number for section in charge.sections if on_list(section, RELATED_CHARGES)), "")


@fact("the cannabis section", WORDS, sources=sources.conviction)
def section(history: History, chosen: IntArray) -> Choice:
    """The first cannabis section that the charge names; empty for a charge of another kind."""
    return _of_charge(history, chosen, [cannabis_section(charge) for charge in history.charges.distinct])


@fact("the cannabis sections that the charge names", WORDS, sources=sources.conviction)
def sections(history: History, chosen: IntArray) -> Choice:
    """All cannabis sections of the charge: `11359/11357 HS` names two."""
    named = [
        " ".join(found.number for found in cannabis_sections(charge)) for charge in history.charges.distinct
    ]
    return _of_charge(history, chosen, named)


def _of_charge(history: History, chosen: IntArray, said: list[str]) -> Choice:
    """What is said of each distinct charge, for the chosen convictions."""
    names = {text: code for code, text in enumerate(dict.fromkeys(["", *said]))}
    codes = np.array([names[text] for text in said] + [0], dtype=np.int64)
    return Choice(codes[history.charges.of_row[history.convictions.row[chosen]]], tuple(names))


@fact(
    "the number of the person's cannabis convictions",
    NUMBER,
    sources=sources.convictions_where(cannabis_section),
)
def cannabis_convictions(history: History, chosen: IntArray) -> Range:
    """Convictions under 11357 to 11360, of any grade and county."""
    return _count(history, chosen, history.convictions_where(cannabis_section))


@fact(
    "the number of the person's other convictions",
    NUMBER,
    sources=sources.convictions_where(lambda charge: not cannabis_section(charge)),
)
def other_convictions(history: History, chosen: IntArray) -> Range:
    """Convictions that are not under 11357 to 11360, of any grade and county."""
    return _count(history, chosen, ~history.convictions_where(cannabis_section))


def _count(history: History, chosen: IntArray, counted: BoolArray) -> Range:
    return Range.exact(history.count(counted)[history.convictions.person[chosen]])


@fact(
    "the number of earlier convictions under the same cannabis section",
    NUMBER,
    hole="the date of one of the person's convictions under the same section",
    sources=sources.convictions_where(cannabis_section),
)
def priors_of_section(history: History, chosen: IntArray) -> Range:
    """Convictions of the person on an earlier day, under the same of 11357 to 11360, of any grade and
    county."""
    codes = section.function(history, np.arange(len(history.convictions))).codes
    cannabis = np.flatnonzero(codes > 0)
    group = history.convictions.person[cannabis] * (codes.max(initial=0) + 1) + codes[cannabis]
    before = number_before(group, history.convictions.convicted_on.take(cannabis))
    place = np.full(len(codes), -1)
    place[cannabis] = np.arange(len(cannabis))
    return before.take(place[chosen])

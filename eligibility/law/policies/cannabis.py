"""Facts about the cannabis sections of a charge and of the person's convictions."""

from __future__ import annotations

import numpy as np

from eligibility.law import sources
from eligibility.law.dates import read_dates
from eligibility.law.engine import fact
from eligibility.law.history import History
from eligibility.law.reductions import different_days, number_before
from eligibility.law.sections import Charge, Section, on_list
from eligibility.law.statutes import CANNABIS_SECTIONS, NEVER_ELIGIBLE, PLEA_BARGAINS, RELATED_CHARGES, Listed
from eligibility.law.values import Answer, BoolArray, Choice, IntArray, Range, certain, holes_of
from eligibility.law.wording import NUMBER, WORDS, YES_OR_NO

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


def is_of_another_code(charge: Charge) -> bool:
    """Whether a charge names one of the four numbers, but of another code, as `11358 VC`, and no cannabis
    section."""
    numbers = any(section.number in CANNABIS_SECTIONS for section in charge.sections)
    return numbers and not cannabis_sections(charge)


def cannabis_section(charge: Charge) -> str:
    """The number of the first cannabis section of a charge, "" if it is not a cannabis charge."""
    return next((section.number for section in cannabis_sections(charge)), "")


def related_number(charge: Charge) -> str:
    """The number of the first section that pilot counties cleared along with cannabis charges, "" if none."""
    return _first_listed(charge, RELATED_CHARGES)


def is_plea_bargain(charge: Charge) -> bool:
    """Whether the charge is one with which a cannabis charge may have been settled."""
    return bool(_first_listed(charge, PLEA_BARGAINS))


def names_a_current_felony(charge: Charge) -> bool:
    """Whether the charge names a form of the cannabis sections that is a felony under current law."""
    return bool(_first_listed(charge, NEVER_ELIGIBLE))


def cannabis_or_related_section(charge: Charge) -> str:
    """The number of a related section, else of a cannabis section: `11357(A)/11364 HS` counts as related."""
    return related_number(charge) or cannabis_section(charge)


def cannabis_or_plea_section(charge: Charge) -> str:
    """The number of a cannabis section, else of a section that may be a plea bargain."""
    return cannabis_section(charge) or _first_listed(charge, PLEA_BARGAINS)


def _first_listed(charge: Charge, offenses: tuple[Listed, ...]) -> str:
    return next((section.number for section in charge.sections if on_list(section, offenses)), "")


@fact("the cannabis section", WORDS, sources=sources.conviction)
def section(history: History, chosen: IntArray) -> Choice:
    """The first cannabis section that the charge names; empty for a charge of another kind."""
    return _of_charge(history, chosen, [cannabis_section(charge) for charge in history.charges.distinct])


@fact("the cannabis section with its letter", WORDS, sources=sources.conviction)
def section_with_letter(history: History, chosen: IntArray) -> Choice:
    """The first cannabis section with its first subdivision, as `11357(B)`; without one, the bare number."""
    return _of_charge(history, chosen, [_with_letter(charge) for charge in history.charges.distinct])


def _with_letter(charge: Charge) -> str:
    named = cannabis_sections(charge)
    return named[0].number + "".join(f"({letter})" for letter in named[0].subdivisions[:1]) if named else ""


@fact("the related section", WORDS, sources=sources.conviction)
def related_section(history: History, chosen: IntArray) -> Choice:
    """The first section of the charge that pilot counties cleared with cannabis charges; empty if there is
    none."""
    return _of_charge(history, chosen, [related_number(charge) for charge in history.charges.distinct])


@fact("whether the charge names a felony of current law", YES_OR_NO, sources=sources.conviction)
def names_current_felony(history: History, chosen: IntArray) -> Answer:
    """The charge is 11359(c)(3), 11359(d), 11360(a)(3)(C) or 11360(a)(3)(D)."""
    return certain(history.convictions_where(names_a_current_felony)[chosen])


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
    cannabis, group = _grouped_by_section(history)
    before = number_before(group, history.convictions.convicted_on.take(cannabis))
    return _spread(before, cannabis, len(history.convictions)).take(chosen)


@fact(
    "the number of dates of cycles with a conviction under the same cannabis section",
    NUMBER,
    hole="the date of the cycle of one of the person's convictions under the same section",
    sources=sources.convictions_where(cannabis_section),
)
def cycles_of_section(history: History, chosen: IntArray) -> Range:
    """Different CYC_DATE among the person's convictions under the same of 11357 to 11360; none for another
    charge."""
    cannabis, group = _grouped_by_section(history)
    codes = history.cycle_dates.codes[history.convictions.row[cannabis]]
    days = read_dates(history.cycle_dates.texts, codes, history.as_of)
    return _spread(different_days(group, days), cannabis, len(history.convictions)).take(chosen)


def _grouped_by_section(history: History) -> tuple[IntArray, IntArray]:
    """The cannabis convictions of the history, and for each a code that those of one person and section
    share."""
    codes = section.function(history, np.arange(len(history.convictions))).codes
    cannabis = np.flatnonzero(codes > 0)
    pairs = history.convictions.person[cannabis] * (codes.max(initial=0) + 1) + codes[cannabis]
    return cannabis, np.unique(pairs, return_inverse=True)[1].astype(np.int64)


def _spread(counted: Range, places: IntArray, size: int) -> Range:
    """Numbers for the convictions at these places, and zero for all others."""
    low, high, hole = np.zeros(size), np.zeros(size), np.zeros(size, dtype=np.uint8)
    low[places], high[places], hole[places] = counted.low, counted.high, holes_of(counted)
    return Range(low, high, hole)

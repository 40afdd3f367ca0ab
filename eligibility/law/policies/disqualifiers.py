"""Facts about what keeps a conviction a felony: super strikes, and offenses that ask registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from eligibility.law import sources
from eligibility.law.engine import fact
from eligibility.law.facts import all_convictions
from eligibility.law.history import History
from eligibility.law.reductions import Dated, earliest
from eligibility.law.sections import Charge, in_doubt, on_list, surely_on_list
from eligibility.law.statutes import (
    GANG_ENHANCED,
    GANG_ENHANCEMENT,
    REGISTRABLE,
    REGISTRATION_SECTION,
    SUPER_STRIKES,
    Listed,
)
from eligibility.law.values import Answer, BoolArray, Choice, IntArray, Range, certain, holes_of
from eligibility.law.wording import DATE, WORDS, YES_OR_NO, listed


def names_any(offenses: tuple[Listed, ...], charge: Charge) -> bool:
    """Whether one of the charge's sections is on a list."""
    return any(on_list(section, offenses) for section in charge.sections)


@lru_cache(maxsize=200_000)
def is_super_strike(charge: Charge) -> bool:
    """Whether the charge alone is an offense listed in PC 667(e)(2)(C)(iv)."""
    return names_any(SUPER_STRIKES, charge) or (_enhanced(charge) and _enhancement(charge))


@lru_cache(maxsize=200_000)
def is_registrable(charge: Charge) -> bool:
    """Whether the charge is an offense for which PC 290(c) asks registration."""
    return names_any(REGISTRABLE, charge)


@lru_cache(maxsize=200_000)
def is_surely_super_strike(charge: Charge) -> bool:
    """The same, and neither a missing subdivision nor an intent leaves it open."""
    surely = any(surely_on_list(section, SUPER_STRIKES) for section in charge.sections)
    return surely or (_enhanced(charge) and _enhancement(charge))


@lru_cache(maxsize=200_000)
def is_surely_registrable(charge: Charge) -> bool:
    """Whether PC 290(c) asks registration for the charge, and no missing subdivision leaves it open."""
    return any(surely_on_list(section, REGISTRABLE) for section in charge.sections)


@lru_cache(maxsize=200_000)
def leaves_doubt(charge: Charge) -> bool:
    """Whether a bare or unlisted subdivision leaves open if the charge is a super strike or registrable."""
    return any(
        in_doubt(section, SUPER_STRIKES) or in_doubt(section, REGISTRABLE) for section in charge.sections
    )


def is_registration(charge: Charge) -> bool:
    """Whether a registration event is under PC 290 to 290.024."""
    return any(section.number.split(".")[0] == REGISTRATION_SECTION for section in charge.sections)


def _enhanced(charge: Charge) -> bool:
    return names_any(GANG_ENHANCED, charge)


def _enhancement(charge: Charge) -> bool:
    return names_any(GANG_ENHANCEMENT, charge)


@dataclass(frozen=True)
class Offenses:
    """Offenses of a kind: who, where in the frame, when, and the section as it is shown."""

    dated: Dated
    texts: tuple[str, ...]

    def shown(self, person: IntArray) -> Choice:
        """For every chosen conviction the person's offenses in order of appearance, joined with `;`, or
        `-`."""
        of_person: dict[int, list[str]] = {}
        persons = self.dated.person.tolist()
        for number in np.argsort(self.dated.row, kind="stable").tolist():
            of_person.setdefault(persons[number], []).append(self.texts[number])
        joined = {who: listed(texts, ";") for who, texts in of_person.items()}
        names = {text: code for code, text in enumerate(dict.fromkeys(["-", *joined.values()]))}
        by_person = {who: names[text] for who, text in joined.items()}
        return Choice(
            np.array([by_person.get(who, 0) for who in person.tolist()], dtype=np.int64), tuple(names)
        )


@fact("the person's super strikes", WORDS)
def super_strikes(history: History) -> Offenses:
    """Convictions listed in PC 667(e)(2)(C)(iv), and pairs of one case that together are: an offense and its
    gang enhancement. A pair is dated by the later of the two."""
    dated = all_convictions(history)
    plain = dated.where(history.convictions_where(is_super_strike))
    texts = [history.charges.at(row).cut for row in plain.row.tolist()]
    pairs = _gang_pairs(history, dated)
    texts += [
        f"{history.charges.at(offense).cut} + {history.charges.at(other).cut}" for offense, other in pairs
    ]
    return Offenses(_with_pairs(history, plain, pairs), tuple(texts))


def _gang_pairs(history: History, dated: Dated) -> list[tuple[int, int]]:
    """The rows of an enhanced offense and of the enhancement convicted in the same case."""
    alone = history.convictions_where(is_super_strike)
    offenses = dated.row[history.convictions_where(_enhanced) & ~alone]
    enhancements = dated.row[history.convictions_where(_enhancement) & ~alone]
    by_case: dict[int, list[int]] = {}
    for row in enhancements.tolist():
        by_case.setdefault(int(history.orders.case[row]), []).append(row)
    return [
        (row, other)
        for row in offenses.tolist()
        for other in by_case.get(int(history.orders.case[row]), [])
        if history.orders.case[row] >= 0
    ]


def _with_pairs(history: History, plain: Dated, pairs: list[tuple[int, int]]) -> Dated:
    offense, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    first, second = history.event_dates(offense), history.event_dates(other)
    later = Range(np.maximum(first.low, second.low), np.maximum(first.high, second.high))
    holes = np.maximum(holes_of(first), holes_of(second))
    return Dated(
        np.concatenate([plain.person, history.people.of_row[offense]]),
        np.concatenate([plain.row, np.maximum(offense, other)]),
        Range(
            np.concatenate([plain.on.low, later.low]),
            np.concatenate([plain.on.high, later.high]),
            np.concatenate([holes_of(plain.on), holes]),
        ),
    )


def _super_strike_sources(history: History, number: int) -> IntArray:
    """The rows of the person's super strikes, and those of which two together are one."""
    paired = np.array(_gang_pairs(history, all_convictions(history)), dtype=np.int64).ravel()
    own = paired[history.people.of_row[paired] == history.convictions.person[number]]
    return np.union1d(sources.convictions_where(is_super_strike)(history, number), own)


@fact("the person's super strikes as printed", WORDS, sources=_super_strike_sources)
def super_strike_sections(super_strikes: Offenses, history: History, chosen: IntArray) -> Choice:
    """The sections of the super strikes in order of appearance, `-` if there is none."""
    return super_strikes.shown(history.convictions.person[chosen])


@fact(
    "the date of the person's earliest super strike",
    DATE,
    hole="the date of one of the person's super strikes",
    sources=_super_strike_sources,
)
def earliest_super_strike(super_strikes: Offenses, history: History, chosen: IntArray) -> Range:
    """The earliest conviction of an offense listed in PC 667(e)(2)(C)(iv)."""
    return earliest(super_strikes.dated, len(history.people)).take(history.convictions.person[chosen])


def _sure_super_strike_sources(history: History, number: int) -> IntArray:
    rows = _super_strike_sources(history, number)
    doubtful = history.charges.where(lambda charge: is_super_strike(charge) and leaves_doubt(charge))
    return rows[~doubtful[rows]]


@fact(
    "the date of the person's earliest certain super strike",
    DATE,
    hole="the date of one of the person's super strikes",
    sources=_sure_super_strike_sources,
)
def earliest_sure_super_strike(history: History, chosen: IntArray) -> Range:
    """The earliest conviction that is surely of an offense listed in PC 667(e)(2)(C)(iv), whatever the file
    leaves out."""
    dated = all_convictions(history)
    plain = dated.where(history.convictions_where(is_surely_super_strike))
    every = _with_pairs(history, plain, _gang_pairs(history, dated))
    return earliest(every, len(history.people)).take(history.convictions.person[chosen])


@fact(
    "the person's convictions that ask registration, as printed",
    WORDS,
    sources=sources.convictions_where(is_registrable),
)
def registrable_sections(history: History, chosen: IntArray) -> Choice:
    """The sections of convictions listed in PC 290(c) in order of appearance, `-` if there is none."""
    dated = _registrable_convictions(history)
    texts = tuple(history.charges.at(row).cut for row in dated.row.tolist())
    return Offenses(dated, texts).shown(history.convictions.person[chosen])


def registration_rows(history: History) -> BoolArray:
    """The registration events under PC 290."""
    events = history.event_types.where(lambda text: text == sources.REGISTRATION)
    return events & history.charges.where(is_registration) & ~history.charges.from_comment


def _registration_sources(history: History, number: int) -> IntArray:
    person = history.convictions.person[number]
    return np.flatnonzero(registration_rows(history) & (history.people.of_row == person))


@fact("whether the person registered under PC 290", YES_OR_NO, sources=_registration_sources)
def registered(history: History, chosen: IntArray) -> Answer:
    """The history has an event of the type REGISTRATION under section 290."""
    persons = history.people.any(registration_rows(history))
    return certain(persons[history.convictions.person[chosen]])


@fact(
    "the date of the person's earliest conviction that asks registration, or registration",
    DATE,
    hole="the date of a conviction that asks registration or of a registration of the person",
    sources=lambda history, number: np.union1d(
        sources.convictions_where(is_registrable)(history, number), _registration_sources(history, number)
    ),
)
def earliest_registrable(history: History, chosen: IntArray) -> Range:
    """The earliest of the convictions listed in PC 290(c) and of the registration events under PC 290."""
    convicted = _registrable_convictions(history)
    rows = np.flatnonzero(registration_rows(history))
    registrations = Dated(history.people.of_row[rows], rows, history.event_dates(rows))
    persons = len(history.people)
    first, second = earliest(convicted, persons), earliest(registrations, persons)
    both = Range(
        np.minimum(first.low, second.low),
        np.minimum(first.high, second.high),
        np.maximum(holes_of(first), holes_of(second)),
    )
    return both.take(history.convictions.person[chosen])


@fact(
    "whether the subdivision of an offense leaves doubt",
    YES_OR_NO,
    sources=sources.convictions_where(leaves_doubt),
)
def doubtful_offense(history: History, chosen: IntArray) -> Answer:
    """One of the person's convictions is bare, or of an unlisted subdivision, where the lists of super
    strikes or of PC 290(c) depend on the subdivision."""
    persons = history.count(history.convictions_where(leaves_doubt)) > 0
    return certain(persons[history.convictions.person[chosen]])


@fact(
    "the date of the person's earliest conviction that certainly asks registration",
    DATE,
    hole="the date of a conviction that asks registration",
    sources=sources.convictions_where(is_surely_registrable),
)
def earliest_sure_registrable(history: History, chosen: IntArray) -> Range:
    """The earliest of the convictions that are surely listed in PC 290(c), whatever the file leaves out."""
    return _earliest_where(is_surely_registrable, history, chosen)


@fact(
    "the date of the person's earliest offense that leaves doubt",
    DATE,
    hole="the date of an offense that leaves doubt",
    sources=sources.convictions_where(leaves_doubt),
)
def earliest_doubtful_offense(history: History, chosen: IntArray) -> Range:
    """The earliest conviction of which the file does not print what the lists of super strikes or of PC
    290(c) turn on: a subdivision, or an intent."""
    return _earliest_where(leaves_doubt, history, chosen)


def _earliest_where(condition: Callable[[Charge], bool], history: History, chosen: IntArray) -> Range:
    dated = all_convictions(history).where(history.convictions_where(condition))
    return earliest(dated, len(history.people)).take(history.convictions.person[chosen])


def _registrable_convictions(history: History) -> Dated:
    return all_convictions(history).where(history.convictions_where(is_registrable))

"""The order code of a count (CNT_ORDER): which cycle, which event, which count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from eligibility.law.columns import Texts, unshortened
from eligibility.law.values import BoolArray, Choice, IntArray, SmallIntArray
from eligibility.law.wording import listed

LENGTH, CASE_LENGTH, CYCLE_LENGTH = 12, 6, 3


@dataclass(frozen=True)
class CountOrders:
    """For every row, codes that are equal for the rows of one person that belong together, -1 where unknown.

    `count`: the same count; `case`: the same event of the same cycle; `cycle`: the same cycle.
    `restored`: lost zeros were put back. `short`: too short, though cycle and event can be read.
    """

    count: IntArray
    case: IntArray
    cycle: IntArray
    restored: BoolArray
    short: BoolArray


def read_order(text: str) -> tuple[str, bool, bool]:
    """The order code as far as it can be used, whether zeros were put back, whether it is short.

    A spreadsheet drops zeros in front; since the other places are there, they can be put back.

    | text           | used           | restored | short |
    |----------------|----------------|----------|-------|
    | `101001002000` | `101001002000` | no       | no    |
    | `1001002000`   | `001001002000` | yes      | no    |
    | `001001`       | `001001`       | no       | yes   |
    | `001`, empty   | empty          | no       | yes   |
    | `1.01E+11`     | empty          | no       | yes   |
    """
    if text.isdigit() and LENGTH - 2 <= len(text) < LENGTH and not text.startswith("0"):
        return text.zfill(LENGTH), True, False
    if len(unshortened(text)) < CASE_LENGTH:
        return "", False, True
    return text, False, len(text) < LENGTH


def read_orders(orders: Texts, of_row: IntArray) -> CountOrders:
    """Read the column CNT_ORDER, given the person of every row."""
    used = [read_order(text) for text in orders.texts] + [("", False, True)]
    restored = np.array([put_back for _, put_back, _ in used])
    short = np.array([is_short for _, _, is_short in used])
    texts = [text for text, _, _ in used]
    return CountOrders(
        count=_per_person(of_row, texts, orders.codes),
        case=_per_person(of_row, [text[:CASE_LENGTH] for text in texts], orders.codes),
        cycle=_per_person(of_row, [text[:CYCLE_LENGTH] for text in texts], orders.codes),
        restored=restored[orders.codes],
        short=short[orders.codes],
    )


def _per_person(of_row: IntArray, texts: list[str], codes: SmallIntArray) -> IntArray:
    """A code for every pair of person and text; -1 for an empty text."""
    numbers = {"": -1}
    numbered = np.array([numbers.setdefault(text, len(numbers) - 1) for text in texts], dtype=np.int64)[codes]
    return np.where(numbered >= 0, of_row * len(numbers) + numbered, -1)


def joined_texts(group: IntArray, texts: Texts, wanted: IntArray, form: Callable[[str], str]) -> Choice:
    """For each wanted group, the distinct texts of its rows in order of appearance, joined with `; `.

    `group` has a code for every row (-1: none). Each text is brought into `form`; what is then empty is left
    out. A group without any gives "".
    """
    asked, groups = pd.factorize(wanted)
    counting = np.flatnonzero((texts.codes >= 0) & (group >= 0))
    place = pd.Index(groups).get_indexer(pd.Index(group[counting]))
    counting, place = counting[place >= 0], place[place >= 0]
    text, formed = _formed(texts, texts.codes[counting], form)
    pairs = pd.unique((place * len(formed) + text)[text > 0])
    groups_said, texts_said = np.divmod(pairs, len(formed))
    joined = np.zeros(len(groups), dtype=np.int64)
    joined[groups_said] = texts_said
    several = (np.bincount(groups_said, minlength=len(groups)) > 1)[groups_said]
    together: dict[int, list[str]] = {}
    for place_of_group, code in zip(groups_said[several].tolist(), texts_said[several].tolist(), strict=True):
        together.setdefault(place_of_group, []).append(formed[code])
    joined[list(together)] = np.arange(len(formed), len(formed) + len(together))
    return Choice(joined[asked], (*formed, *(listed(said, "; ") for said in together.values())))


def _formed(texts: Texts, codes: SmallIntArray, form: Callable[[str], str]) -> tuple[IntArray, list[str]]:
    """For each code the number of its text in `form` among the distinct ones, of which the first is empty."""
    places, used = pd.factorize(codes)
    numbers = {"": 0}
    formed = [form(texts.texts[code]) for code in used.tolist()]
    number = np.array([numbers.setdefault(text, len(numbers)) for text in formed], dtype=np.int64)
    return number[places], list(numbers)

"""Another cannabis charge that the comment of a row names."""

from __future__ import annotations

import numpy as np

from eligibility.law import sources
from eligibility.law.columns import fold
from eligibility.law.engine import fact
from eligibility.law.history import History
from eligibility.law.policies.cannabis import is_cannabis
from eligibility.law.sections import ATTEMPT, Section, read_sections
from eligibility.law.statutes import CANNABIS_SECTIONS
from eligibility.law.values import Choice, IntArray
from eligibility.law.wording import WORDS

SMALL_QUANTITY_GROUPS = ({"A", "B"}, {"C", "D"})


@fact("another cannabis charge that the comment names", WORDS, sources=sources.conviction)
def possible_other_charge(history: History, chosen: IntArray) -> Choice:
    """The whole comment, where it names another cannabis section than the description; else empty."""
    codes, comments = other_charges(history)
    return Choice(codes[history.convictions.row[chosen]], comments)


def other_charges(history: History) -> tuple[IntArray, tuple[str, ...]]:
    """For every row of the history a code into comments that name another cannabis charge than the
    description.

    The code 0 stands for the empty text: none.
    """
    named = [_mentioned(text) for text in history.comments.texts]
    mentions = np.array([bool(found) for found in named] + [False])[history.comments.codes]
    rows = np.flatnonzero(mentions & ~history.charges.from_comment & (history.descriptions.codes >= 0))
    pairs = np.column_stack([history.descriptions.codes[rows], history.comments.codes[rows]])
    distinct, place = np.unique(pairs, axis=0, return_inverse=True)
    texts = [
        history.comments.texts[comment]
        if _differs(_mentioned(history.descriptions.texts[description]), named[comment])
        else ""
        for description, comment in distinct.tolist()
    ]
    names = {text: code for code, text in enumerate(dict.fromkeys(["", *texts]))}
    codes = np.zeros(len(history.descriptions.codes), dtype=np.int64)
    codes[rows] = np.array([names[text] for text in texts], dtype=np.int64)[place] if len(rows) else 0
    return codes, tuple(names)


def _mentioned(text: str) -> tuple[Section, ...]:
    """The cannabis sections anywhere in a text, after its dash as well."""
    folded = fold(text)
    if not any(number in folded for number in CANNABIS_SECTIONS):
        return ()
    return tuple(found for found in read_sections(ATTEMPT.sub(" ", folded)) if is_cannabis(found))


def _differs(described: tuple[Section, ...], commented: tuple[Section, ...]) -> bool:
    """Whether a comment's first cannabis section is another charge than the description's.

    | description | comment    | differs |
    |-------------|------------|---------|
    | `459 PC`    | `11359`    | yes     |
    | `11359`     | `11360`    | yes     |
    | `11359`     | `11359(A)` | no      |
    | `11357`     | `11357(A)` | yes     |
    | `11357(A)`  | `11357(B)` | no: both up to an ounce or concentrate |
    | `11357(A)`  | `11357(C)` | yes     |
    """
    if not described or described[0].number != commented[0].number:
        return True
    if commented[0].number != CANNABIS_SECTIONS[0]:
        return False
    own, other = _small_quantity_group(described), _small_quantity_group(commented)
    return other is not None and own != other


def _small_quantity_group(mentioned: tuple[Section, ...]) -> int | None:
    letters = (
        found.subdivisions[0]
        for found in mentioned
        if found.number == CANNABIS_SECTIONS[0] and found.subdivisions
    )
    groups = [
        number for letter in letters for number, group in enumerate(SMALL_QUANTITY_GROUPS) if letter in group
    ]
    return groups[0] if groups else None

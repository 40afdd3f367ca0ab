"""What each row charges: the description, or the comment where the description does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from eligibility.law.columns import Texts, fold
from eligibility.law.sections import Charge, read_charge
from eligibility.law.values import BoolArray, IntArray

SEE_COMMENT = "SEE COMMENT FOR CHARGE"
NO_CHARGE = Charge("", ())


@dataclass(frozen=True)
class Charges:
    """For every row a code into the distinct charges, -1 where none is printed.

    `from_comment`: the description is blank or refers to the comment, and the comment was read instead.
    """

    of_row: IntArray
    distinct: tuple[Charge, ...]
    from_comment: BoolArray

    def where(self, condition: Callable[[Charge], object], rows: IntArray | None = None) -> BoolArray:
        """Whether the charge of each row, or of each of some rows, fulfills a condition.

        The condition is asked once for each distinct charge.
        """
        hits = np.array([bool(condition(charge)) for charge in self.distinct] + [False])
        return hits[self.of_row if rows is None else self.of_row[rows]]

    def at(self, row: int) -> Charge:
        """The charge of one row; without any section if none is printed."""
        return self.distinct[self.of_row[row]] if self.of_row[row] >= 0 else NO_CHARGE


def described(description: str) -> str:
    """What a description says of the charge itself, folded.

    | description                        | says         |
    |------------------------------------|--------------|
    | `459 PC-BURGLARY`                  | all of it    |
    | `SEE COMMENT FOR CHARGE`           | nothing      |
    | `SEE COMMENT FOR CHARGE 459 PC`    | `459 PC`     |
    """
    said = fold(description).replace(SEE_COMMENT, "").strip()
    return said if any(letter.isalnum() for letter in said) else ""


def read_charges(descriptions: Texts, comments: Texts) -> Charges:
    """Read the columns OFFENSE_DESCR and COMMENT_TEXT, each distinct text that is needed once."""
    said = [described(text) for text in descriptions.texts]
    says_nothing = np.array([not text for text in said] + [True])
    from_comment = says_nothing[descriptions.codes]
    of_row = descriptions.codes.astype(np.int64)
    # Distinct comments may be many, and few of them are a charge: only those that are get read.
    needed, places = np.unique(comments.codes[from_comment], return_inverse=True)
    of_row[from_comment] = np.where(needed[places] >= 0, len(said) + places, -1)
    from_comments = [read_charge(fold(comments.texts[code])) if code >= 0 else NO_CHARGE for code in needed]
    distinct = tuple([read_charge(text) for text in said] + from_comments)
    return Charges(of_row, distinct, from_comment & (of_row >= 0))

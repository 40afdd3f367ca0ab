"""The motion of the People, the orders that the court is asked to sign, and the lists that go with them."""

from __future__ import annotations

from filings.documents.bodies import assemble
from filings.documents.exhibits import confidential_exhibit, decision_exhibit, public_exhibit
from filings.documents.merging import Wording
from filings.documents.paper import Exhibit, Paper
from filings.documents.pleading import render_paper
from filings.documents.values import Motion
from filings.documents.wording import CONFIDENTIAL_LIST, MOTION, ORDER, ORDER_BY_ITEM, PUBLIC_LIST


def render_motion(motion: Motion, wording: Wording = MOTION) -> bytes:
    """The PDF of a motion on pleading paper with its exhibit.

    Raises NothingToFile without convictions or attorneys, and UnknownField for a faulty template.
    """
    return render_paper(motion_paper(motion, wording))


def motion_paper(motion: Motion, wording: Wording = MOTION) -> Paper:
    """The motion, with the list of its convictions unless its text names each of them."""
    return assemble(motion, wording, _list_of(motion, wording))


def order_paper(motion: Motion, wording: Wording = ORDER) -> Paper:
    """The proposed order on a motion, for one judge to sign."""
    return assemble(motion, wording, _list_of(motion, wording))


def order_by_item_paper(motion: Motion, wording: Wording = ORDER_BY_ITEM) -> Paper:
    """The proposed order on which the judge marks each conviction as granted or denied."""
    exhibit = decision_exhibit(motion.items, show_birth_year=motion.show_birth_year)
    return assemble(motion, wording, (exhibit,))


def public_list_paper(motion: Motion, wording: Wording = PUBLIC_LIST) -> Paper:
    """The public list of convictions as a paper of its own."""
    return assemble(motion, wording, (public_exhibit(motion.items, show_birth_year=motion.show_birth_year),))


def confidential_list_paper(motion: Motion, wording: Wording = CONFIDENTIAL_LIST) -> Paper:
    """The list with CII numbers and dates of birth, for the court and the Department of Justice only."""
    return assemble(motion, wording, (confidential_exhibit(motion.items),))


def _list_of(motion: Motion, wording: Wording) -> tuple[Exhibit, ...]:
    if "[each_conviction]" in wording.body:
        return ()
    return (public_exhibit(motion.items, show_birth_year=motion.show_birth_year),)

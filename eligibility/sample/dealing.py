"""Chance that leaves nothing out: what must occur in a small file is dealt like cards, not thrown."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

Card = TypeVar("Card")


def dealt(cards: Sequence[Card], rng: Random) -> Iterator[Card]:
    """The cards in random order, again and again: none comes up twice before every one came up once."""
    while True:
        hand = list(cards)
        rng.shuffle(hand)
        yield from hand


def spaced(share: float, rng: Random) -> Iterator[bool]:
    """True for this share of the draws (0 to 1), at equal distances from a random start."""
    sum_of_shares = rng.random()
    while True:
        sum_of_shares += share
        yield sum_of_shares >= 1
        sum_of_shares %= 1


def pick(cards: Sequence[Card], rng: Random) -> Card:
    """One of the cards, each as likely as the others (faster than `Random.choice`)."""
    return cards[int(rng.random() * len(cards))]

"""Invented people, and the columns that stand on each of their rows.

No identifier can belong to anyone. The letters ZZ stand inside every CII, FBI, licence, identification-card
and court number, where issued numbers have digits or a single letter; their lengths are usual. Social
security numbers begin with 9 and have the group 00: neither that area nor that group is ever issued, and no
taxpayer number has the group either. SUBJECT_ID and RECORD_ID only count within a delivery. Names are made
of syllables (see `names`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from eligibility.sample.dealing import pick
from eligibility.sample.names import full_name

NOTHING = "NULL"
# People are numbered in leaps over the available numbers; the leap is prime to their count, so none repeats.
NUMBERS = 1_000_000
SPREAD = 611_953

RACES = (("A", "OTHER ASIAN"), ("B", "BLACK"), ("H", "HISPANIC"), ("W", "WHITE"), ("X", "UNKNOWN"))
EYES = (("BLK", "BLACK"), ("BLU", "BLUE"), ("BRO", "BROWN"), ("GRN", "GREEN"), ("HAZ", "HAZEL"))
HAIR = (("BLK", "BLACK"), ("BLN", "BLOND"), ("BRO", "BROWN"), ("GRY", "GRAY"), ("RED", "RED"))
BIRTHPLACES = (("CA", "CALIFORNIA"), ("NV", "NEVADA"), ("OR", "OREGON"), ("TX", "TEXAS"), ("XX", "UNKNOWN"))
HEIGHTS = ("502", "505", "507", "508", "510", "511", "600", "602")
WEIGHTS = ("118", "135", "150", "162", "175", "185", "210", "240")


@dataclass(frozen=True)
class Person:
    """Who somebody is, as the file prints it."""

    subject_id: str
    cii: str
    name: str
    gender: str
    social_security: str
    licence: str
    identification_card: str
    fbi: str
    looks: tuple[str, ...]
    sources: tuple[str, ...]


def people(rng: Random, seed: int) -> Iterator[Person]:
    """People without end; a million of them before an identifier comes up again.

    Digits of the identifiers come from the seed, so that the files of different seeds (modulo 100) hold
    different people.
    """
    series = seed % 100
    for position in count():
        number = (position * SPREAD + series * 7) % NUMBERS
        yield Person(
            subject_id=f"90{series:02}{position:06}",
            cii=f"{series:02}ZZ{number:06}",
            name=full_name(rng),
            gender="F" if rng.random() < 0.25 else "M",
            social_security=f"9{number // 10_000:02}00{number % 10_000:04}",
            licence=f"ZZ{number:06}",
            identification_card=f"ZZ{(number * 3) % NUMBERS:06}" if rng.random() < 0.3 else "",
            fbi=f"{series:02}ZZ{(number * 7) % NUMBERS:06}",
            looks=_looks(rng),
            sources=_sources(rng),
        )


def person_columns(person: Person, born: str) -> list[str]:
    """The columns SUBJECT_ID to CITIZENSHIP_LIST; `born` is the birth date as printed."""
    return [
        person.subject_id,
        "#",
        person.cii,
        person.name,
        person.gender,
        born,
        person.licence,
        person.social_security,
        "#",
        person.cii,
        person.name,
        person.gender,
        born,
        person.social_security,
        person.licence,
        person.identification_card,
        NOTHING,
        person.fbi,
        "#",
        *person.looks,
        *person.sources,
    ]


def _looks(rng: Random) -> tuple[str, ...]:
    """The columns RACE_CODE to WEIGHT."""
    described = (pick(RACES, rng), pick(EYES, rng), pick(HAIR, rng))
    return (*(text for pair in described for text in pair), pick(HEIGHTS, rng), pick(WEIGHTS, rng))


def _sources(rng: Random) -> tuple[str, ...]:
    """The columns SINGLE_SOURCE to CITIZENSHIP_LIST."""
    single = rng.random() < 0.8
    return (
        "Y" if single else "N",
        "N" if single else "Y",
        *pick(BIRTHPLACES, rng),
        "STATE",
        "UNITED STATES OF AMERICA",
    )

"""Sentences: how a conviction is worded, and its parts, which run one after another."""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of a sentence, as printed: where it is served, how long, and the unit (D, M, Y or empty)."""

    place: str
    length: str = ""
    unit: str = ""


class Sentence(NamedTuple):
    """The disposition of a count and the parts of its sentence."""

    disposition: str
    parts: tuple[Part, ...] = ()


SUSPENDED = Part("IMPOSITION OF SENTENCE SUSPENDED")
UNITS = {"D": "DAYS", "M": "MONTHS", "Y": "YEARS", "": ""}
NO_SENTENCE = Sentence("")

# By the grade of the conviction; served in five years at most.
FINES = (Sentence("CONVICTED-FINE", (Part("FINE"),)), Sentence("CONVICTED"))
LESSER = (
    *FINES,
    Sentence("CONVICTED-JAIL", (Part("COUNTY JAIL", "10", "D"),)),
    Sentence("CONVICTED-JAIL", (Part("COUNTY JAIL", "180", "D"), Part("FINE"))),
    Sentence("CONVICTED-PROBATION", (Part("SUMMARY PROBATION", "12", "M"), Part("FINE"))),
    Sentence("CONVICTED-PROB/JAIL", (Part("SUMMARY PROBATION", "036", "M"), Part("COUNTY JAIL", "001", "D"))),
)
GREATER = (
    *LESSER,
    Sentence("CONVICTED-PROBATION", (Part("FORMAL PROBATION", "3", "Y"), SUSPENDED)),
    Sentence(
        "CONVICTED-PROB/JAIL",
        (Part("FORMAL PROBATION", "3", "Y"), Part("COUNTY JAIL", "90", "D"), Part("FINE")),
    ),
    Sentence("CONVICTED-PRISON", (Part("STATE PRISON", "16", "M"),)),
    Sentence("CONVICTED-PRISON", (Part("STATE PRISON", "2", "Y"), Part("STATE PRISON", "8", "M"))),
    Sentence(
        "CONVICTED-CERT COUNTY JAIL",
        (Part("COUNTY JAIL", "1", "Y"), Part("MANDATORY SUPERVISION", "12", "M")),
    ),
)
SENTENCES = {"FELONY": GREATER, "MISDEMEANOR": LESSER, "INFRACTION": FINES, "UNKNOWN": LESSER, "": LESSER}
# All three units, one after another: four years, six months and a hundred days.
CONSECUTIVE = Sentence(
    "CONVICTED-PRISON",
    (Part("STATE PRISON", "4", "Y"), Part("STATE PRISON", "6", "M"), Part("COUNTY JAIL", "100", "D")),
)
# Begun at any time since 2005, these are still being served in 2026.
LONG = (
    Sentence("CONVICTED-PRISON", (Part("STATE PRISON", "25", "Y"),)),
    Sentence(
        "CONVICTED-PRISON",
        (Part("STATE PRISON", "15", "Y"), Part("COUNTY JAIL", "96", "M"), Part("COUNTY JAIL", "1461", "D")),
    ),
    Sentence("CONVICTED-PRISON", (Part("STATE PRISON", "999", "Y"),)),
)
# Lengths that are no numbers.
UNREADABLE = (
    Sentence("CONVICTED-PRISON", (Part("STATE PRISON", "LIFE", "Y"),)),
    Sentence("CONVICTED-JAIL", (Part("COUNTY JAIL", "6-9", "M"),)),
    Sentence("CONVICTED-JAIL", (Part("COUNTY JAIL", "30", "W"),)),
)

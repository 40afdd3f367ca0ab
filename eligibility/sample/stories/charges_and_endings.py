"""Stories about what was charged, where it is written, and how it ended."""

from dataclasses import replace
from datetime import date, timedelta

from eligibility.sample.charges import (
    ATTEMPTS,
    CANNABIS,
    EVERYDAY,
    NEAR_MISSES,
    PLEAS,
    RELATED,
    RELATED_4060,
    SALES,
    SECTION_11357,
    SEE_COMMENT,
    SEVERAL_SECTIONS,
    Charge,
)
from eligibility.sample.dealing import pick
from eligibility.sample.lives import COURT, Count, Cycle, Life, Step, case, convicted
from eligibility.sample.stories.scenario import Story, told

# A description, and a comment that names something else.
CONTRADICTIONS = (
    (SALES[0], "REDUCED TO 11357(B) HS"),
    (SALES[0], "CHRG AMENDED TO 11359 HS-POSSESS FOR SALE"),
    (SECTION_11357[0], "11357(C) HS COUNT 2"),
    (SECTION_11357[2], "11357(B) HS"),
    (SECTION_11357[3], "11357(A) HS"),
    (EVERYDAY[0], "PLED TO 11360(A) HS"),
    (SALES[5], "11359 AND 11360 HS"),
    (SALES[5], "OFN 1135900 IN VIEW OF PLEA"),
)
PLEA_TO_ANOTHER = "DISMISSED/PLEA TO OTHER CHARGE"
NOT_CONVICTED = ("DISMISSED", "ACQUITTED", "DIVERSION/DISMISSED", "PROS REL-DET ONLY", "NOT CONVICTED", "")
RELIEVED = (
    "CONV SET ASIDE AND DISM PER 1203.4 PC",
    "FELONY REDUCED TO MISDEMEANOR PER 17 PC",
    "REDESIGNATED MISDEMEANOR PER 1170.18 PC",
    "REDESIGNATED MISDEMEANOR PER 11361.8 HS",
    "DISMISSED AND SEALED PER 11361.8 HS",
)


def with_cannabis(family: tuple[Charge, ...]) -> Story:
    """Convicted of the family's charge and of cannabis in one case."""

    def story(life: Life) -> list[Cycle]:
        beside = convicted(life, life.draw(family), "MISDEMEANOR")
        return [case(life, life.before_proposition_64(), convicted(life, life.draw(CANNABIS)), beside)]

    return story


def with_cannabis_dismissed(family: tuple[Charge, ...]) -> Story:
    """Convicted of the family's charge, while the cannabis count of the same arrest was dismissed."""

    def story(life: Life) -> list[Cycle]:
        counts = (
            convicted(life, life.draw(family), "MISDEMEANOR"),
            Count(life.draw(CANNABIS), PLEA_TO_ANOTHER),
        )
        return [case(life, life.before_proposition_64(), *counts), _sold(life)]

    return story


def plea_from_several_charges(life: Life) -> list[Cycle]:
    """A possible bargain for the cannabis charge, or for the other charge of the same arrest."""
    counts = (
        convicted(life, life.draw(PLEAS), "MISDEMEANOR"),
        Count(life.draw(CANNABIS), PLEA_TO_ANOTHER),
        Count(life.draw(EVERYDAY), PLEA_TO_ANOTHER),
    )
    return [case(life, life.before_proposition_64(), *counts)]


def without_cannabis(family: tuple[Charge, ...]) -> Story:
    """Convicted of the family's charge in an arrest of its own, and of cannabis in another."""

    def story(life: Life) -> list[Cycle]:
        alone = case(life, life.before_proposition_64(), convicted(life, life.draw(family), "MISDEMEANOR"))
        return [alone, _sold(life)]

    return story


def only(family: tuple[Charge, ...], grade: str = "FELONY") -> Story:
    """Convicted of the family's charge."""

    def story(life: Life) -> list[Cycle]:
        return [case(life, life.before_proposition_64(), convicted(life, life.draw(family), grade))]

    return story


def near_misses(life: Life) -> list[Cycle]:
    """Charges that only look like one of the four sections."""
    counts = [convicted(life, life.draw(NEAR_MISSES)) for _ in range(5)]
    return [case(life, life.before_proposition_64(), *counts)]


def charge_in_comment(life: Life) -> list[Cycle]:
    """The charge stands only in the comment."""
    comment = life.draw(CANNABIS).text
    return [
        case(life, life.before_proposition_64(), convicted(life, described, comment=comment))
        for described in SEE_COMMENT
    ]


def charge_nowhere(life: Life) -> list[Cycle]:
    """Neither description nor comment names a charge, in a conviction that may be anything."""
    counts = [convicted(life, described, comment="NO CHARGE ON FILE") for described in SEE_COMMENT]
    return [case(life, life.before_proposition_64(), *counts), _sold(life)]


def comment_contradicts(life: Life) -> list[Cycle]:
    """The comment names another charge than the description."""
    pairs = CONTRADICTIONS[pick((0, 1), life.rng) :: 2]
    counts = [convicted(life, described, comment=comment) for described, comment in pairs]
    return [case(life, life.before_proposition_64(), *counts)]


def two_charges_in_one_count(life: Life) -> list[Cycle]:
    """A further row of the same count names another charge."""
    sold = replace(convicted(life, life.draw(SALES)), other_charge=life.draw(EVERYDAY))
    return [case(life, life.before_proposition_64(), sold)]


def not_convicted(life: Life) -> list[Cycle]:
    """Cannabis counts that ended otherwise, or nobody knows how."""
    counts = [Count(life.draw(CANNABIS), ending) for ending in NOT_CONVICTED]
    return [case(life, life.before_proposition_64(), *counts), _sold(life)]


def several_counts(life: Life) -> list[Cycle]:
    """Several cannabis counts in one case, felonies and others."""
    grades = ("FELONY", "MISDEMEANOR", "FELONY")
    counts = [convicted(life, life.draw(CANNABIS), grade) for grade in grades]
    return [case(life, life.before_proposition_64(), *counts)]


def relieved_later(life: Life) -> list[Cycle]:
    """A later step in the same cycle changed the conviction already."""
    on = life.before_proposition_64()
    count = convicted(life, life.draw(SALES))
    return [_later_step(life, case(life, on, count), on, Count(count.charge, pick(RELIEVED, life.rng)))]


def probation_revoked(life: Life) -> list[Cycle]:
    """A later step in the same cycle that changed nothing about the conviction."""
    on = life.before_proposition_64()
    count = convicted(life, life.draw(SALES))
    return [_later_step(life, case(life, on, count), on, Count(count.charge, "PROBATION REVOKED"))]


def convicted_twice(life: Life) -> list[Cycle]:
    """The same conviction reported by two steps of one cycle."""
    on = life.before_proposition_64()
    count = convicted(life, life.draw(SALES))
    return [_later_step(life, case(life, on, count), on, count)]


def _later_step(life: Life, cycle: Cycle, on: date, count: Count) -> Cycle:
    later = min(on + timedelta(300 + int(life.rng.random() * 1500)), life.as_of)
    return Cycle(cycle.on, (*cycle.steps, Step(COURT, later, life.county, (count,), life.case_number())))


def _sold(life: Life) -> Cycle:
    return case(life, life.before_proposition_64(), convicted(life, life.draw(SALES)))


SCENARIOS = (
    *told(*[with_cannabis(RELATED)] * 3, *[with_cannabis(RELATED_4060)] * 2, with_cannabis(PLEAS)),
    *told(*(with_cannabis_dismissed(family) for family in (RELATED, RELATED_4060, PLEAS))),
    *told(*[plea_from_several_charges] * 2),
    *told(*(without_cannabis(family) for family in (RELATED, RELATED_4060))),
    *told(near_misses, near_misses, *[only(ATTEMPTS)] * 2, only(SEVERAL_SECTIONS)),
    *told(
        charge_in_comment,
        charge_in_comment,
        charge_nowhere,
        charge_nowhere,
        comment_contradicts,
        comment_contradicts,
    ),
    *told(two_charges_in_one_count, not_convicted, several_counts),
    *told(relieved_later, probation_revoked, convicted_twice),
)

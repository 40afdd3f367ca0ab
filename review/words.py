"""How the review pages put codes into words."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

from eligibility.law.outcomes import Outcome
from eligibility.law.policies import POLICIES, build

from .models import Decision

CHOICES = {
    Outcome.DISMISSAL: "Dismissal",
    Outcome.REDUCTION: "Reduction",
    Outcome.NOT_ELIGIBLE: "Not eligible",
    Outcome.HAND_REVIEW: "Stays in hand review: it cannot be decided from these records",
    Outcome.MAYBE: "Maybe eligible",
    Outcome.CITY_ATTORNEYS: "To be reviewed by City Attorneys",
}


def choice_words(outcome: Outcome) -> str:
    return CHOICES[outcome]


@cache
def known_flags() -> dict[str, str]:
    """The flags of all programmes of law, by name, in the words in which the law's part declares them."""
    programmes = [build(slug, {}).programme for slug in POLICIES]
    return {flag.name: flag.words for programme in programmes for flag in programme.flags}


def flag_words(flag: str) -> str:
    return known_flags().get(flag) or flag.replace("_", " ").capitalize()


CAUSES = {
    "hand-review": "The policy leaves it to a person",
    "sample": "Drawn for the quality sample",
    "reviewer": "A reviewer asked for it",
    "changed": "Changed since it was decided",
    "renamed": "The name differs between files",
}


def all_causes() -> list[tuple[str, str]]:
    """Every cause there is, with its words: the entries, then the flags in the order of the law."""
    flags = known_flags().items()
    return [*CAUSES.items(), *((f"flag:{flag}", words) for flag, words in flags if flag != "hand_review")]


def cause_words(code: str) -> str:
    """Why something is in the queue: one of the entries, or `flag:` and a flag's name."""
    return CAUSES.get(code) or flag_words(code.removeprefix("flag:"))


def conviction_date(earliest: date | None, latest: date | None) -> str:
    """A conviction's date as far as it is known.

    | earliest   | latest     | words                                  |
    |------------|------------|----------------------------------------|
    | 2001-04-03 | 2001-04-03 | Apr 3, 2001                            |
    | 2001-04-01 | 2001-04-30 | between Apr 1, 2001 and Apr 30, 2001   |
    | unknown    | unknown    | not known                              |
    """
    if earliest is None and latest is None:
        return "not known"
    if earliest == latest and earliest is not None:
        return in_words(earliest)
    if earliest is None or latest is None:
        return f"before {in_words(latest)}" if latest else f"after {in_words(earliest)}"
    return f"between {in_words(earliest)} and {in_words(latest)}"


def in_words(day: date | None) -> str:
    return f"{day:%b} {day.day}, {day.year}" if day else ""


def act_words(decision: Decision) -> str:
    """What was just done, for the person who did it; it names no one."""
    section = decision.determination.section
    waits = "" if decision.settled else " It waits for a second person."
    if decision.ground:
        return f"Challenged: {section}.{waits}"
    return f"{decision.get_kind_display()}: {choice_words(Outcome(decision.outcome))}, {section}.{waits}"


def together_words(decisions: Sequence[Decision]) -> str:
    """What was just done to several convictions of a person."""
    outcomes = Counter(choice_words(Outcome(one.outcome)) for one in decisions)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    waiting = sum(not one.settled for one in decisions)
    waits = f" {waiting} of them wait for a second person." if waiting else ""
    return f"Decided on {len(decisions)} convictions together: {counts}.{waits}"

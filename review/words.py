"""How the review pages put codes into words."""

from datetime import date

from eligibility.law.outcomes import Outcome

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


def flag_words(flag: str) -> str:
    return flag.replace("_", " ").replace("-", " ").capitalize()


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

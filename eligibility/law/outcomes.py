"""The answers a policy may give for a conviction."""

from enum import StrEnum


class Outcome(StrEnum):
    DISMISSAL = "Eligible for Dismissal"
    REDUCTION = "Eligible for Reduction"
    NOT_ELIGIBLE = "Not eligible"
    MAYBE = "Maybe Eligible - Flag for Review"
    HAND_REVIEW = "Hand Review"
    CITY_ATTORNEYS = "To be reviewed by City Attorneys"

"""The answers a policy may give for a conviction."""

from enum import StrEnum


class Outcome(StrEnum):
    """The labels of the result files."""

    DISMISSAL = "Eligible for Dismissal"
    REDUCTION = "Eligible for Reduction"
    NOT_ELIGIBLE = "Not eligible"
    MAYBE = "Maybe Eligible - Flag for Review"
    HAND_REVIEW = "Hand Review"
    CITY_ATTORNEYS = "To be reviewed by City Attorneys"


# Outcomes with which a felony is a felony no longer.
RELIEF = (Outcome.DISMISSAL, Outcome.REDUCTION)

NOTHING_APPLIES = "No applicable eligibility criteria"

"""What an analysis found, in numbers: kept with the run, so that its page never counts a million rows."""

from typing import TypedDict


class PeopleCount(TypedDict):
    """People concerned who have such a conviction today (`now`), and how many of these would have none
    left by the office's policy (`after`), or if every conviction the programme concerns were dismissed
    (`if_all`)."""

    now: int
    after: int
    if_all: int


class PeopleCounts(TypedDict):
    no_felony: PeopleCount
    no_recent_conviction: PeopleCount
    no_conviction: PeopleCount


class Summary(TypedDict):
    """`people` are all in the files, `people_concerned` those with a conviction that the programme concerns;
    `by_reason` holds outcome, reason and number, `by_flag` name, words and number, most frequent first;
    `problems` counts rows by kind of problem."""

    rows: int
    people: int
    people_concerned: int
    convictions: int
    felonies: int
    earliest: str | None
    by_outcome: dict[str, int]
    by_section: dict[str, dict[str, int]]
    by_reason: list[tuple[str, str, int]]
    by_flag: list[tuple[str, str, int]]
    people_counts: PeopleCounts
    problems: dict[str, int]
    seconds: float

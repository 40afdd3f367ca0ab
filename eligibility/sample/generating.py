"""Files of invented people, row by row."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random

from eligibility.sample.charges import Charge
from eligibility.sample.dealing import dealt, pick, spaced
from eligibility.sample.habits import HABITS
from eligibility.sample.lives import AS_OF, Life, birthday
from eligibility.sample.people import people, person_columns
from eligibility.sample.places import other_counties
from eligibility.sample.printing import Dates, Row, rows_of
from eligibility.sample.stories import SCENARIOS
from eligibility.sample.stories.scenario import Scenario
from eligibility.sample.surroundings import surroundings

UNCLEAR = 0.02
SCATTERED = 0.04
EARLIEST, LATEST = date(2017, 1, 1), date(2030, 12, 31)


def generate(
    county: str, rows: int, seed: int, *, as_of: date = AS_OF, unclear: float = UNCLEAR
) -> Iterator[Row]:
    """Exactly `rows` rows of 95 fields, without a header: histories of people with cannabis convictions.

    The same arguments give the same rows, always. Most convictions are in `county`, a name as in the file.
    Nothing happens after `as_of`, save for mistakes. `unclear` (0 to 1) is the share of dates that are
    partial, unreadable, missing or in the future. The history of the last person may be cut short.
    Raises ValueError for an `as_of` too far from the change of the law that the histories are about.
    """
    if not EARLIEST <= as_of <= LATEST:
        raise ValueError(f"histories can be made up as of {EARLIEST} to {LATEST}, not as of {as_of}")
    return _numbered(county, rows, seed, as_of, unclear)


def _numbered(county: str, rows: int, seed: int, as_of: date, unclear: float) -> Iterator[Row]:
    # Invented people need no cryptographic chance, but the same chance every time.
    rng = Random(seed)  # noqa: S311
    histories = _histories(county, seed, as_of, unclear, rng)
    for number, row in enumerate(islice(_scattered(histories, rng), rows), start=1):
        row[0] = f"{number:010}"
        yield row


def _histories(county: str, seed: int, as_of: date, unclear: float, rng: Random) -> Iterator[list[Row]]:
    """The rows of one person after another, without end."""
    decks: dict[tuple[Charge, ...], Iterator[Charge]] = {}
    elsewhere = other_counties(county)
    dates = Dates(unclear, as_of, rng)
    habits = dealt(HABITS, rng)
    for person, scenario in zip(people(rng, seed), dealt(SCENARIOS, rng), strict=False):
        life = Life(rng, county, pick(elsewhere, rng), _born(scenario, as_of, rng), as_of, decks)
        cycles = [*scenario.story(life), *surroundings(life, scenario.around)]
        columns = person_columns(person, dates.birth(life.born))
        yield next(habits)(list(rows_of(columns, life.born, cycles, dates)), rng)


def _born(scenario: Scenario, as_of: date, rng: Random) -> date:
    """A birthday that makes a person as old as the story wants at the as-of date."""
    youngest, oldest = scenario.ages
    age = youngest + int(rng.random() * (oldest - youngest + 1))
    return birthday(as_of, -age) - timedelta(int(rng.random() * 365))


def _scattered(histories: Iterator[list[Row]], rng: Random) -> Iterator[Row]:
    """The rows of all people; now and then, half of somebody's rows stand after the next person's."""
    held: list[Row] = []
    for rows, scattered in zip(histories, spaced(SCATTERED, rng), strict=False):
        half = len(rows) // 2 if scattered else len(rows)
        yield from rows[:half]
        yield from held
        held = rows[half:]

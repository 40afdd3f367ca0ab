"""What a story needs to be told: the person's age and the history around it."""

from collections.abc import Callable
from typing import NamedTuple

from eligibility.sample.lives import Cycle, Life
from eligibility.sample.surroundings import Around

Story = Callable[[Life], list[Cycle]]


class Scenario(NamedTuple):
    """A story, the youngest and oldest age at the as-of date of its people, and what surrounds it."""

    story: Story
    ages: tuple[int, int]
    around: Around


ADULTS = (33, 75)
# Old enough to have been convicted before the law changed, too young to be helped by their age.
UNDER_50 = (33, 49)


def told(
    *stories: Story, ages: tuple[int, int] = ADULTS, around: Around = Around.ANYTHING
) -> tuple[Scenario, ...]:
    """Scenarios of people of the same ages, in the same surroundings."""
    return tuple(Scenario(story, ages, around) for story in stories)

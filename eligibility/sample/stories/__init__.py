"""Stories: one for each thing that a rule or a reviewer looks at, told of one person.

The people of a file are dealt from `SCENARIOS`, so that each story is told before any is told again. A story
returns the cycles that matter to it; `around` says what ordinary history surrounds them.
"""

from eligibility.sample.stories import ages_and_dates, charges_and_endings, disqualifying, records
from eligibility.sample.stories.scenario import Scenario

SCENARIOS: tuple[Scenario, ...] = (
    *ages_and_dates.SCENARIOS,
    *disqualifying.SCENARIOS,
    *charges_and_endings.SCENARIOS,
    *records.SCENARIOS,
)

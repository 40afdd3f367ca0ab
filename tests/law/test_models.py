"""Every policy says what a plain model says, and asks a person exactly where the model must."""

from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from eligibility.law.policies import POLICIES
from tests.builders import COUNTY, Subject, history
from tests.law.judging import judge, said
from tests.law.models import (
    configurable,
    dismiss_all,
    dismiss_all_and_related,
    los_angeles,
    sacramento,
    san_francisco,
    san_joaquin,
    statutory,
)
from tests.law.models.deciding import answers, verdict
from tests.law.models.records import records_of
from tests.law.people import crowds

MODELS = {
    "configurable": configurable,
    "los-angeles": los_angeles,
    "san-joaquin": san_joaquin,
    "contra-costa": san_joaquin,
    "sacramento": sacramento,
    "san-francisco": san_francisco,
    "statutory": statutory,
    "dismiss-all": dismiss_all,
    "dismiss-all-and-related": dismiss_all_and_related,
}


def expected(model: ModuleType, person: Subject) -> list[tuple[str, str | None]]:
    """What the model says of the person's convictions in the county; no reason where a person decides."""
    records = list(records_of(history(person)))
    found = []
    for number, conviction in enumerate(records[0].convictions):
        if model.judges(conviction) and conviction.county == COUNTY:
            outcome, reason = verdict(model.RULES, answers(model.RULES, records, number))
            found.append((outcome, reason and reason.format(printed=conviction.charge.printed)))
    return found


def test_every_policy_has_a_model():
    assert set(MODELS) == set(POLICIES)


# 25 times 16 persons for each policy.
@pytest.mark.parametrize("slug", MODELS)
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(people=crowds(16))
def test_a_policy_says_what_its_model_says(slug, people):
    model = MODELS[slug]
    verdicts = said(judge(*people, policy=slug, options=model.OPTIONS))
    asked = [
        (outcome, None if reason.startswith("Cannot decide") else reason) for outcome, reason in verdicts
    ]
    assert asked == [answer for person in people for answer in expected(model, person)]
    assert not any(reason.endswith(": ") for _, reason in verdicts)

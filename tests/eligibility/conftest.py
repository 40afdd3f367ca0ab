"""A policy, analyses in every state, and what a complete one found."""

import datetime

import pytest
from django.utils import timezone

from eligibility.models import PolicyVersion, Run
from tests.uploads.conftest import data_folder, upload  # noqa: F401

AS_OF = datetime.date(2026, 7, 1)

SUMMARY = {
    "rows": 2881,
    "people": 200,
    "people_concerned": 178,
    "convictions": 411,
    "felonies": 241,
    "earliest": "1971-11-24",
    "by_outcome": {"Eligible for Dismissal": 380, "Eligible for Reduction": 13, "Hand Review": 18},
    "by_section": {
        "11358": {"Eligible for Dismissal": 71},
        "11357": {"Eligible for Dismissal": 127},
        "11359": {"Eligible for Dismissal": 87, "Eligible for Reduction": 5, "Hand Review": 10},
        "11360": {"Eligible for Dismissal": 95, "Eligible for Reduction": 8, "Hand Review": 8},
    },
    "by_reason": [
        ["Eligible for Dismissal", "Misdemeanor or Infraction", 170],
        ["Eligible for Dismissal", "Dismiss all HS 11357 convictions", 79],
    ],
    "by_flag": [["after_proposition", "Convicted after the proposition took effect", 12]],
    "people_counts": {
        "no_felony": {"now": 150, "after": 63, "if_all": 64},
        "no_recent_conviction": {"now": 120, "after": 40, "if_all": 41},
        "no_conviction": {"now": 178, "after": 61, "if_all": 62},
    },
    "problems": {"date-unreadable": 16},
    "seconds": 4.2,
}


@pytest.fixture
def policy_version(alice):
    return PolicyVersion.objects.create(office=alice.office, number=1, policy="configurable", by=alice)


@pytest.fixture
def run_in(policy_version, sam, upload):  # noqa: F811
    """Makes an analysis of the upload in a given state, with whatever else is said of it."""

    def make(state, **fields):
        run = Run.objects.create(
            office=sam.office,
            by=sam,
            as_of=AS_OF,
            policy_version=policy_version,
            state=state,
            **{"beat_at": timezone.now(), **fields},
        )
        run.uploads.add(upload)
        return run

    return make


@pytest.fixture
def complete(run_in):
    return run_in(Run.State.COMPLETE, summary=SUMMARY, finished_at=timezone.now())

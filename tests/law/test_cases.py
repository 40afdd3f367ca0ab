"""The situations of tests/cases, written for attorneys: what each policy says, and that none is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility.law.policies import POLICIES, build
from eligibility.law.policies.proposition_64 import PROPOSITION_64
from tests.builders import COUNTY, Event, Subject, arrest, conviction, deceased, registration, subject
from tests.law.judging import judge, verdict

FILES = [
    yaml.safe_load(path.read_text()) for path in sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
]
CASES = [(file, case) for file in FILES for case in file["cases"]]
GRADES = {"felony": "FELONY", "misdemeanor": "MISDEMEANOR", "infraction": "INFRACTION", "no grade": ""}


def raw_date(text: Any) -> str:
    """`2005-05-05` or `2005-05-00` as the file writes it; any other text as it is."""
    return str(text).replace("-", "")


def convicted(sentence: str) -> Event:
    """`11359 HS on 2005-05-05, misdemeanor, in ALAMEDA, sentence 3 Y + 6 M, cycle 2` as an event."""
    what, *more = sentence.split(", ")
    charge, day = re.fullmatch(r"(.+?)(?: on (\S+)| without date)", what).groups()
    told: dict[str, Any] = {"grade": "FELONY", "county": COUNTY}
    for word in more:
        kind, _, rest = word.partition(" ")
        told |= {
            "in": {"county": rest},
            "sentence": {"sentence": rest.split(" + ")},
            "cycle": {"cycle": int(rest) if kind == "cycle" else None},
        }.get(kind, {"grade": GRADES.get(word)})
    return conviction(charge, raw_date=raw_date(day or ""), **told)


def person(case: dict[str, Any]) -> Subject:
    events = [arrest(case["arrested"], cycle=1)] if "arrested" in case else []
    events += [registration(raw_date=raw_date(case["registered"]))] if "registered" in case else []
    events += [deceased()] if case.get("died") else []
    convictions = [convicted(sentence) for sentence in case["convictions"]]
    return subject(raw_date=raw_date(case.get("born", "1985-05-05")), convictions=convictions, events=events)


@pytest.mark.parametrize(
    ("file", "case"), CASES, ids=[f"{file['policy']}: {case['name']}" for file, case in CASES]
)
def test_a_policy_says_what_the_case_says(file, case):
    answer = verdict(person(case), policy=file["policy"], options=file.get("options"))
    assert answer == (case["outcome"], case["reason"])


@pytest.mark.parametrize("slug", POLICIES)
def test_every_reason_of_a_policy_has_a_case(slug):
    files = [file for file in FILES if file["policy"] == slug]
    said = {case["reason"] for file in files for case in file["cases"]}
    rules = build(slug, files[0].get("options")).rules[len(PROPOSITION_64.safeguards) :]
    reasons = {rule.reason for rule in rules if "{" not in rule.reason}
    assert reasons <= said


def test_the_statute_does_not_reach_the_related_charges_that_a_county_clears():
    table = judge(subject(convictions=[conviction("602 PC")]), policy="dismiss-all-and-related").convictions
    assert table["reason"].tolist() == ["Dismiss all related charges"]
    assert table["statute_reason"].tolist() == ["Not a section of the proposition"]

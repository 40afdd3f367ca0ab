"""A sample file gives the law everything to do: each flag is raised, each rule decides for somebody."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from eligibility.law.analysis import Analysis, analyse
from eligibility.law.policies import POLICIES, build
from eligibility.sample import write_sample
from uploads.formats.reading import read

AS_OF = date(2026, 1, 1)
COUNTY = "SAN JOAQUIN"
OPTIONS = {
    "configurable": {
        "baselineEligibility": {"dismiss": ["11357"], "reduce": ["11358", "11359"]},
        "additionalRelief": {
            "subjectUnder21AtConviction": True,
            "subjectAgeThreshold": 50,
            "yearsSinceConvictionThreshold": 15,
            "yearsCrimeFreeThreshold": 8,
            "subjectHasOnlyProp64Charges": True,
            "subjectIsDeceased": True,
        },
    }
}


@cache
def frame(rows: int, seed: int) -> pd.DataFrame:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.csv"
        write_sample(path, COUNTY, rows, seed)
        return read([path]).frame


def analysis(slug: str, rows: int, seed: int) -> Analysis:
    policy = build(slug, OPTIONS.get(slug))
    return analyse(frame(rows, seed), policy=policy, county=COUNTY, as_of=AS_OF)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_flag_is_raised_in_a_small_file(seed):
    raised = analysis("configurable", 5000, seed).convictions["flags"]
    flags = build("configurable").programme.flags
    assert {flag.name for flag in flags} == {name for names in raised for name in names}


@pytest.mark.parametrize("slug", POLICIES)
def test_every_rule_decides_for_somebody_in_a_larger_file(slug):
    decided = set(analysis(slug, 20_000, 1).convictions["rule"].dropna())
    assert {rule.name for rule in build(slug, OPTIONS.get(slug)).rules} <= decided

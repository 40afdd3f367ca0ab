"""Whatever stands in the rows, nothing stops the analysis and nothing vanishes from it."""

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.law.analysis import analyse
from eligibility.law.columns import READ
from eligibility.law.policies import POLICIES, build
from tests.law.judging import AS_OF

WORDS = [
    "11359 HS-SALE",
    "664/11357(A)",
    "187 PC",
    "288(A)",
    "11358 VC",
    "SEE COMMENT FOR CHARGE",
    "CONVICTED",
    "CONVICTED-JAIL",
    "FELONY",
    "UNKNOWN",
    "F",
    "COURT ACTION",
    "REGISTRATION",
    "DECEASED",
    "SACRAMENTO",
    "20050505",
    "20050000",
    "20210101",
    "19700101",
    "001001001000",
    "1001001000",
    "001",
    "7",
    "12",
    "-3",
    "999999999999",
    "D",
    "Y",
    "L",
    "\xa0",
    "½ 11360",
    "é",
    "((",
    ")/-",
]
FIELDS = st.one_of(st.sampled_from(WORDS), st.none(), st.text(max_size=12))
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(READ, FIELDS)), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, slug=st.sampled_from(list(POLICIES)), always=st.booleans())
def test_no_row_stops_the_analysis_or_vanishes_from_it(rows, slug, always):
    convicting = {"DISP_DESCR": "CONVICTED", "OFFENSE_DESCR": "11359 HS", "STP_ORI_CNTY_NAME": "SACRAMENTO"}
    rows = [row | convicting for row in rows] if always else rows
    frame = pd.DataFrame(rows, columns=list(READ)).astype("string")
    analysis = analyse(frame, policy=build(slug), county="SACRAMENTO", as_of=AS_OF)
    assert len(analysis.row_facts) >= len(analysis.convictions) >= always
    assert analysis.convictions["outcome"].notna().all()
    assert (analysis.convictions["reason"].astype(str) != "").all()
    assert all(problem.row in range(1, len(rows) + 1) for problem in analysis.problems)
    assert all(analysis.explain(number) for number in range(len(analysis.convictions)))
    assert analysis.people_counts().conviction.now <= len(analysis.subjects)

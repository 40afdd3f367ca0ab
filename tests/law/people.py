"""Hypothesis strategies for invented people with records of every kind."""

from hypothesis import strategies as st

from tests.builders import arrest, conviction, deceased, registration, subject

CHARGES = st.sampled_from(
    [
        "11357(A) HS-POSS", "11357(C) HS-POSS", "11358 HS-CULTIVATE", "11359 HS-SALE", "11360(A) HS-SELL",
        "664/11359 HS-ATTEMPT", "11360(A)/11352(A) HS", "459 PC-BURGLARY", "187 PC-MURDER", "288(A) PC-LEWD",
        "136.1 PC-DISSUADE", "186.22(B)(4) PC-GANG", "148(A)(1) PC-RESIST", "4060 BP-POSS", "11364 HS-PARA",
        "SEE COMMENT FOR CHARGE", "",
    ]
)  # fmt: skip
DATES = st.sampled_from(
    [
        "19800615", "19990701", "20050505", "20100630", "20100701", "20100702", "20150630", "20150701",
        "20161108",
        "20161109", "20190101", "20200630", "20210101", "20100000", "20150700", "", "2O100101",
    ]
)  # fmt: skip
BIRTHS = st.sampled_from(
    [
        "19400101",
        "19630630",
        "19630701",
        "19630702",
        "19700701",
        "19850505",
        "19990701",
        "19630000",
        "",
        "19999999",
    ]
)
GRADES = st.sampled_from(["FELONY", "FELONY", "FELONY", "MISDEMEANOR", "", "UNKNOWN"])
SENTENCES = st.sampled_from([[], ["90 D"], ["1 Y"], ["3 Y", "6 M"], ["5 L"]])
COMMENTS = st.sampled_from(["", "", "", "11359 HS", "11357(C)", "PROB REVOKED"])

COUNTS = st.builds(
    conviction,
    CHARGES,
    raw_date=DATES,
    grade=GRADES,
    toc=st.sampled_from(["F", "M", ""]),
    sentence=SENTENCES,
    comment=COMMENTS,
    county=st.sampled_from(["SACRAMENTO", "SACRAMENTO", "ALAMEDA"]),
    case_number=st.sampled_from(["A1", "B2", ""]),
    cycle=st.integers(1, 3),
)
OTHER_EVENTS = st.one_of(
    st.builds(arrest, CHARGES, cycle=st.integers(1, 3)),
    st.builds(registration, raw_date=DATES),
    st.builds(deceased),
)


def persons(number: int = 1):
    """A person whose identifiers are made from `number`, so that nobody else has them."""
    return st.builds(
        subject,
        raw_date=BIRTHS,
        convictions=st.lists(COUNTS, min_size=1, max_size=5),
        events=st.lists(OTHER_EVENTS, max_size=2),
        id=st.just(str(number)),
        cii=st.just(f"C{number}"),
        name=st.just(f"PERSON,{number}"),
    )


def crowds(size: int = 3):
    """A few persons, none of whom is another."""
    return st.tuples(*[persons(number) for number in range(1, size + 1)])

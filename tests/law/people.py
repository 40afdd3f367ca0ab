"""Hypothesis strategies for invented people with records of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builders import Event, Subject, arrest, conviction, deceased, registration, subject
from tests.law.models.charges import CHARGES as MEANINGS

CHARGES = st.sampled_from(
    ["SEE COMMENT FOR CHARGE", *(text for text in MEANINGS if "-" in text and not text.startswith("290"))]
)
CANNABIS = st.sampled_from([text for text, charge in MEANINGS.items() if charge.cannabis and "-" in text])
# On both sides of every day that a policy asks about, as of July 1, 2020.
DAYS = "19800615 19990701 20050505 20100630 20100701 20100702 20150630 20150701 20150702 20161108 20161109"
BIRTHS = "19400101 19630630 19630701 19630702 19700630 19700701 19700702 19840505 19890701 19890702 19990630"
KNOWN_DATES = st.sampled_from([*DAYS.split(), "20190101", "20200630", "20200701"])
UNKNOWN_DATES = st.sampled_from(["20100000", "20150700", "20160000", "", "2O100101", "20210101", "20150230"])
KNOWN_BIRTHS = st.sampled_from([*BIRTHS.split(), "19990701", "19990702", "20000101"])
UNKNOWN_BIRTHS = st.sampled_from(["19630000", "19700700", "19990000", "", "19999999"])
STATUSES = st.sampled_from(["FELONY", "FELONY", "FELONY", "MISDEMEANOR", "INFRACTION", ""])
KINDS = st.sampled_from(["F", "F", "M", "I"])
SENTENCES = st.sampled_from([[], ["90 D"], ["1 Y"], ["3 Y", "6 M"], ["999 Y"]])


def counts(charges=CHARGES, dates=KNOWN_DATES, statuses=STATUSES, kinds=KINDS, sentences=SENTENCES):
    """A conviction of one of three cycles."""
    return st.builds(
        conviction,
        charges,
        raw_date=dates,
        grade=statuses,
        toc=kinds,
        sentence=sentences,
        comment=st.sampled_from(["11359 HS", "11357(C)", "PROB REVOKED"]),
        county=st.sampled_from(["SACRAMENTO", "SACRAMENTO", "ALAMEDA"]),
        case_number=st.sampled_from(["A1", "B2", ""]),
        cycle=st.integers(1, 3),
    )


OTHER_EVENTS = st.one_of(
    st.builds(arrest, CHARGES, cycle=st.integers(1, 3), comment=st.just("11359 HS")),
    st.builds(registration, raw_date=KNOWN_DATES),
    st.builds(deceased),
)
# One thing is unknown in each of these.
HOLES = st.one_of(
    counts(dates=UNKNOWN_DATES),
    counts(CANNABIS, dates=UNKNOWN_DATES),
    counts(CANNABIS, statuses=st.sampled_from(["", "UNKNOWN"]), kinds=st.sampled_from(["", "F"])),
    counts(sentences=st.just(["30 D", "5 L"])),
    st.builds(registration, raw_date=UNKNOWN_DATES),
)


def person(number: int, born: str, convictions: list[Event], events: list[Event]) -> Subject:
    """A person whose identifiers are made from `number`, so that nobody else has them."""
    names = {"id": f"{number}", "cii": f"C{number}", "name": f"PERSON,{number}"}
    return subject(raw_date=born, convictions=convictions, events=events, **names)


def persons(number: int = 1) -> st.SearchStrategy[Subject]:
    """A person of whom at most two things are unknown, so that a model can try all that they may be."""
    convictions = st.tuples(counts(CANNABIS), st.lists(counts(), max_size=3))
    return st.one_of(
        st.builds(
            lambda known, holes, events, born: person(number, born, [known[0], *known[1], *holes], events),
            convictions,
            st.lists(HOLES, max_size=holes),
            st.lists(OTHER_EVENTS, max_size=2),
            births,
        )
        for holes, births in ((2, KNOWN_BIRTHS), (1, UNKNOWN_BIRTHS))
    )


def crowds(size: int = 3) -> st.SearchStrategy[tuple[Subject, ...]]:
    """A few persons, none of whom is another."""
    return st.tuples(*[persons(number) for number in range(1, size + 1)])

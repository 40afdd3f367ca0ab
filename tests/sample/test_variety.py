"""A file of 5,000 rows holds something of everything that a rule, a flag or a reviewer looks at."""

import re
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest

from eligibility.sample import charges, generate
from eligibility.sample.charges import Charge
from uploads.formats.columns import COLUMNS

SEEDS = (1, 2, 3)
COUNTY = "SAN JOAQUIN"
BEFORE, AFTER, SAME = "before", "after", "same day"


@cache
def rows(seed: int) -> pd.DataFrame:
    """The rows as texts, trimmed, with the stand-ins for nothing emptied."""
    table = pd.DataFrame(generate(COUNTY, 5000, seed), columns=list(COLUMNS), dtype="str")
    trimmed = table.apply(lambda column: column.str.strip())
    return trimmed.where(~trimmed.isin(["NULL", "x", "-"]), "")


@cache
def convictions(seed: int) -> pd.DataFrame:
    """The first convicted row of each count."""
    table = rows(seed)
    table = table[table.DISP_DESCR.str.startswith("CONVICTED")]
    return table.drop_duplicates(["SUBJECT_ID", "CNT_ORDER"])


def of(family: tuple[Charge, ...], table: pd.DataFrame) -> pd.DataFrame:
    return table[table.OFFENSE_DESCR.isin([charge.text for charge in family])]


def relative_to_sale(family: tuple[Charge, ...], when: str) -> Callable[[int], bool]:
    """Whether somebody was convicted of the family's charge then, seen from a felony of 11358 to 11360."""

    def occurs(seed: int) -> bool:
        known = convictions(seed)
        known = known[known.STP_EVENT_DATE.str.fullmatch(r"\d{8}")]
        sales = of(charges.SALES, known[known.CONV_STAT_DESCR == "FELONY"])
        pairs = sales.merge(of(family, known), on="SUBJECT_ID", suffixes=("", "_OTHER"))
        earlier, same = (
            pairs.STP_EVENT_DATE_OTHER < pairs.STP_EVENT_DATE,
            pairs.STP_EVENT_DATE_OTHER == pairs.STP_EVENT_DATE,
        )
        return bool({BEFORE: earlier, SAME: same, AFTER: ~earlier & ~same}[when].any())

    return occurs


def has(column: str, pattern: str) -> Callable[[int], bool]:
    """Whether a cannabis conviction in the county has such a value."""

    def occurs(seed: int) -> bool:
        here = of(charges.CANNABIS, convictions(seed)).query("STP_ORI_CNTY_NAME == @COUNTY")
        return bool(here[column].str.fullmatch(pattern).any())

    return occurs


def has_conviction(column: str, pattern: str) -> Callable[[int], bool]:
    """Whether any conviction has such a value."""
    return lambda seed: bool(convictions(seed)[column].str.fullmatch(pattern).any())


def any_row(column: str, pattern: str) -> Callable[[int], bool]:
    return lambda seed: bool(rows(seed)[column].str.fullmatch(pattern).any())


def differs(key: str, column: str) -> Callable[[int], bool]:
    """Whether rows with the same key differ in a column."""
    return lambda seed: bool((rows(seed).groupby(key)[column].nunique() > 1).any())


def same_case(first: tuple[Charge, ...], second: tuple[Charge, ...], table: pd.DataFrame) -> bool:
    table = table.assign(case=table.CNT_ORDER.str[:6])
    return not of(first, table).merge(of(second, table), on=["SUBJECT_ID", "case"]).empty


def same_arrest(first: tuple[Charge, ...], second: tuple[Charge, ...], table: pd.DataFrame) -> bool:
    table = table.assign(cycle=table.CNT_ORDER.str[:3])
    return not of(first, table).merge(of(second, table), on=["SUBJECT_ID", "cycle"]).empty


def priors(fewest: int, seed: int) -> bool:
    """Whether somebody has so many convictions of one section on different days."""
    cannabis = of(charges.SALES, convictions(seed))
    sections = cannabis.assign(section=cannabis.OFFENSE_DESCR.str[:5])
    return bool((sections.groupby(["SUBJECT_ID", "section"]).STP_EVENT_DATE.nunique() >= fewest).any())


def only_cannabis(seed: int, fewest: int) -> bool:
    """Whether somebody has at least so many convictions, all for cannabis."""
    known = convictions(seed)
    cannabis = known.OFFENSE_DESCR.isin([charge.text for charge in charges.CANNABIS])
    people = cannabis.groupby(known.SUBJECT_ID).agg(["all", "size"])
    return bool((people["all"] & (people["size"] >= fewest)).any())


def age_at_conviction(youngest: int, oldest: int) -> Callable[[int], bool]:
    def occurs(seed: int) -> bool:
        known = of(charges.CANNABIS, convictions(seed))
        clear = (
            known[["PRI_DOB", "STP_EVENT_DATE"]]
            .apply(lambda column: column.str.fullmatch(r"\d{8}"))
            .all(axis=1)
        )
        ages = (known.STP_EVENT_DATE[clear].astype(int) - known.PRI_DOB[clear].astype(int)) // 10_000
        return bool(ages.between(youngest, oldest).any())

    return occurs


def scattered(seed: int) -> bool:
    """Whether somebody's rows stand apart."""
    people = rows(seed).CII_NUMBER
    return int((people != people.shift()).sum()) > people.nunique()


FEATURES: dict[str, Callable[[int], bool]] = {
    "every spelling of a cannabis section": lambda seed: (
        {charge.text for charge in charges.CANNABIS} <= set(rows(seed).OFFENSE_DESCR)
    ),
    "every near miss": lambda seed: (
        {charge.text for charge in charges.NEAR_MISSES} <= set(rows(seed).OFFENSE_DESCR)
    ),
    "a form that stayed a felony": lambda seed: (
        not of(charges.CANNABIS_STILL_FELONIES, convictions(seed)).empty
    ),
    "an attempt": lambda seed: not of(charges.ATTEMPTS, convictions(seed)).empty,
    "several sections in one charge": lambda seed: not of(charges.SEVERAL_SECTIONS, convictions(seed)).empty,
    "a charge only in the comment": lambda seed: bool(
        convictions(seed)
        .query("OFFENSE_DESCR == 'SEE COMMENT FOR CHARGE'")
        .COMMENT_TEXT.str.match(r"\d*[/-]?113")
        .any()
    ),
    "a charge only in the comment, without a word": lambda seed: bool(
        convictions(seed).query("OFFENSE_DESCR == ''").COMMENT_TEXT.str.contains("113").any()
    ),
    "a comment that contradicts": has("COMMENT_TEXT", r".*113(57|58|59|60).*"),
    **{
        f"a {name} {when} the cannabis conviction": relative_to_sale(family, when)
        for name, family in (
            ("super strike", charges.SUPER_STRIKES),
            ("registrable offense", charges.REGISTRABLE),
        )
        for when in (BEFORE, SAME, AFTER)
    },
    "a doubtful strike": relative_to_sale(charges.DOUBTFUL_STRIKES, BEFORE),
    "digits of a strike or a related charge": lambda seed: (
        not of(charges.DIGIT_TRAPS, convictions(seed)).empty
    ),
    "a gang pair": lambda seed: same_case(
        charges.GANG_OFFENSES, charges.GANG_ENHANCEMENTS, convictions(seed)
    ),
    "a gang enhancement before": relative_to_sale(charges.GANG_ENHANCEMENTS, BEFORE),
    "a gang enhancement after": relative_to_sale(charges.GANG_ENHANCEMENTS, AFTER),
    "a dated registration": lambda seed: bool(
        rows(seed)
        .query("STP_TYPE_DESCR == 'REGISTRATION' and STP_EVENT_DATE != ''")
        .OFFENSE_DESCR.str.match("290")
        .any()
    ),
    "an undated registration": lambda seed: bool(
        rows(seed)
        .query("STP_TYPE_DESCR == 'REGISTRATION' and STP_EVENT_DATE == ''")
        .OFFENSE_DESCR.str.match("290")
        .any()
    ),
    "a registration of another kind": lambda seed: not of(charges.OTHER_REGISTRATIONS, rows(seed)).empty,
    "two priors of one section": lambda seed: priors(3, seed),
    "three priors of one section": lambda seed: priors(4, seed),
    "a related charge with cannabis": lambda seed: same_case(
        charges.RELATED, charges.CANNABIS, convictions(seed)
    ),
    "a related charge, cannabis dismissed": lambda seed: same_arrest(
        charges.RELATED, charges.CANNABIS, rows(seed).query("DISP_DESCR != 'CONVICTED'")
    ),
    "4060 BP with cannabis": lambda seed: same_case(
        charges.RELATED_4060, charges.CANNABIS, convictions(seed)
    ),
    "a possible plea": lambda seed: same_arrest(charges.PLEAS, charges.CANNABIS, rows(seed)),
    "another county": lambda seed: convictions(seed).STP_ORI_CNTY_NAME.nunique() > 5,
    **{
        f"the grade {grade}": has("CONV_STAT_DESCR", grade)
        for grade in ("FELONY", "MISDEMEANOR", "INFRACTION", "UNKNOWN")
    },
    "no grade": has("CONV_STAT_DESCR", ""),
    "no grade and no letter": lambda seed: (
        not convictions(seed).query("CONV_STAT_DESCR == '' and OFFENSE_TOC == ''").empty
    ),
    "the eve of the change": has("STP_EVENT_DATE", "20161108"),
    "the day of the change": has("STP_EVENT_DATE", "20161109"),
    "after the change": has("STP_EVENT_DATE", r"20(1[789]|2\d)\d{4}"),
    "days, months and years": lambda seed: (
        {"D", "M", "Y"} <= set(rows(seed).query("DISP_DESCR == 'CONVICTED-PRISON'").SENT_TIME_CODE)
    ),
    "three parts of a sentence": any_row("SENT_ORDER", "003"),
    "a long sentence": has("SENT_LENGTH", "25|15|999"),
    "a length that is no number": any_row("SENT_LENGTH", "LIFE|6-9"),
    "an unclear date of a cannabis conviction": has("STP_EVENT_DATE", r"|.*/.*|.*00|.*0230|202[789].*"),
    "only a year": any_row("STP_EVENT_DATE", r"\d{4}0000"),
    "only a year and a month": any_row("STP_EVENT_DATE", r"\d{4}(0[1-9]|1\d)00"),
    "a day that does not exist": any_row("STP_EVENT_DATE", r"\d{4}0230"),
    "a date in another form": any_row("STP_EVENT_DATE", r"\d+/\d+/\d{4}"),
    "a missing date": any_row("STP_EVENT_DATE", ""),
    "a date in the future": any_row("STP_EVENT_DATE", r"20(2[789]|[3-9]\d)\d{4}"),
    "an unclear birth date": any_row("PRI_DOB", r"|.*/.*|.*00|.*0230|202[789].*"),
    "under 18 at conviction": age_at_conviction(15, 17),
    "18 to 20 at conviction": age_at_conviction(18, 20),
    "no more than a child at conviction": age_at_conviction(5, 12),
    "over 70 now": any_row("PRI_DOB", r"19[345]\d{5}"),
    "deceased": any_row("STP_TYPE_DESCR", "DECEASED"),
    "in custody": any_row("STP_TYPE_DESCR", "CUSTODY:.*"),
    "an applicant": any_row("STP_TYPE_DESCR", "APPLICANT"),
    "a single conviction": lambda seed: bool((convictions(seed).groupby("SUBJECT_ID").size() == 1).any()),
    "several convictions, all for cannabis": lambda seed: only_cannabis(seed, 2),
    "no case number": has("OFN", ""),
    "no subject number": any_row("SUBJECT_ID", ""),
    "no CII number": any_row("CII_NUMBER", ""),
    "a short count": any_row("CNT_ORDER", r"\d{6}"),
    "a charge that is nowhere": has_conviction("COMMENT_TEXT", "NO CHARGE ON FILE"),
    "two case numbers in one field": has("OFN", ".*,.*"),
    "several case numbers": lambda seed: bool(
        (
            rows(seed)
            .query("STP_TYPE_DESCR == 'COURT ACTION' and OFN != ''")
            .groupby(["SUBJECT_ID", "CYC_ORDER", "STP_ORDER"])
            .OFN.nunique()
            > 1
        ).any()
    ),
    "no disposition": any_row("DISP_DESCR", ""),
    "acquitted": any_row("DISP_DESCR", "ACQUITTED"),
    "relieved already": any_row("DISP_DESCR", ".*(PER 17 PC|1203.4|1170.18|11361.8).*"),
    "one person under two numbers": differs("CII_NUMBER", "SUBJECT_ID"),
    "one person under two names": differs("SUBJECT_ID", "PRI_NAME"),
    "one person with two birth dates": differs("SUBJECT_ID", "PRI_DOB"),
    "a row twice": lambda seed: bool(rows(seed).drop(columns="RECORD_ID").duplicated().any()),
    "rows of one person apart": scattered,
    "cycles numbered beyond 99": any_row("CYC_ORDER", r"1\d\d"),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_occurs_in_a_small_file(feature, seed):
    assert FEATURES[feature](seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_padding_and_stand_ins_for_nothing_occur(seed):
    fields = [field for row in generate(COUNTY, 5000, seed) for field in row]
    assert {"NULL", "NULL  ", "x", "  -  ", "   "} <= set(fields)
    assert any(re.fullmatch(r"FELONY +", field) for field in fields)


@pytest.mark.parametrize("seed", SEEDS)
def test_people_have_tens_of_rows(seed):
    assert 15 <= rows(seed).groupby("SUBJECT_ID").size().mean() <= 60

"""Sections of the law as the file prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.law.columns import fold
from eligibility.law.policies.cannabis import cannabis_section, related_number
from eligibility.law.policies.disqualifiers import is_registrable, is_super_strike, leaves_doubt
from eligibility.law.sections import covers, in_doubt, read_charge
from eligibility.law.statutes import SUPER_STRIKES, offenses


def texts(listed: str) -> list[str]:
    return [" ".join(text.split()) for text in listed.split(",")]


def sections(text: str) -> list[str]:
    return [str(section) for section in read_charge(fold(text)).sections]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("11359 HS-POSSESS FOR SALE", ["11359 HS"]),
        ("11357(A) HS", ["11357(A) HS"]),
        ("11357 (a) hs-possess hashish", ["11357(A) HS"]),
        ("11357A HS", ["11357(A) HS"]),
        ("11357B2 HS", ["11357(B)(2) HS"]),
        ("11357(A)(1) HS", ["11357(A)(1) HS"]),
        ("11357(C)HS-POSSESS", ["11357(C) HS"]),
        ("11358HS-CULTIVATE", ["11358 HS"]),
        ("11359 H&S-POSS F/SALE", ["11359 HS"]),
        ("11360-HS SELL MARIJUANA", ["11360"]),
        ("11360(B) SELL/FURNISH/ETC MARIJUANA/HASH", ["11360(B)"]),
        ("CHRG 11358 HS", ["11358 HS"]),
        ("§11358 HS-CULTIVAR", ["11358 HS"]),
        ("11360(A)/11352(A) HS", ["11360(A) HS", "11352(A) HS"]),
        ("136.1/186.22(B)(4) PC-GANG", ["136.1 PC", "186.22(B)(4) PC"]),
        ("148 PC/602 PC-RESIST/TRESPASS", ["148 PC", "602 PC"]),
        ("664/11359 HS", ["11359 HS"]),
        ("664-11359 HS-ATTEMPT", ["11359 HS"]),
        ("664.11357(C) HS-ATTEMPT", ["11357(C) HS"]),
        ("66411358 HS-ATTEMPT CULTIVATE", ["11358 HS"]),
        ("288A(C)(2)(B) PC", ["288A(C)(2)(B) PC"]),
        ("273AB PC", ["273AB PC"]),
        ("266J PC", ["266J PC"]),
        ("602L PC", ["602(L) PC"]),
        ("537 PC", ["537 PC"]),
        ("11357.5 HS", ["11357.5 HS"]),
        ("113570 HS", []),
        ("11352(A)\u00a0HS\u00a0\u2014\u00a0TRANSPORT", ["11352(A) HS"]),
        ("１１３５９ HS", ["11359 HS"]),
        ("PROB REVOKED", []),
        ("", []),
    ],
)
def test_a_text_names_its_sections(text, named):
    assert sections(text) == named


@pytest.mark.parametrize(
    ("text", "attempt"),
    [("664/11359 HS", True), ("ATT 11360(A) HS", True), ("11359 HS", False), ("11359 HS-ATTEMPT", False)],
)
def test_an_attempt_is_seen(text, attempt):
    assert read_charge(text).attempt is attempt


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("11357(A) HS", "11357"),
        ("11358", "11358"),
        ("664-11360(A) HS-ATTEMPT SELL", "11360"),
        ("182(A)(1)/11360(A) HS-CONSPIRE SELL MARIJ", "11360"),
        ("11359/11357(A) HS-POSS F SALE", "11359"),
        ("11352(A)/11360(A) HS", "11360"),
        ("11359/187 PC", "11359"),
        ("11357.5 HS", ""),
        ("113570 HS", ""),
        ("11361(A) HS", ""),
        ("911358", ""),
        ("11358 VC", ""),
        ("CASE 911358 OF 2011", ""),
    ],
)
def test_a_cannabis_charge_is_known_by_its_section(text, section):
    assert cannabis_section(read_charge(text)) == section


@pytest.mark.parametrize(
    "text",
    texts(
        """
        647(F) PC, 647(f) PC, 148(A)(1) PC, 148PC, 148.9(A) PC, 602(L) PC, 1320(A) PC, 11364(A) HS, 40508(A)
        VC, 4060  BP, 11364HS
        """
    ),
)
def test_a_related_charge_is_known_with_or_without_subdivisions(text):
    assert related_number(read_charge(fold(text)))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        647(B) PC, 647 PC, 2148 PC, 11320 PC, 1320.5 PC, 148.1 PC, 148 HS
        """
    ),
)
def test_another_section_is_not_related(text):
    assert not related_number(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        187 PC, 187(A) PC, 664/187 PC, 191.5(A) PC, 190.2(A)(4) PC, 207(A) PC, 209 PC, 245(D)(3) PC,
        261(A)(2) PC, 262(A)(1) PC, 264.1 PC, 273AB PC, 286 PC, 286(C)(2)(A) PC, 286(D)(3) PC, 288(A) PC,
        288(B)(1) PC, 288A(C)(2)(B) PC, 288.5(A) PC, 289(A)(1)(C) PC, 289(J) PC, 653F PC, 667.61 PC,
        11418(B)(2) PC, 1672(A) MV, 187PC, 136.1/186.22(B)(4) PC, 186.22(B)(4)/136.1 PC
        """
    ),
)
def test_a_listed_offense_is_a_super_strike(text):
    assert is_super_strike(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        537 PC, 137 PC, 1261 PC, 187 HS, 245(A)(1) PC, 286(B)(1) PC, 289(B) PC, 136.1 PC, 11418 PC,
        186.22(B)(4) PC, 211 PC, 288.4 PC, 11359 HS, 191.1 PC
        """
    ),
)
def test_another_offense_is_no_super_strike(text):
    assert not is_super_strike(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        288(A) PC, 288 PC, 314.1 PC, 314(1) PC, 261(A)(2) PC, 261.5 PC, 272 PC, 647A PC, 647.6(A) PC, 266J
        PC, 266H(B)(1) PC, 311.11(A) PC, 286(B) PC, 653F(C) PC, 243.4(A) PC, 262(A) PC
        """
    ),
)
def test_a_listed_offense_asks_registration(text):
    assert is_registrable(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        314 PC, 266H PC, 236.1 PC, 647(A) PC, 290 PC, 311.2 PC, 653F PC, 262(A)(2) PC
        """
    ),
)
def test_another_offense_asks_no_registration(text):
    assert not is_registrable(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        286 PC, 286(B) PC, 245 PC, 314 PC, 272 PC, 261.5 PC, 653F PC, 236.1 PC, 187, 288(A), 207(A) PC
        """
    ),
)
def test_a_bare_or_unlisted_subdivision_leaves_doubt(text):
    assert leaves_doubt(read_charge(text))


@pytest.mark.parametrize(
    "text",
    texts(
        """
        187 PC, 459 PC, 264.1 PC, 11359 HS, 243.4(A) PC
        """
    ),
)
def test_a_listed_or_unrelated_section_leaves_no_doubt(text):
    assert not leaves_doubt(read_charge(text))


def test_every_listed_offense_is_covered_by_its_own_entry():
    for listed in SUPER_STRIKES:
        printed = listed.number.replace(".*", ".5") + "".join(f"({part})" for part in listed.subdivisions)
        (section,) = read_charge(f"{printed} {listed.code}").sections
        assert covers(listed, section)


def test_a_list_that_is_silent_about_a_section_leaves_no_doubt():
    (section,) = read_charge("459 PC").sections
    assert not in_doubt(section, offenses("286(C)(1) PC", "a statute"))


@given(st.text(alphabet="0123456789()ABHSPC/-. &§é", max_size=30))
def test_any_text_can_be_read(text):
    charge = read_charge(fold(text))
    assert fold(text).startswith(charge.text)


@given(
    st.sampled_from(["11357", "11358", "11359", "11360"]),
    st.lists(st.sampled_from("ABCD123"), max_size=2),
    st.sampled_from([" HS", "HS", " H&S", " hs ", ""]),
)
def test_however_a_cannabis_section_is_printed_it_is_found(number, subdivisions, code):
    text = number + "".join(f"({part})" for part in subdivisions) + code
    (section,) = read_charge(fold(text + "-POSSESS 28.5 GRAMS")).sections
    assert (section.number, section.subdivisions) == (number, tuple(subdivisions))
    assert cannabis_section(read_charge(fold(text))) == number

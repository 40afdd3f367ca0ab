from dataclasses import replace
from datetime import date

import pytest

from filings.documents.bodies import NothingToFile
from filings.documents.petitions import Petition, render_felony_petition, render_misdemeanor_petition
from filings.documents.values import Attorney, Court
from tests.documents import reading
from tests.documents.examples import AS_OF, HOSTILE_NAMES, OFFICE, item

PETITION = Petition(
    attorneys=(Attorney("Rowan Sorrel", "123456"), Attorney("Jordan Tamarind", "234567", "Assistant")),
    office=OFFICE,
    court=Court("San Francisco"),
    items=(item(section="11359(A) HS"), item(section="11359 HS"), item(section="32 PC")),
    as_of=AS_OF,
    serving=False,
    superior_number="123456",
)

BOTH = pytest.mark.parametrize("render", [render_felony_petition, render_misdemeanor_petition])


@BOTH
def test_a_petition_is_one_page_even_with_very_long_values(render):
    names = (*HOSTILE_NAMES, "ARTICHOKE, BLAKE Q")
    for name in names:
        items = (item(name=name, section=name, also_known_as="QUINCE"),)
        assert len(reading.pages(render(replace(PETITION, items=items, person_number=name)))) == 1


@BOTH
def test_the_same_petition_gives_the_same_bytes(render):
    assert render(PETITION) == render(PETITION)


def test_a_felony_petition_counts_each_section_and_names_the_others():
    text = reading.text(render_felony_petition(PETITION))
    assert "x2 11359 Possession of cannabis for sale" in text
    assert "Other: 32 PC" in text
    assert "SCN: 123456" in text


def ticked(pdf):
    return pdf.count(b"/Alt(ticked box)")


def test_a_felony_petition_ticks_the_kind_of_relief_if_it_is_known():
    known = ticked(render_felony_petition(PETITION))
    unknown = ticked(render_felony_petition(replace(PETITION, serving=None)))
    assert known == unknown + 1 == 4


def test_every_box_says_in_words_whether_it_is_ticked():
    pdf = render_felony_petition(PETITION)
    assert pdf.count(b"/Alt(empty box)") == 11


def test_a_completed_sentence_is_declared_only_where_it_is_known():
    known = ticked(render_misdemeanor_petition(PETITION))
    assert ticked(render_misdemeanor_petition(replace(PETITION, serving=None))) == known - 2


def test_the_name_in_the_case_is_not_cut_off_by_a_long_name():
    name = "FITZWILLIAM-MONTGOMERY DE LA CRUZ Y VILLANUEVA, BARTHOLOMEW ALEXANDER III"
    known_as = (item(name=name, also_known_as="CRUZ,BART"),)
    assert "AKA CRUZ,BART" in reading.text(render_felony_petition(replace(PETITION, items=known_as)))


def test_a_petition_names_the_branch_of_the_court_and_the_judge():
    court = Court("San Francisco", "Hall of Justice", "Hon. Pat Presiding")
    text = reading.text(render_felony_petition(replace(PETITION, court=court)))
    assert "County of San Francisco, Hall of Justice" in text
    assert "Hon. Pat Presiding, Judge of the Superior Court" in text


def test_the_order_of_a_petition_comes_open_unless_the_court_wants_it_ticked():
    plain = ticked(render_misdemeanor_petition(PETITION))
    assert ticked(render_misdemeanor_petition(PETITION, order_ticked=True)) == plain + 3


def test_a_birth_date_is_on_a_petition_only_if_it_is_given():
    assert "DOB" not in reading.text(render_misdemeanor_petition(PETITION))
    given = reading.text(render_misdemeanor_petition(replace(PETITION, birth_date=date(1970, 2, 3))))
    assert "ARTICHOKE, BLAKE Q (DOB 02/03/1970)" in given


def test_a_petition_without_convictions_is_refused():
    with pytest.raises(NothingToFile):
        render_felony_petition(replace(PETITION, items=()))

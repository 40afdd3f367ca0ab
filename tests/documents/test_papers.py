"""The other papers of a filing."""

from dataclasses import replace
from datetime import date

import pytest

from filings.documents.merging import RELIEF_FIELDS, unknown_fields
from filings.documents.motion import (
    confidential_list_paper,
    order_by_item_paper,
    order_paper,
    public_list_paper,
)
from filings.documents.notices import challenge_paper, cover_sheet, service_paper
from filings.documents.packets import PacketBy, packets
from filings.documents.pleading import render_paper
from filings.documents.values import Document, Recipient, Relief, Service, ServiceMethod
from filings.documents.wording import WORDINGS, blocks_of, fields_of
from tests.documents import reading
from tests.documents.examples import item, items, motion

SERVICE = Service(
    served_by="Casey Fennel",
    business_address="100 Example Avenue, Tamarind, California 90000",
    method=ServiceMethod.ELECTRONIC,
    papers=("Notice of motion and motion", "[Proposed] order"),
    recipients=(Recipient("Public Defender of Marigold County", ("1 Sample Street",), "pd@example.org"),),
    served_on=date(2026, 3, 5),
)


def paper_text(paper):
    return reading.text(render_paper(paper))


@pytest.mark.parametrize("name", WORDINGS)
def test_the_shipped_wording_knows_all_its_fields(name):
    wording = WORDINGS[name]
    texts = "\n\n".join((wording.title, wording.footer, wording.body))
    assert unknown_fields(texts, fields_of(name), blocks_of(name)) == []
    assert unknown_fields("\n\n".join(wording.relief.values()), RELIEF_FIELDS) == []


def test_an_order_is_for_the_judge_to_sign_and_has_its_own_list():
    text = paper_text(order_paper(motion()))
    assert "Judge of the Superior Court" in text
    assert "Attorney for the People" not in text.split("The Court orders")[1]
    assert "End of Exhibit A: 4 convictions" in text


def test_an_order_by_item_has_a_box_to_grant_and_a_box_to_deny_each_conviction():
    text = paper_text(order_by_item_paper(motion(items=items(7))))
    assert "Granted" in text
    assert "Denied" in text
    assert text.count("□") == 14


def test_a_public_list_has_neither_date_of_birth_nor_cii_number():
    text = paper_text(public_list_paper(motion(items=(item(),))))
    assert "02/03/1970" not in text
    assert "A00000001" not in text


def test_a_confidential_list_has_both_and_says_on_every_page_what_it_is():
    many = tuple(replace(entry, cii_number="A00000001") for entry in items(60))
    lists = reading.pages(render_paper(confidential_list_paper(motion(items=many))))[1:]
    assert all("CONFIDENTIAL" in page.extract_text() for page in lists)
    assert "02/03/1970" in lists[-1].extract_text()
    assert "A00000001" in lists[-1].extract_text()


def test_a_notice_of_challenge_goes_to_court_and_public_defender_and_gives_each_ground():
    ground = "A prior conviction for an offense listed in Penal Code section 667(e)(2)(C)(iv)"
    text = paper_text(challenge_paper(motion(items=(item(ground=ground), item(count="2", ground=ground)))))
    assert "To the Court and to the Public Defender" in text
    assert text.replace(" ", "").count(ground.replace(" ", "")) == 3


def test_a_long_ground_is_given_in_full():
    ground = "The prosecution proves by clear and convincing evidence that the offense involved a minor. " * 8
    text = paper_text(challenge_paper(motion(items=(item(ground=ground),))))
    assert ground.replace(" ", "") in text.replace(" ", "")
    assert "…" not in text


def test_a_proof_of_service_says_who_served_what_on_whom_when_and_how():
    text = paper_text(service_paper(motion(), SERVICE))
    for words in (
        "Casey Fennel",
        "March 5, 2026",
        "[Proposed] order",
        "pd@example.org",
        "under penalty of perjury",
    ):
        assert words in text


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_proof_of_service_leaves_what_is_unknown_blank_to_be_written(method):
    text = paper_text(service_paper(motion(), replace(SERVICE, method=method, served_on=None)))
    assert "On ____" in text


def test_a_cover_sheet_adds_up_its_papers_and_the_convictions():
    documents = (Document("Motion", 3), Document("Exhibit A", 1200))
    text = paper_text(cover_sheet(motion(items=items(4)), documents))
    assert "1,203" in text
    assert "Convictions 4 People 4 Cases 4" in text
    assert "First case number BA000001" in text


def test_there_is_one_packet_for_each_person_with_all_their_cases():
    people = (
        item(case_number="1"),
        item(case_number="2"),
        item(case_number="3", person="2", name="QUINCE, JO"),
    )
    made = list(packets(motion(items=people)))
    assert [[entry.case_number for entry in packet.motion.items] for packet in made] == [["1", "2"], ["3"]]
    assert [packet.stem for packet in made] == ["00001_1_ARTICHOKE_BLAKE_Q", "00002_3_QUINCE_JO"]


def test_there_is_one_packet_for_each_case_on_request():
    people = (item(case_number="1"), item(case_number="2"), item(case_number="1", count="2"))
    made = list(packets(motion(items=people), PacketBy.CASE))
    assert [len(packet.motion.items) for packet in made] == [2, 1]


def test_the_papers_of_a_packet_name_each_conviction_and_have_no_exhibit():
    several = (
        item(),
        item(case_number="X-1", relief=Relief.REDUCTION, resulting="a misdemeanor under 11359(b) HS"),
    )
    (packet,) = packets(motion(items=several))
    for paper in packet.papers():
        assert not paper.exhibits
        assert "in Case No. BA012345, count 1, 11359 HS (felony), of 07/06/1998, be dismissed" in paper_text(
            paper
        )
        assert "be reduced to a misdemeanor under 11359(b) HS" in paper_text(paper)


def test_a_packet_names_the_person_as_defendant_with_the_name_used_in_the_case():
    (packet,) = packets(motion(items=(item(also_known_as="QUINCE, B"),)))
    text = paper_text(packet.papers()[0])
    assert "v. ARTICHOKE, BLAKE Q AKA QUINCE, B, Defendant." in text


def test_stems_of_packets_are_safe_file_names():
    (packet,) = packets(motion(items=(item(name="../../É*?:\\ \u202eX" + "Y" * 500, case_number="a/b"),)))
    assert packet.stem == ("00001_a_b_E_U_202E_X" + "Y" * 500)[: len(packet.stem)]
    assert len(packet.stem) < 70

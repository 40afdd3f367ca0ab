"""To which court and judge a paper is addressed."""

from dataclasses import replace

from filings.documents.captions import caption_of, court_of
from filings.documents.motion import order_paper
from filings.documents.packets import PacketBy, packets
from filings.documents.paper import Signature
from filings.documents.pleading import render_paper
from filings.documents.values import Court, Hearing
from tests.documents import reading
from tests.documents.examples import AS_OF, item, motion

WHOLE = Court("Marigold", judge="Hon. Pat Presiding")
NORTH = Court("Marigold", "North Branch", "Hon. Nora North", "12")
SOUTH = Court("Marigold", "South Branch")


def of_courts(*names):
    items = tuple(item(case_number=f"A-{n}", court=name) for n, name in enumerate(names))
    return motion(items=items, court=WHOLE, branches=(NORTH, SOUTH))


def judge_of(paper):
    (signature,) = [block for block in paper.blocks if isinstance(block, Signature)]
    return signature.below


def test_a_paper_about_one_branch_is_addressed_to_it():
    assert court_of(of_courts("North Branch", "North Branch")) == NORTH


def test_a_paper_about_several_branches_is_addressed_to_the_whole_court():
    assert court_of(of_courts("North Branch", "South Branch")) == WHOLE


def test_a_court_that_is_no_known_branch_is_not_guessed():
    assert court_of(of_courts("CASC SOMEWHERE")) == WHOLE


def test_each_packet_is_addressed_to_the_branch_of_its_case():
    made = packets(of_courts("North Branch", "South Branch"), PacketBy.CASE)
    assert [court_of(packet.motion) for packet in made] == [NORTH, SOUTH]


def test_the_caption_names_branch_department_and_judge():
    caption = caption_of(of_courts("North Branch"))
    assert caption.court[1] == "North Branch"
    assert caption.details == ("Dept.: 12", "Judge: Hon. Nora North")


def test_the_judge_stands_under_the_line_to_sign_on():
    paper = order_paper(of_courts("North Branch"))
    assert judge_of(paper) == ("Hon. Nora North", "Judge of the Superior Court")
    assert "Hon. Nora North Judge of the Superior Court" in reading.text(render_paper(paper))


def test_where_the_judge_is_not_known_the_line_names_the_office_alone():
    assert judge_of(order_paper(of_courts("South Branch"))) == ("Judge of the Superior Court",)


def test_the_department_of_a_hearing_goes_before_that_of_the_branch():
    heard = replace(of_courts("North Branch"), hearing=Hearing(AS_OF, "8:30 a.m.", "27"))
    assert [line for line in caption_of(heard).details if line.startswith("Dept.")] == ["Dept.: 27"]

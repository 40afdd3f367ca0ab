"""Pleading paper, measured on the page (Cal. Rules of Court, rules 2.100 to 2.119)."""

import re

import pytest

from filings.documents.motion import motion_paper, render_motion
from filings.documents.pleading import ATTORNEY_LINES, attorney_lines
from filings.documents.typesetting import CannotTypeset
from filings.documents.values import Attorney, Court, Hearing
from tests.conftest import need
from tests.documents import reading
from tests.documents.examples import AS_OF, HOSTILE_NAMES, item, items, motion

LINES = [84 + 24 * number for number in range(28)]
LONG = "AN EXCEEDINGLY LONG NAME OF SOMETHING THAT NOBODY WOULD PUT ON PAPER " * 4

AWKWARD = {
    "plain": motion(),
    "with a hearing": motion(hearing=Hearing(AS_OF, "8:30 a.m.", "27")),
    "with a judge": motion(court=Court("Marigold", "North Branch", f"Hon. {LONG}", "12")),
    "long court": motion(court=Court("Marigold and the Islands", LONG)),
    "long attorney": motion(attorneys=(Attorney(LONG[:68], "123456", LONG[:34]),)),
    "letterhead of thirteen lines": motion(letterhead="\n".join(["A line"] * 13)),
    "long case number": motion(case_number="X" * 300),
    "many sections": motion(items=tuple(item(section=f"{n} HS") for n in range(60))),
    "hostile": motion(
        case_number="#panic() {county}",
        public_defender=HOSTILE_NAMES[0],
        items=tuple(item(name=name, section=name, case_number=name) for name in HOSTILE_NAMES),
    ),
}


@pytest.fixture(params=AWKWARD, scope="module")
def pdf(request):
    return render_motion(AWKWARD[request.param])


def pleading_pages(pdf):
    return [page for page in reading.pages(pdf) if page.mediabox.height == reading.PAGE_HEIGHT]


def test_every_page_is_letter_size_with_lines_numbered_from_1_to_28(pdf):
    for page in pleading_pages(pdf):
        assert (page.mediabox.width, page.mediabox.height) == (612, 792)
        assert [int(piece.text) for piece in reading.line_numbers(page)] == list(range(1, 29))


def test_line_numbers_stand_every_24_points_which_is_three_to_the_inch(pdf):
    for page in pleading_pages(pdf):
        baselines = [piece.baseline for piece in reading.line_numbers(page)]
        assert baselines == pytest.approx(LINES, abs=0.1)


def test_text_stands_on_a_numbered_line_or_half_way_to_the_next(pdf):
    for page in pleading_pages(pdf):
        for piece in reading.body(page):
            assert min(abs(piece.baseline - line - half) for line in LINES for half in (0, 12)) < 0.5, piece


def test_double_spaced_text_stands_exactly_on_the_numbered_lines(pdf):
    for page in pleading_pages(pdf)[1:]:
        for piece in reading.body(page):
            assert min(abs(piece.baseline - line) for line in LINES) < 0.5, piece


def test_text_begins_more_than_an_inch_from_the_left_edge_and_is_of_12_points(pdf):
    for page in pleading_pages(pdf):
        assert min(piece.x for piece in reading.body(page)) >= 72
        assert {piece.size for piece in reading.body(page)} == {12}


def test_no_word_reaches_into_the_right_margin_of_half_an_inch(pdf):
    need("pdftotext")
    for width, words in reading.boxes(pdf):
        assert max(right for _, right in words) <= width - 36 + 0.01


def test_the_page_number_stands_below_the_text_and_the_title_below_a_rule(pdf):
    for number, page in enumerate(pleading_pages(pdf), start=1):
        below = [piece for piece in reading.pieces(page) if piece.baseline >= 739]
        assert below[0].text == str(number)
        assert below[0].baseline == pytest.approx(747, abs=0.5)
        assert all(piece.size >= 10 for piece in below)
        assert 757 < below[1].baseline < below[-1].baseline + 1 < 774


def test_the_footer_is_the_title_of_the_paper():
    (page, *_) = reading.pages(render_motion(motion()))
    assert reading.pieces(page)[-1].text == "NOTICE OF MOTION AND MOTION FOR RELIEF FROM CANNABIS CONVICTIONS"


def test_the_attorney_is_named_from_the_first_line_on():
    first, *_ = reading.body(reading.pages(render_motion(motion()))[0])
    assert first.text == "Rowan Sorrel (State Bar No. 123456)"
    assert first.baseline == pytest.approx(LINES[0], abs=0.5)


def test_the_title_of_the_court_stands_on_line_8_at_three_and_a_third_inches(pdf):
    body = reading.body(reading.pages(pdf)[0])
    (court,) = [piece for piece in body if piece.text.startswith("SUPERIOR COURT")]
    assert court.text.startswith("SUPERIOR COURT OF CALIFORNIA, COUNTY OF MARIGOLD")
    assert court.baseline == pytest.approx(LINES[7], abs=0.5)
    height_of_capitals = 0.66 * court.size
    assert court.baseline - height_of_capitals >= 240


def test_thirteen_single_spaced_lines_of_attorneys_fit_above_the_title_of_the_court():
    body = reading.body(reading.pages(render_motion(AWKWARD["letterhead of thirteen lines"]))[0])
    lines = [piece.baseline for piece in body if piece.text == "A line"]
    assert lines == pytest.approx([LINES[0] + 12 * number for number in range(13)], abs=0.5)
    assert attorney_lines(motion_paper(AWKWARD["letterhead of thirteen lines"])) == ATTORNEY_LINES


@pytest.mark.parametrize(
    "changes",
    [
        {"letterhead": "\n".join(["A line"] * 14)},
        {"attorneys": (Attorney(LONG, "123456", LONG),)},
        {"attorneys": tuple(Attorney(f"Attorney {n}", "123456") for n in range(12))},
    ],
)
def test_no_paper_is_made_whose_attorneys_would_move_the_title_of_the_court(changes):
    assert attorney_lines(motion_paper(motion(**changes))) > ATTORNEY_LINES
    with pytest.raises(CannotTypeset, match="attorneys' block does not fit"):
        render_motion(motion(**changes))


def test_the_clerk_finds_seven_blank_lines_at_the_top_right(pdf):
    body = reading.body(reading.pages(pdf)[0])
    assert not [piece for piece in body if piece.baseline < LINES[7] - 12 and piece.x > 306]


def test_the_case_title_stands_left_and_the_number_above_the_nature_of_the_paper_right():
    body = reading.body(reading.pages(render_motion(motion()))[0])
    (people,) = [piece for piece in body if piece.text.startswith("THE PEOPLE OF THE STATE")]
    (number,) = [piece for piece in body if piece.text.startswith("Case No.")]
    (nature,) = [piece for piece in body if piece.text.startswith("NOTICE OF MOTION")]
    assert people.x < 306 < number.x == nature.x
    assert people.baseline == number.baseline < nature.baseline


def test_a_signature_never_stands_alone_on_a_page():
    for sections in range(1, 12):
        pdf = render_motion(motion(items=tuple(item(section=f"{n} HS") for n in range(sections))))
        (page,) = [page for page in pleading_pages(pdf) if "Respectfully submitted" in page.extract_text()]
        assert "Respectfully" not in reading.body(page)[0].text + reading.body(page)[1].text


def test_the_exhibit_has_neither_line_numbers_nor_the_footer_of_the_paper():
    exhibits = [page for page in reading.pages(render_motion(motion())) if page.mediabox.height == 612]
    assert exhibits
    for page in exhibits:
        assert not reading.line_numbers(page)
        assert "NOTICE OF MOTION" not in page.extract_text()


def test_each_page_of_the_exhibit_repeats_the_headings_and_says_which_of_how_many_it_is():
    exhibits = [
        page for page in reading.pages(render_motion(motion(items=items(90)))) if page.mediabox.height == 612
    ]
    for number, page in enumerate(exhibits, start=1):
        assert "Case number" in page.extract_text()
        assert f"Exhibit A, page {number} of {len(exhibits)}" in page.extract_text()


def test_no_row_of_the_exhibit_goes_over_two_pages():
    tall = tuple(item(name=f"BEGIN{n} {'LONG NAME ' * (n % 9) * 3} END{n}", person=str(n)) for n in range(40))
    pages = [page.extract_text() for page in reading.pages(render_motion(motion(items=tall)))]
    begun, ended = ([re.findall(rf"{word}(\d+)", page) for page in pages] for word in ("BEGIN", "END"))
    assert begun == ended
    assert sum(map(len, begun)) == 40

import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from filings.documents.bodies import NothingToFile
from filings.documents.merging import FIELDS, UnknownField, Wording, fill, unknown_fields
from filings.documents.motion import motion_paper, render_motion
from filings.documents.paper import Table
from filings.documents.values import Relief
from tests.documents import reading
from tests.documents.examples import HOSTILE_NAMES, item, items, motion


def wording(body):
    return Wording("TITLE", "FOOTER", body, {})


def test_the_same_motion_gives_the_same_bytes():
    assert render_motion(motion()) == render_motion(motion())


def test_the_document_is_tagged_in_english_with_a_title_and_bookmarks():
    reader = PdfReader(io.BytesIO(render_motion(motion())))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-US"
    assert reader.metadata.title.startswith("NOTICE OF MOTION AND MOTION OF THE PEOPLE")
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][-1] == "Exhibit A"


def test_every_font_is_embedded_and_is_the_vendored_one():
    reader = PdfReader(io.BytesIO(render_motion(motion())))
    fonts = {
        font["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
        for font in [font.get_object()]
    }
    assert fonts
    assert all("+LiberationSerif" in font for font in fonts)


def test_a_motion_counts_its_convictions_by_relief_and_section():
    (table,) = [block for block in motion_paper(motion(items=items(9))).blocks if isinstance(block, Table)]
    assert table.rows[0] == ("Dismissal", "11357 HS", "3")
    assert table.rows[-1] == ("All", "", "9")


def test_a_motion_asks_only_for_the_relief_that_its_convictions_get():
    text = reading.text(render_motion(motion(items=(item(relief=Relief.REDUCTION),))))
    assert "that the 1 conviction marked “reduction” in Exhibit A be reduced" in text
    assert "marked “dismissal”" not in text


def test_the_caption_has_the_first_case_number_and_how_many_follow():
    several = tuple(item(case_number=number, person=number) for number in ("CR-10", "CR-9"))
    assert "Case No. CR-9 and 1 other case listed in Exhibit A" in reading.text(
        render_motion(motion(items=several))
    )


def test_the_caption_of_one_person_names_each_case_with_its_counts():
    several = (
        item(case_number="CR-10", count="3"),
        item(case_number="CR-10", count="1"),
        item(case_number="CR-9"),
    )
    caption = motion_paper(motion(items=several)).caption
    assert caption.numbers == ("Case No. CR-9 (count 1)", "Case No. CR-10 (counts 1, 3)")
    assert caption.parties[3] == "ARTICHOKE, BLAKE Q,"


def test_a_motion_without_convictions_is_refused():
    with pytest.raises(NothingToFile):
        render_motion(motion(items=()))


@pytest.mark.parametrize("name", HOSTILE_NAMES[:6])
def test_a_name_is_printed_as_it_is_whatever_it_looks_like(name):
    text = reading.text(render_motion(motion(items=(item(name=name),)))).replace(" ", "")
    assert name.replace(" ", "").replace("\u202e", "[U+202E]") in text


def test_characters_that_the_typeface_lacks_appear_as_their_code():
    text = reading.text(render_motion(motion(items=(item(name="LI 李"),)))).replace(" ", "")
    assert "LI[U+674E]" in text


@given(st.text(max_size=80))
@settings(max_examples=15, deadline=None)
def test_no_text_whatever_stops_a_motion(value):
    strange = item(name=value, case_number=value, section=value, grade=value, basis=value)
    assert render_motion(motion(items=(strange,), public_defender=value)).startswith(b"%PDF")


def test_the_counts_put_the_spellings_of_a_section_together():
    spelled = ("11358HS", "11358(C) HS", "664/11358 HS", "32 PC")
    paper = motion_paper(motion(items=tuple(item(section=section) for section in spelled)))
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert table.rows == (("Dismissal", "32 PC", "1"), ("Dismissal", "11358 HS", "3"), ("All", "", "4"))


def test_the_rows_of_the_exhibit_keep_the_order_of_the_motion():
    text = reading.text(render_motion(motion(items=items(30)[::-1])))
    rows = text.split("Basis", 1)[1]
    assert rows.index("BA000030") < rows.index("BA000010") < rows.index("BA000002")


def test_an_exhibit_names_the_court_of_each_row_only_where_they_differ():
    differing = (item(court="North Branch"), item(count="2", court="South Branch"))
    assert "South Branch" in reading.text(render_motion(motion(items=differing)))
    assert "Court Name" not in reading.text(render_motion(motion(items=(differing[0],))))


def test_a_full_date_of_birth_and_the_cii_number_are_not_in_a_motion():
    text = reading.text(render_motion(motion(items=(item(),), show_birth_year=True)))
    assert "1970" in text
    assert "A00000001" not in text
    assert "02/03/1970" not in text


def test_a_social_security_number_that_strayed_into_a_value_is_not_in_a_motion():
    text = reading.text(render_motion(motion(items=(item(name="DOE 123-45-6789"),))))
    assert "123-45-6789" not in text
    assert "[number withheld]" in text


def test_the_year_of_birth_is_printed_only_where_the_county_wants_it():
    assert "1970" not in reading.text(render_motion(motion(items=(item(),))))


def test_unknown_fields_and_blocks_of_a_template_are_named_in_order():
    assert unknown_fields("{contry} of {county}\n\n[sign]\n\n{x.y}") == ["{contry}", "[sign]", "{x.y}"]


def test_a_template_with_an_unknown_field_is_refused_by_name():
    with pytest.raises(UnknownField, match=r"\{contry\}"):
        render_motion(motion(), wording("In {contry}."))


def test_a_template_with_an_unknown_block_is_refused_by_name():
    with pytest.raises(UnknownField, match="sign"):
        render_motion(motion(), wording("[sign]"))


@given(st.text(alphabet=string.printable))
def test_a_value_is_never_read_as_a_template(value):
    assert fill("{county}", {"county": value}) == value


def test_every_merge_field_has_a_value_in_a_motion():
    every = " ".join(f"{{{name}}}" for name in FIELDS)
    assert render_motion(motion(), wording(every))

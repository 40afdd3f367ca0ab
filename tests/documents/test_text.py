import json
from itertools import chain

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from filings.documents.text import counted, printable, short_date, visible
from filings.documents.typesetting import FONTS


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("  DOE,\n\tJANE ", "DOE, JANE"),
        ("DOE\u202e", "DOE[U+202E]"),
        ("DOE\x00", "DOE[U+0000]"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("DOE 123-45-6789", "DOE [number withheld]"),
        ("A" * 400, "A" * 299 + "…"),
    ],
)
def test_text_is_shown_on_one_line_with_nothing_hidden(value, shown):
    assert printable(value) == shown


@given(st.text())
def test_visible_text_stays_as_it_is(value):
    assert visible(visible(value)) == visible(value)


def test_the_typeface_has_every_character_that_is_printed_as_itself():
    characters = [chr(code) for code in chain(range(0x20, 0xD800), range(0xE000, 0x10000))]
    shown = [character for character in characters if printable(f"a{character}") == f"a{character}"]
    source = '#set text(font: "Liberation Serif")\n#json(bytes(sys.inputs.data)).join()'
    for style in ("regular", "bold"):
        typst.compile(
            f'#set document(title: "T")\n#set text(weight: "{style}")\n{source}'.encode(),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
            ),
            sys_inputs={"data": json.dumps(shown)},
            pdf_standards=["ua-1"],
        )


def test_numbers_carry_their_noun():
    assert counted(1, "case") == "1 case"
    assert counted(1200, "person", "people") == "1,200 people"


def test_an_unknown_date_is_blank():
    assert short_date(None) == ""

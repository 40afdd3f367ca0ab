"""The DOCX form of a paper."""

import re
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from filings.documents.motion import confidential_list_paper, motion_paper, order_paper
from filings.documents.notices import cover_sheet
from filings.documents.values import Document
from filings.documents.word_processing import write_docx
from tests.documents.examples import HOSTILE_NAMES, item, items, motion

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(tmp_path, paper):
    write_docx(paper, tmp_path / "paper.docx")
    with ZipFile(tmp_path / "paper.docx") as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def tree(part):
    return ElementTree.fromstring(part)  # noqa: S314 the package's own output


def text(part):
    return " ".join("".join(node.text or "" for node in p.iter(f"{W}t")) for p in tree(part).iter(f"{W}p"))


def test_every_part_is_well_formed_whatever_the_names(tmp_path):
    strange = tuple(item(name=name, section=name, case_number=name) for name in HOSTILE_NAMES)
    for part in written(tmp_path, motion_paper(motion(items=strange))).values():
        assert tree(part) is not None


def test_every_part_that_is_pointed_to_is_there(tmp_path):
    parts = written(tmp_path, order_paper(motion()))
    targets = re.findall(r'Target="([^"]+)"', parts["word/_rels/document.xml.rels"])
    assert {f"word/{target}" for target in targets} <= set(parts)
    named = re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"])
    assert set(named) <= set(parts)


def test_the_same_paper_gives_the_same_file(tmp_path):
    paper = order_paper(motion())
    assert written(tmp_path, paper)
    first = (tmp_path / "paper.docx").read_bytes()
    written(tmp_path, paper)
    assert (tmp_path / "paper.docx").read_bytes() == first


def test_the_text_is_that_of_the_paper(tmp_path):
    paper = motion_paper(motion())
    words = text(written(tmp_path, paper)["word/document.xml"])
    for block in paper.blocks:
        assert getattr(block, "text", "") in words
    assert paper.title in words
    assert paper.exhibits[0].ending in words


def test_every_page_has_28_numbered_lines_of_24_points(tmp_path):
    parts = written(tmp_path, motion_paper(motion()))
    assert text(parts["word/line_numbers.xml"]).split() == [str(number) for number in range(1, 29)]
    assert 'w:line="480" w:lineRule="exact"' in parts["word/styles.xml"]


def test_rows_of_the_exhibit_are_not_split_and_its_headings_repeat(tmp_path):
    document = tree(written(tmp_path, motion_paper(motion(items=items(9))))["word/document.xml"])
    rows = [row for row in document.iter(f"{W}tr") if row.find(f"{W}trPr/{W}cantSplit") is not None]
    headings = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert (len(rows), len(headings)) == (9 + 2, 2)


@pytest.mark.parametrize("name", ["PERSON <b>&amp; \"'", "A & B"])
def test_markup_in_a_name_is_text(tmp_path, name):
    assert name in text(
        written(tmp_path, motion_paper(motion(items=(item(name=name),))))["word/document.xml"]
    )


def test_a_confidential_list_says_so_on_every_page(tmp_path):
    parts = written(tmp_path, confidential_list_paper(motion()))
    assert "CONFIDENTIAL" in text(parts["word/exhibit_header.xml"])
    assert "CONFIDENTIAL" not in text(written(tmp_path, motion_paper(motion()))["word/exhibit_header.xml"])


def test_a_public_paper_holds_nothing_confidential(tmp_path):
    parts = written(tmp_path, motion_paper(motion(items=(item(name="DOE 123-45-6789"),))))
    assert not any(secret in "".join(parts.values()) for secret in ("A00000001", "02/03/1970", "123-45-6789"))


def test_a_paper_that_ends_in_a_table_has_a_paragraph_after_it(tmp_path):
    document = written(tmp_path, cover_sheet(motion(), (Document("Motion", 3),)))["word/document.xml"]
    assert "</w:tbl><w:sectPr>" not in document

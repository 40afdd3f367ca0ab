"""Long exhibits, set in parts and joined."""

import io
import re

import pytest
from pypdf import PdfReader

from filings.documents.joining import CannotJoin, join, page_count
from filings.documents.long_papers import write_paper
from filings.documents.motion import confidential_list_paper, motion_paper, order_paper
from filings.documents.pleading import render_paper
from tests.documents import reading
from tests.documents.examples import items, motion


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "motion.pdf"
    write_paper(motion_paper(motion(items=items(100))), path, rows_at_once=40)
    return path.read_bytes()


def elements(pdf, kind):
    """The structure elements of a kind, by walking the tree from its root."""
    found, waiting = [], [PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        children = node.get("/K", []) if isinstance(node, dict) else []
        found += [node] if isinstance(node, dict) and node.get("/S") == kind else []
        waiting += children if isinstance(children, list) else [children]
    return found


def test_every_conviction_is_in_a_long_exhibit_once_and_in_order(long_pdf):
    numbers = re.findall(r"BA\d{6}", reading.text(long_pdf).split("Basis", 1)[1])
    assert numbers == [f"BA{number:06d}" for number in range(1, 101)]


def test_pages_of_a_long_exhibit_are_numbered_through_the_paper_and_within_the_exhibit(long_pdf):
    pages = reading.pages(long_pdf)
    exhibits = [page for page in pages if page.mediabox.height == 612]
    before = len(pages) - len(exhibits)
    for number, page in enumerate(exhibits, start=1):
        assert f"Exhibit A, page {number} of {len(exhibits)}" in page.extract_text()
        assert re.search(rf"Exhibit A\s+{before + number}\s+Exhibit A, page", page.extract_text())


def test_parts_of_a_long_exhibit_say_how_they_go_on(long_pdf):
    text = reading.text(long_pdf)
    assert "Exhibit A goes on with number 41 on the next page." in text
    assert "Exhibit A, from number 81" in text
    assert text.count("End of Exhibit A") == 1


def test_a_joined_paper_keeps_the_tags_of_every_row(long_pdf):
    assert len(elements(long_pdf, "/TD")) == 100 * 10 + 4 * 3
    assert len(elements(long_pdf, "/Document")) == 1


def test_the_headings_of_each_part_have_names_of_their_own(long_pdf):
    names = [element["/ID"] for element in elements(long_pdf, "/TH") if "/ID" in element]
    assert len(names) == len(set(names))


def test_every_page_of_a_joined_paper_leads_to_its_own_tags(long_pdf):
    reader = PdfReader(io.BytesIO(long_pdf))
    keys = [page["/StructParents"] for page in reader.pages]
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = [entry for kid in root["/ParentTree"]["/Kids"] for entry in kid.get_object()["/Nums"]]
    assert numbers[::2] == keys
    for key, tags in zip(keys, numbers[1::2], strict=True):
        named = [tag.get_object() for tag in tags.get_object() if "/Pg" in tag.get_object()]
        assert key in {tag["/Pg"]["/StructParents"] for tag in named}


def test_a_joined_paper_has_language_title_standards_and_all_bookmarks(long_pdf):
    reader = PdfReader(io.BytesIO(long_pdf))
    assert reader.trailer["/Root"]["/Lang"] == "en-US"
    assert reader.metadata.title.startswith("NOTICE OF MOTION")
    metadata = reader.trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfuaid:part>1<" in metadata
    assert b"<pdfaid:part>2<" in metadata
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[1:] == ["Exhibit A", "Exhibit A, from number 41", "Exhibit A, from number 81"]


def test_the_same_long_paper_gives_the_same_bytes_however_many_work_at_it(long_pdf, tmp_path):
    write_paper(motion_paper(motion(items=items(100))), tmp_path / "again.pdf", rows_at_once=40, workers=3)
    assert (tmp_path / "again.pdf").read_bytes() == long_pdf


def test_every_page_of_a_long_confidential_list_says_that_it_is_confidential(tmp_path):
    write_paper(confidential_list_paper(motion(items=items(60))), tmp_path / "list.pdf", rows_at_once=40)
    pages = reading.pages((tmp_path / "list.pdf").read_bytes())
    assert all("CONFIDENTIAL" in page.extract_text() for page in pages)


def test_a_short_paper_is_written_as_it_is_rendered(tmp_path):
    paper = motion_paper(motion())
    assert write_paper(paper, tmp_path / "motion.pdf") == len(reading.pages(render_paper(paper)))
    assert (tmp_path / "motion.pdf").read_bytes() == render_paper(paper)


def test_work_on_a_long_paper_can_be_cancelled_and_leaves_nothing(tmp_path):
    def cancel(done, steps):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_paper(
            motion_paper(motion(items=items(60))), tmp_path / "motion.pdf", rows_at_once=40, progress=cancel
        )
    assert list(tmp_path.iterdir()) == []


def test_whole_papers_can_be_joined(tmp_path):
    for name, paper in (("a", motion_paper(motion())), ("b", order_paper(motion()))):
        (tmp_path / name).write_bytes(render_paper(paper))
    pages = join([tmp_path / "a", tmp_path / "b"], tmp_path / "all.pdf")
    assert pages == page_count(tmp_path / "a") + page_count(tmp_path / "b")
    both = (tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()
    assert reading.text((tmp_path / "all.pdf").read_bytes()) == " ".join(reading.text(pdf) for pdf in both)


def test_a_file_of_another_program_is_not_joined(tmp_path):
    (tmp_path / "a").write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(CannotJoin):
        join([tmp_path / "a"], tmp_path / "all.pdf")

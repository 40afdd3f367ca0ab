"""Papers for each person or case, and what manifest and archive say of them."""

import hashlib
import json
import zipfile

import pytest

from eligibility.law.outcomes import Outcome
from filings import making
from filings.archives import lines_of
from filings.models import FilingDocument
from filings.papers import KINDS, Layout
from filings.services import start_draft
from tests.documents.reading import text
from tests.people import signed_in

from .builders import DATED, Filter, decided, lock, locked, somebody

APART = ["packets-by-person", "packets-by-case", "one-page-petitions"]


@pytest.fixture
def filing(carl, office):
    """Two cases of one person, one of another; the papers apart are made with the rest."""
    jane = somebody(office, "DOE,JANE")
    decided(carl, of=jane, case_number="A-9", count_order="001002001000")
    decided(carl, of=jane, case_number="A-10", count_order="002002001000")
    decided(carl, "ROE,RICHARD", case_number="A-11", grade="misdemeanor")
    draft = start_draft(by=carl, dated=DATED, chosen=Filter(), layout=Layout(apart=APART))
    made = lock(draft, carl)
    making.make_documents(made)
    return made


def archive(filing, kind):
    return filing.documents.get(kind=kind).path


def manifest(filing):
    return json.loads(filing.documents.get(kind="manifest").path.read_bytes())


@pytest.mark.parametrize(
    ("kind", "rows"), [("packets-by-person", [[1, 2], [3]]), ("packets-by-case", [[1], [2], [3]])]
)
def test_there_is_a_motion_and_an_order_for_each_and_a_line_says_which_rows(filing, kind, rows):
    lines = lines_of(archive(filing, kind))
    assert [line["rows"] for line in lines if line["file"].endswith("-motion.pdf")] == rows
    assert [line["rows"] for line in lines if line["file"].endswith("-order.pdf")] == rows


@pytest.mark.parametrize("kind", APART)
def test_each_line_has_the_digest_of_its_file(filing, kind):
    with zipfile.ZipFile(archive(filing, kind)) as packed:
        for line in lines_of(archive(filing, kind)):
            content = packed.read(line["file"])
            assert (line["bytes"], line["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("kind", APART)
def test_the_manifest_of_the_filing_has_the_lines_of_what_was_made_with_it(filing, kind):
    file = KINDS[kind].file
    (named,) = [line for line in manifest(filing)["documents"] if line["file"] == file]
    assert named["holds"] == lines_of(archive(filing, kind))


def test_what_is_asked_for_later_leaves_the_manifest_as_it_was_and_brings_its_own(carl):
    decided(carl)
    filing = locked(carl)
    making.make_documents(filing)
    before = filing.documents.get(kind="manifest").sha256
    signed_in(carl).post(f"/filings/{filing.pk}/ask/packets-by-case/")
    making.make_documents(filing)
    assert filing.documents.get(kind="manifest").sha256 == before
    assert len(lines_of(archive(filing, "packets-by-case"))) == 2


def test_the_same_archive_twice_is_the_same_bytes(filing):
    before = {kind: filing.documents.get(kind=kind).sha256 for kind in APART}
    filing.documents.filter(kind__in=APART).update(state=FilingDocument.State.WAITING)
    making.make_documents(filing)
    assert {kind: filing.documents.get(kind=kind).sha256 for kind in APART} == before


def petitions(filing):
    with zipfile.ZipFile(archive(filing, "one-page-petitions")) as packed:
        return {
            line["file"]: text(packed.read(line["file"]))
            for line in lines_of(archive(filing, "one-page-petitions"))
        }


def test_a_misdemeanor_to_be_dismissed_is_on_the_form_for_misdemeanors(filing):
    assert list(petitions(filing)) == [
        "00001_A_9_DOE_JANE-petition.pdf",
        "00002_A_10_DOE_JANE-petition.pdf",
        "00003_A_11_ROE_RICHARD-misdemeanor-petition.pdf",
    ]


def test_a_misdemeanor_to_be_redesignated_is_on_the_form_that_has_words_for_it(carl):
    decided(carl, case_number="A-1", grade="misdemeanor", outcome=Outcome.REDUCTION)
    filing = lock(start_draft(by=carl, dated=DATED, chosen=Filter(), layout=Layout(apart=APART)), carl)
    making.make_documents(filing)
    (words,) = petitions(filing).values()
    assert "to redesignate" in words

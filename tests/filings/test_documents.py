"""The documents of a filing, read back."""

import csv
import hashlib
import io
import json
import zipfile

import openpyxl
import pytest

from eligibility.law.outcomes import Outcome
from filings import making
from filings.models import Filing, FilingDocument
from tests.documents.reading import text
from tests.people import signed_in

from .builders import decided, locked, made

State = FilingDocument.State


def content(filing: Filing, kind: str) -> bytes:
    return filing.documents.get(kind=kind).path.read_bytes()


@pytest.fixture
def filing(carl, office):
    office.attorney, office.bar_number, office.district_attorney = "Terry Trial", "123456", "Dana Doe"
    office.save()
    decided(carl, "DOE,JANE", case_number="A-10")
    decided(carl, "ROE,RICHARD", case_number="A-9", outcome=Outcome.REDUCTION, grade="misdemeanor")
    return made(carl)


def test_every_document_that_is_wanted_at_once_is_made(filing):
    states = set(filing.documents.values_list("kind", "state"))
    assert {kind for kind, state in states if state == State.NOT_ASKED} == {
        "packets-by-person",
        "packets-by-case",
        "one-page-petitions",
    }
    assert State.FAILED not in {state for _, state in states}


def test_the_motion_names_the_attorneys_and_every_conviction(filing):
    words = text(content(filing, "pdf"))
    for expected in ("Terry Trial", "123456", "DOE,JANE", "ROE,RICHARD", "A-9", "A-10"):
        assert expected in words


def test_the_public_list_has_no_birth_date_and_no_state_number_and_the_confidential_one_has_both(filing):
    rows = list(csv.DictReader(io.StringIO(content(filing, "csv").decode())))
    confidential = list(csv.DictReader(io.StringIO(content(filing, "confidential-csv").decode())))
    assert [row["Case number"] for row in rows] == ["A-9", "A-10"]
    assert not {"CII number", "Born on"} & set(rows[0])
    assert {row["Born on"] for row in confidential} == {"1970-02-03"}
    assert all(row["CII number"] for row in confidential)


def test_one_of_the_public_csv_files_is_marked_as_utf_8(filing):
    assert content(filing, "csv-for-excel").startswith(b"\xef\xbb\xbf")
    assert not content(filing, "csv").startswith(b"\xef\xbb\xbf")


def test_the_workbook_has_a_row_for_each_conviction(filing):
    sheet = openpyxl.load_workbook(io.BytesIO(content(filing, "xlsx"))).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Case number", "A-9", "A-10"]


def test_the_cover_sheet_counts_the_pages_of_the_papers(filing):
    words = text(content(filing, "cover-sheet"))
    pages = sum(filing.documents.get(kind=kind).pages for kind in ("pdf", "order", "public-list"))
    assert f"All {pages}" in words


def test_the_manifest_has_the_digest_of_every_document_and_the_decisions(filing):
    manifest = json.loads(content(filing, "manifest"))
    motion = next(document for document in manifest["documents"] if document["file"] == "motion.pdf")
    assert motion["sha256"] == hashlib.sha256(content(filing, "pdf")).hexdigest()
    assert [row["version"] for row in manifest["rests_on"]] == [1, 1]
    filing.refresh_from_db()
    assert filing.manifest_sha256 == hashlib.sha256(content(filing, "manifest")).hexdigest()


def test_the_same_filing_twice_gives_the_same_bytes(filing):
    filing.documents.update(state=State.WAITING)
    before = {document.kind: document.sha256 for document in filing.documents.all()}
    making.make_documents(filing)
    first = {document.kind: document.sha256 for document in filing.documents.all()}
    filing.documents.update(state=State.WAITING)
    making.make_documents(filing)
    after = {document.kind: document.sha256 for document in filing.documents.all()}
    assert first == after
    assert before["pdf"] == after["pdf"]


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("packets-by-person", ["00001_A_9_ROE_RICHARD-motion.pdf", "00001_A_9_ROE_RICHARD-order.pdf"]),
        ("one-page-petitions", ["00001_A_9_ROE_RICHARD-petition.pdf", "00002_A_10_DOE_JANE-petition.pdf"]),
    ],
)
def test_papers_for_each_person_are_made_when_asked_for(carl, filing, kind, files):
    signed_in(carl).post(f"/filings/{filing.pk}/ask/{kind}/")
    making.make_documents(filing)
    names = zipfile.ZipFile(io.BytesIO(content(filing, kind))).namelist()
    assert names[:2] == files


def test_a_document_that_fails_keeps_no_other_back_and_can_be_tried_again(carl, monkeypatch):
    decided(carl)
    filing = locked(carl)
    with monkeypatch.context() as broken:
        broken.setitem(making.MAKERS, "order", lambda making: 1 / 0)
        making.make_documents(filing)
    client = signed_in(carl)
    assert "Some documents could not be made" in client.get(filing.get_absolute_url()).content.decode()
    assert filing.documents.get(kind="pdf").state == State.READY
    client.post(f"/filings/{filing.pk}/make-again/")
    making.make_documents(filing)
    assert not filing.documents.filter(state=State.FAILED).exists()


def test_a_download_is_named_after_the_filing_and_remembered(carl, filing):
    answer = signed_in(carl).get(f"/filings/{filing.pk}/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="filing-1-motion.pdf"'
    assert b"".join(answer.streaming_content) == content(filing, "pdf")


@pytest.mark.parametrize(
    "damage", [lambda path: path.write_bytes(b"%PDF forged"), lambda path: path.unlink()]
)
def test_a_file_that_was_changed_or_lost_is_not_handed_out_and_is_made_again_as_it_was(carl, filing, damage):
    document = filing.documents.get(kind="pdf")
    damage(document.path)
    page = signed_in(carl).get(f"/filings/{filing.pk}/pdf", follow=True)
    assert "not the one that was made" in page.content.decode()
    signed_in(carl).post(f"/filings/{filing.pk}/make-again/")
    making.make_documents(filing)
    assert filing.documents.get(kind="pdf").is_intact
    assert filing.documents.get(kind="pdf").sha256 == document.sha256


def test_the_page_tells_how_far_the_worker_is_and_stops_asking_when_all_is_made(carl):
    decided(carl)
    filing = locked(carl)
    client = signed_in(carl)
    assert "every 2s" in client.get(filing.get_absolute_url()).content.decode()
    making.make_documents(filing)
    page = client.get(filing.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in page
    assert "Motion with its exhibit (PDF)" in page


def test_motion_and_order_come_for_a_word_processor_too(filing):
    words = zipfile.ZipFile(io.BytesIO(content(filing, "motion-docx"))).read("word/document.xml").decode()
    assert "DOE,JANE" in words
    assert content(filing, "order-docx").startswith(b"PK")


def test_each_line_of_the_json_list_has_what_the_schema_says(filing):
    schema = json.loads(content(filing, "json-schema"))
    lines = [json.loads(line) for line in content(filing, "json-lines").decode().splitlines()]
    assert [line["case_number"] for line in lines] == ["A-9", "A-10"]
    assert {key for line in lines for key in line} <= set(schema["properties"])

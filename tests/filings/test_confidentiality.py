"""What no export may hold is in none: from a state's file that has it all, through every document."""

import io
import zipfile

import pytest

from filings import making
from filings.models import Filing, FilingDocument, PaperSettings
from filings.papers import CONFIDENTIAL as CONFIDENTIAL_GROUP
from filings.papers import KINDS, Layout
from filings.services import start_draft
from review.models import Decision
from tests import builders
from tests.documents.reading import text
from tests.review import builders as records

from .builders import DATED, Filter, decision, lock, run_of

SECRETS = {
    "Social Security number": "987-65-4321",
    "Social Security number without hyphens": "987654321",
    "Social Security number in a file name": "987_65_4321",
    "driver's license": "D7654321",
    "FBI number": "FBI77X",
    "race": "LAVENDER",
    "another conviction": "459 PC",
    "other county": "ALAMEDA",
}
CONFIDENTIAL = {"CII number": "A00000077", "date of birth": "02/03/1970", "date of birth, ISO": "1970-02-03"}
FORMATS = sorted({kind.format for kind in KINDS.values()})


@pytest.fixture
def filings(carl, office):
    """A motion and a notice of challenge for a person of whom the file tells everything."""
    PaperSettings.objects.create(office=office, show_birth_year=False)
    return [motion_of(carl, number, **words) for number, words in ((1, {}), (2, CHALLENGED))]


CHALLENGED = {"kind": Decision.Kind.CHALLENGED, "ground": Decision.Ground.INELIGIBLE}


def motion_of(carl, number, **words) -> Filing:
    found = records.determination(run_of(carl.office), somebody_known(carl.office, number))
    decision(found, by=carl, **words)
    kind = Filing.Kind.CHALLENGE if words else Filing.Kind.RELIEF
    apart = Layout(apart=[kind.slug for kind in KINDS.values() if not kind.at_once])
    return lock(start_draft(by=carl, dated=DATED, chosen=Filter(kind=kind), layout=apart), carl)


def somebody_known(office, number):
    other = builders.conviction("459 PC-BURGLARY", county="ALAMEDA", cycle=2)
    ssn = {"pri_ssn": "987654321", "req_ssn": "987-65-4321"}
    license_numbers = {"pri_cdl": "D7654321", "req_cdl": "D7654321", "fbi_number": "FBI77X"}
    person = builders.subject(
        name="DOE,JANE 987-65-4321",
        cii="A00000077",
        born="1970-02-03",
        convictions=[builders.conviction(cycle=1), other],
        race_descr="LAVENDER",
        **ssn,
        **license_numbers,
    )
    return records.subject(office, person, key=str(number))


def words_of(name: str, content: bytes) -> str:
    """Everything that can be read in a document, in files inside it too."""
    if name.endswith(".pdf"):
        return text(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(words_of(inner, package.read(inner)) + inner for inner in package.namelist())
    return content.decode()


def made_in(filings, wanted):
    """The documents of a format with their words. The manifest, which is JSON, names all: all are made."""
    for filing in filings:
        kinds = [kind.slug for kind in KINDS.values() if kind.format == wanted or wanted == "JSON"]
        filing.documents.exclude(kind__in=kinds).update(state=FilingDocument.State.NOT_ASKED)
        making.make_documents(filing)
        for document in filing.documents.filter(kind__in=kinds):
            kind = KINDS[document.kind]
            if kind.format == wanted:
                yield kind, words_of(kind.file, document.path.read_bytes())


@pytest.mark.parametrize("wanted", FORMATS)
def test_no_export_of_a_format_holds_what_it_may_not(filings, wanted):
    found = list(made_in(filings, wanted))
    assert found
    for kind, words in found:
        kept = SECRETS if kind.group == CONFIDENTIAL_GROUP else SECRETS | CONFIDENTIAL
        assert [name for name, secret in kept.items() if secret in words] == [], kind.slug


def test_the_confidential_list_has_what_finds_the_records(filings):
    words = {kind.slug: words for kind, words in made_in(filings, "CSV")}["confidential-csv"]
    assert "A00000077" in words
    assert "1970-02-03" in words

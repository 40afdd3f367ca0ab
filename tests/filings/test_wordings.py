"""The words of the papers: versions, what cannot be saved, a preview, and the way back."""

import io

import pytest
from pypdf import PdfReader

from filings import wordings
from filings.documents.wording import MOTION, WORDINGS
from filings.models import WordingVersion
from tests.documents.reading import text
from tests.people import signed_in

from .builders import decided, locked, made

PAGE = "/filings/wordings/motion/"


def said(**changes: str) -> dict[str, str]:
    words = {"title": MOTION.title, "footer": MOTION.footer, "body": MOTION.body}
    return words | {f"relief_{relief}": sentence for relief, sentence in MOTION.relief.items()} | changes


def test_a_new_version_is_in_the_papers_that_are_locked_from_now_on(alice, carl):
    signed_in(alice).post(PAGE, said(body="The {office} asks with our own words.\n\n[signature]"))
    decided(carl)
    filing = made(carl)
    assert "asks with our own words" in text(filing.documents.get(kind="pdf").path.read_bytes())


def test_a_locked_filing_keeps_the_words_with_which_it_was_locked(alice, carl):
    decided(carl)
    filing = locked(carl)
    signed_in(alice).post(PAGE, said(body="Other words."))
    assert filing.wordings["motion"] == 0
    assert wordings.numbers(carl.office)["motion"] == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "In {contry}"}, "The title has the unknown field {contry}."),
        ({"body": "{nam} and\n\n[signatur]"}, "The text has the unknown fields {nam}, [signatur]."),
        ({"body": "{contry}"}, "Did you mean {county}?"),
        ({"body": "In {county of"}, "The text has a brace without its other half: “{county”."),
        ({"body": "Signed:\n[signature]"}, "In the text, [signature] must be a paragraph of its own."),
        ({"body": "[declarant]"}, "no block [declarant]"),
        (
            {"relief_dismissal": "{convction}"},
            "for dismissal has the unknown field {convction}.",
        ),
        ({"relief_reduction": "{basis}"}, "{basis}"),
    ],
)
def test_a_wording_with_an_unknown_field_is_refused_by_its_name_and_nothing_is_saved(alice, changes, words):
    page = signed_in(alice).post(PAGE, said(**changes)).content.decode()
    assert words in page
    assert not WordingVersion.objects.exists()


@pytest.mark.parametrize("kind", WORDINGS)
def test_every_built_in_wording_can_be_saved_as_it_stands_and_gives_the_same_paper(office, alice, kind):
    built_in = WORDINGS[kind]
    wordings.save(office=office, by=alice, kind=kind, wording=built_in)
    mine = wordings.current(office, kind)
    assert wordings.sample(office, kind, mine) == wordings.sample(office, kind, built_in)


def test_what_the_form_shows_unchanged_is_the_wording_unchanged(alice, office):
    signed_in(alice).post(PAGE, said(body=MOTION.body.strip().replace("\n", "\r\n")))
    assert wordings.current(office, "motion") == MOTION


def test_the_built_in_words_come_back_and_no_version_is_lost(alice, office):
    client = signed_in(alice)
    client.post(PAGE, said(body="Our own words."))
    client.post(f"{PAGE}restore/")
    assert wordings.current(office, "motion") == MOTION
    assert "Our own words." in client.get(f"{PAGE}versions/1/").content.decode()


def test_the_preview_shows_the_words_before_they_are_saved(alice):
    part = signed_in(alice, **{"HX-Request": "true"}).post(f"{PAGE}preview/", said(body="For {county}."))
    assert "For San Joaquin." in part.content.decode()
    assert "<html" not in part.content.decode()
    assert not WordingVersion.objects.exists()


def test_the_preview_names_what_is_wrong_while_one_types(alice):
    part = signed_in(alice, **{"HX-Request": "true"}).post(f"{PAGE}preview/", said(body="For {contry}."))
    assert "unknown field {contry}" in part.content.decode()


def test_the_preview_as_pdf_is_the_paper(alice):
    answer = signed_in(alice).post(f"{PAGE}preview/", said(body="Our own words.", pdf="1"))
    assert "Our own words." in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_each_office_has_its_own_words(alice, otto):
    signed_in(alice).post(PAGE, said(body="Our own words."))
    assert wordings.current(otto.office, "motion") == MOTION


def test_the_papers_are_addressed_to_the_public_defender_of_the_office(alice, carl):
    signed_in(alice).post("/filings/wordings/settings/", {"public_defender": "Conflict Defenders"})
    decided(carl)
    assert "Conflict Defenders" in text(made(carl).documents.get(kind="pdf").path.read_bytes())


def test_an_earlier_version_comes_into_use_again_as_a_version_of_its_own(alice, office):
    client = signed_in(alice)
    for words in ("Our first words.", "Our second words."):
        client.post(PAGE, said(body=words))
    page = client.post(f"{PAGE}versions/1/use/", follow=True).content.decode()
    assert wordings.current(office, "motion").body.strip() == "Our first words."
    assert "The words of version 1 again" in page
    assert list(WordingVersion.objects.values_list("number", "same_as")) == [(3, 1), (2, None), (1, None)]


def test_a_version_shows_what_differs_from_the_one_before_or_any_other(alice):
    client = signed_in(alice)
    for words in ("Our first words.", "Our second words."):
        client.post(PAGE, said(body=words))
    page = client.get(f"{PAGE}versions/2/").content.decode()
    assert "Our <del>first</del><ins>second</ins> words." in page
    assert "<del>first</del>" not in client.get(f"{PAGE}versions/2/", {"with": "0"}).content.decode()


def test_the_built_in_words_can_be_looked_at_and_come_back_by_their_number(alice, office):
    client = signed_in(alice)
    client.post(PAGE, said(body="Our own words."))
    assert "The words that the application comes with" in client.get(f"{PAGE}versions/0/").content.decode()
    client.post(f"{PAGE}versions/0/use/")
    assert WordingVersion.objects.first().built_in
    assert wordings.current(office, "motion") == MOTION


def test_a_version_that_does_not_exist_is_not_used(alice):
    assert signed_in(alice).post(f"{PAGE}versions/7/use/").status_code == 404
    assert not WordingVersion.objects.exists()


def test_an_earlier_version_whose_field_is_gone_stays_out_of_use_and_the_message_names_it(alice, office):
    WordingVersion.objects.create(office=office, by=alice, kind="motion", number=1, body="{gone}", title="T")
    WordingVersion.objects.create(office=office, by=alice, kind="motion", number=2, built_in=True)
    page = signed_in(alice).post(f"{PAGE}versions/1/use/", follow=True).content.decode()
    assert "unknown field {gone}" in page
    assert WordingVersion.objects.count() == 2

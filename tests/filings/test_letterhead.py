"""The first lines of every paper and its signature: worded by the office, and never too long for line 8."""

import pytest
from django.urls import reverse

from filings import services, wordings
from filings.documents.wording import LETTERHEAD, SIGNATURE
from filings.models import WordingVersion
from offices.models import Office, User
from tests.documents.reading import text
from tests.people import signed_in

from .builders import decided, draft, lock, made

PAGE = "/filings/wordings/letterhead/"
TOO_LONG = "\n".join(f"Room {number}" for number in range(20))
DETAILS = {
    "name": "Our Office",
    "county": "SAN JOAQUIN",
    "district_attorney": "Dana Head",
    "attorney": "Terry Trial",
    "bar_number": "123456",
    "address": "1 Street\nTown",
    "phone": "555-0100",
}


def again(user):
    """The person as the next request finds them, with the office as it is now."""
    return User.objects.get(pk=user.pk)


def motion_text(by):
    decided(by)
    return text(made(by).documents.get(kind="pdf").path.read_bytes())


def test_the_built_in_letterhead_leaves_out_what_is_not_known(office, carl):
    assert f"{office.name} Attorneys for the People" in motion_text(carl)


def test_the_letterhead_is_made_from_the_details_of_the_office(alice, carl):
    signed_in(alice).post(reverse("administration:office"), DETAILS)
    head = (
        "Dana Head District Attorney Terry Trial (State Bar No. 123456) Deputy District Attorney Our Office"
    )
    assert f"{head} 1 Street Town Telephone: 555-0100 Attorneys for the People" in motion_text(again(carl))


def test_an_office_words_its_letterhead_as_it_wants_it(alice, carl):
    signed_in(alice).post(PAGE, {"body": "OFFICE OF PROSECUTION\n{office}\nFax: 555-0199"})
    assert "OFFICE OF PROSECUTION San Joaquin County District Attorney Fax: 555-0199" in motion_text(carl)


def test_the_attorney_who_signs_stands_under_the_line(alice, carl):
    signed_in(alice).post(reverse("administration:office"), DETAILS)
    signed = "By: Terry Trial Deputy District Attorney Attorney for the People"
    assert signed in motion_text(again(carl))


def test_an_office_words_its_signature_as_it_wants_it(alice, carl):
    signed_in(alice).post("/filings/wordings/signature/", {"body": "For the People,\n[line]\nAny Assistant"})
    assert "For the People, Any Assistant" in motion_text(carl)


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("letterhead", "{ofice}", "unknown field {ofice}. Did you mean {office}?"),
        ("letterhead", "{convictions}", "unknown field {convictions}"),
        (
            "letterhead",
            TOO_LONG,
            "The letterhead would take 20 lines, and 13 fit above the title of the court",
        ),
        ("signature", "By: {attorney}", "The text must have [line] once, where the attorney signs."),
        ("signature", "[judge]\n[line]", "unknown field [judge]"),
    ],
)
def test_a_faulty_one_is_refused_by_name_and_nothing_is_saved(alice, kind, body, words):
    page = signed_in(alice).post(f"/filings/wordings/{kind}/", {"body": body}).content.decode()
    assert words in page
    assert not WordingVersion.objects.exists()


def test_the_preview_shows_the_letterhead_at_the_head_of_a_motion(alice):
    part = signed_in(alice, **{"HX-Request": "true"}).post(f"{PAGE}preview/", {"body": "THE {office}"})
    assert "THE San Joaquin County District Attorney" in part.content.decode()


def test_the_built_in_ones_come_back(alice, office):
    client = signed_in(alice)
    client.post(PAGE, {"body": "Ours"})
    client.post(f"{PAGE}restore/")
    assert wordings.current(office, "letterhead") == LETTERHEAD
    assert wordings.current(office, "signature") == SIGNATURE


def test_details_that_would_move_the_title_of_the_court_are_not_saved(alice, office):
    page = signed_in(alice).post(reverse("administration:office"), DETAILS | {"address": TOO_LONG})
    assert "The letterhead would take 27 lines" in page.content.decode()
    assert Office.objects.get(pk=office.pk).name == office.name


def test_a_filing_whose_letterhead_does_not_fit_is_not_locked(carl, office):
    Office.objects.filter(pk=office.pk).update(address=TOO_LONG)
    decided(carl)
    filing = draft(again(carl))
    with pytest.raises(services.CannotFile, match="The letterhead would take"):
        lock(filing, again(carl))
    filing.refresh_from_db()
    assert filing.is_draft

"""Every page and every list that a person can reach by links, read through for what a court has sealed.

The office has a real upload, analysed as always: a person whose convictions are sealed, and one of whose two
convictions one is. Their rows have case numbers, a comment and a wrong date that stand nowhere else.
"""

import datetime
import html
import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from audit.models import Event
from eligibility import analysing
from eligibility.law.outcomes import Outcome
from eligibility.models import Run
from eligibility.services import choose_policy, create_run
from filings import entries, making, tracking
from filings.models import Filing
from records.models import Subject
from review import services as review
from review.filling import fill
from review.models import Item
from tests.builders import arrest, conviction, csv_text, subject
from tests.people import signed_in
from tests.uploads.conftest import arrived
from uploads.services import receive

from .builders import locked

TODAY = timezone.localdate()
COUNTY = "SAN JOAQUIN"
OPTIONS = {"baselineEligibility": {"dismiss": ["11357", "11358", "11359", "11360"], "reduce": []}}
WRONG_DAY = "11/9/1987"
SECRETS = ("HIDDEN,HENRY", "SEALED-1", "SEALED-2", "SECRET COMMENT", "HS-SECRETLY", WRONG_DAY)
LINK = re.compile(r'(?:href|hx-get|action)="([^"#]+)')


# To leave, and what holds words, styles and scripts only.
NEVER = ("/account/", "/static/", "/filings/wordings/")


def rows() -> str:
    """Henry's row comes twice, so that its problems do."""
    secret = {"county": COUNTY, "comment": "SECRET COMMENT", "cycle": 1}
    henry = conviction("11358 HS-SECRETLY", case_number="SEALED-1", raw_date=WRONG_DAY, **secret)
    olive = [
        conviction("11357 HS-SECRETLY", case_number="SEALED-2", **secret),
        conviction("11359 HS-OPENLY", county=COUNTY, case_number="OPEN-3", cycle=2),
    ]
    return csv_text(
        subject(id="1", name="HIDDEN,HENRY", convictions=[henry, henry]),
        subject(id="2", name="OPEN,OLIVE", convictions=olive, events=[arrest("11357 HS-SECRETLY", **secret)]),
    )


@pytest.fixture
def run(alice, sam) -> Run:
    choose_policy(office=sam.office, by=alice, policy="configurable", options=OPTIONS)
    receive([arrived(rows().encode(), "state.csv")], by=sam)
    analysing.carry_out(create_run(office=sam.office, by=sam, as_of=datetime.date(2026, 7, 1)))
    run = Run.objects.get()
    fill(run)
    return run


@pytest.fixture
def sealed(run, rita, carl) -> Filing:
    """All decided and filed; the court denied one, and dismissed and sealed the rest."""
    for item in Item.objects.all():
        said = {"outcome": Outcome.DISMISSAL, "reason": "Seen.", "seen": item.version}
        review.decide(item.determination, by=rita, **said)
    filing = locked(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="1")
    tracking.record_order(filing=filing, by=carl, on=TODAY, judge="P", denied="OPEN-3")
    return filing


def reached(client: Client) -> dict[str, str]:
    """The text of everything that links and forms lead to, from the first page on, by its address."""
    found: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in found or urlsplit(address).netloc or address.startswith(NEVER):
            continue
        answer = client.get(address)
        found[address] = text_of(answer)
        waiting += [urljoin(address, html.unescape(link)) for link in LINK.findall(found[address])]
    return found


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def where(pages: dict[str, str], secret: str) -> set[str]:
    return {address for address, text in pages.items() if secret in html.unescape(text)}


def secrets_in(pages: dict[str, str]) -> set[str]:
    return {secret for secret in SECRETS if where(pages, secret)}


@pytest.mark.parametrize("name", ["alice", "rita", "audrey"])
def test_whose_role_does_not_need_it_finds_what_is_sealed_nowhere(request, sealed, name):
    pages = reached(signed_in(request.getfixturevalue(name)))
    assert len(pages) > 20
    assert where(pages, "OPEN-3")
    assert secrets_in(pages) == set()


def test_the_same_pages_show_it_as_long_as_nothing_is_sealed(sealed, carl, rita):
    last = entries.last_entry(sealed)
    entries.take_back(filing=sealed, by=carl, seen=last.pk, because="Another filing.")
    assert secrets_in(reached(signed_in(rita))) == set(SECRETS)


@pytest.mark.parametrize("name", ["carl", "sam"])
def test_who_files_finds_it_only_where_each_look_is_recorded(request, sealed, name):
    making.make_documents(sealed)
    pages = reached(signed_in(request.getfixturevalue(name)))
    recorded = re.compile(r"/filings/\d+/(sealed/|csv|csv-for-excel|json-lines|confidential-csv)$")
    found = {address for secret in SECRETS for address in where(pages, secret)}
    assert f"/filings/{sealed.pk}/sealed/" in found
    assert not [address for address in found if not recorded.search(address)]
    verbs = Event.objects.filter(by=request.getfixturevalue(name)).values_list("verb", flat=True)
    assert {"viewed sealed convictions", "downloaded filing"} <= set(verbs)


def test_an_analysis_of_a_newer_file_brings_nothing_of_it_back(sealed, alice, sam):
    receive([arrived(rows().encode(), "newer.csv")], by=sam)
    analysing.carry_out(create_run(office=sam.office, by=sam, as_of=datetime.date(2026, 8, 1)))
    fill(Run.objects.first())
    assert secrets_in(reached(signed_in(alice))) == set()


def test_by_its_address_and_by_search_it_does_not_exist_either(sealed, audrey):
    client = signed_in(audrey)
    gone = Item.objects.filter(conviction__sealed_on__isnull=False).values_list("determination", flat=True)
    henry = Subject.objects.get(name="HIDDEN,HENRY")
    pages = [f"/review/{pk}/{part}" for pk in gone for part in ("", "rules/")]
    pages += [f"/review/people/{henry.pk}/{part}" for part in ("", "rows/")]
    assert {client.get(page).status_code for page in pages} == {404}
    for text in ("SEALED-1", "HIDDEN"):
        answer = client.post("/review/find/", {"text": text}, follow=True).content.decode()
        assert not re.search(r'href="/review/\d+/', answer)


def test_the_list_of_the_court_names_what_is_sealed_to_those_only_who_file(sealed, carl, alice, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("Case number,Answer\nSEALED-1,denied\nSEALED-2,perhaps\n")
    returned = tracking.read_returned(filing=sealed, by=carl, file=file, name="a.csv", sha256="0" * 64)
    assert "SEALED" not in signed_in(alice).get(returned.get_absolute_url()).content.decode()
    assert "SEALED-2" in signed_in(carl).get(returned.get_absolute_url()).content.decode()
    assert Event.objects.filter(by=carl, verb="viewed sealed convictions").exists()

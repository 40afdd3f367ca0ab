"""Every URL, every role: what the table in tests/access.py says is what the pages do."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from offices.models import Office, Role

from .access import LINES, Line
from .people import person, signed_in

WITH_OBJECT = [line for line in LINES if line.of]


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def url_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)


def ask(client: Client, line: Line, office: Office) -> HttpResponse:
    made = line.of(office) if line.of else ()
    named = made if isinstance(made, tuple) else (made,)
    url = reverse(line.url_name, args=[*line.named, *(getattr(each, "pk", each) for each in named)])
    return getattr(client, line.method)(url, line.data)


def test_every_url_of_the_project_has_a_line_in_the_table():
    assert sorted(url_names(get_resolver())) == sorted(line.url_name for line in LINES)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_role_sees_what_the_table_says_and_nothing_else(line: Line, role: Role, office: Office):
    expected = line.answer if role in line.may else 403
    assert ask(signed_in(person(office, role)), line, office).status_code == expected


@pytest.mark.parametrize("line", [line for line in LINES if not line.public], ids=str)
def test_nobody_sees_a_page_without_signing_in(line: Line, office: Office):
    answer = ask(Client(), line, office)
    # What was written into a form is given back on a page with the way to sign in.
    sign_in, leads_to = reverse("account_login"), getattr(answer, "url", answer.content.decode())
    assert (answer.status_code, sign_in in leads_to) in ((302, True), (403, True))


@pytest.mark.parametrize("line", [line for line in LINES if line.public], ids=str)
def test_a_public_page_needs_no_signing_in(line: Line, office: Office):
    assert ask(Client(), line, office).status_code == 200


@pytest.mark.parametrize(
    ("line", "role"), [(line, role) for line in WITH_OBJECT for role in line.may], ids=str
)
def test_what_belongs_to_another_office_does_not_exist(line: Line, role: Role, office, other_office):
    assert ask(signed_in(person(other_office, role)), line, office).status_code == 404

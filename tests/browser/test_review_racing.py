"""Two people who send their decision on the same conviction at the same moment, through the web server."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
RACES = 8


@pytest.fixture
def rivals(sign_in) -> list[Page]:
    return [sign_in("reviewer"), sign_in("supervisor")]


def cookies_of(page: Page) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}


def send(start: Barrier, host: str, path: str, cookies: dict[str, str], seen: str) -> int:
    """Confirms as the page's form does, once everybody is ready. The status of the answer."""
    form = urlencode({"csrfmiddlewaretoken": cookies["csrftoken"], "seen": seen, "confirm": 1})
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection(host, timeout=60)
    start.wait()
    connection.request("POST", path, form, headers)
    return connection.getresponse().status


def race(page: Page, path: str, cookies: list[dict[str, str]]) -> list[int]:
    host, start = urlsplit(page.url).netloc, Barrier(len(cookies))
    with ThreadPoolExecutor(len(cookies)) as pool:
        asked = [pool.submit(send, start, host, f"{path}decide/", one, "0") for one in cookies]
        return sorted(one.result() for one in asked)


def test_one_is_taken_and_the_other_is_told(rivals):
    page = rivals[0]
    page.goto("/review/list/?state=proposed&outcome=dismissal&sort=case")
    paths = page.locator("tbody a").evaluate_all("links => links.map(link => link.pathname)")[-RACES:]
    cookies = [cookies_of(rival) for rival in rivals]
    answers = [race(page, path, cookies) for path in paths]
    assert all(first == 302 and second in (409, 422) for first, second in answers), answers

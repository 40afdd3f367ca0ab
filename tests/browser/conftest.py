"""The running application and a browser in front of it.

The fixtures end with this package: while Playwright runs, Django believes itself in an event loop
and would refuse the database to every test that follows.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import need
from tests.infra.running import Launched, running

AXE = Path(__file__).parent.parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

# Each keeps Chromium from doing something of its own accord, most of it over the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="package")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    """The application with its demonstration, run by the launcher, on the servers the environment names."""
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    with running(tmp_path_factory.mktemp("application") / "data", DEMONSTRATION="1", **servers) as launched:
        yield launched


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in the browser during the test: whatever is left in it at the end fails the test."""
    return []


@pytest.fixture
def forgive(troubles: list[str]) -> Callable[[Page, str], None]:
    """`forgive(page, "403")` waits for the trouble that the test provokes on purpose, and strikes it out."""

    def forgive(page: Page, pattern: str) -> None:
        deadline = time.monotonic() + 5
        while not (meant := [trouble for trouble in troubles if re.search(pattern, trouble)]):
            assert time.monotonic() < deadline, f"No trouble like {pattern!r} came, only: {troubles}"
            # Playwright hands events over while it is being asked something.
            page.wait_for_timeout(50)
        for trouble in meant:
            troubles.remove(trouble)

    return forgive


@pytest.fixture
def open_page(browser: Browser, application: Launched, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page for one more person: `open_page()`, or with the options of a Playwright context.

    When the test ends, it fails on errors in the console, failed requests, and requests to any other host.
    """
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**{"base_url": application.url, "locale": "en-US", **options})
        context.set_default_timeout(15_000)
        note_troubles(context, application.url, troubles)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(["The browser met trouble:", *troubles])


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page nobody is signed in on."""
    return open_page()


@pytest.fixture
def sign_in(open_page: Callable[..., Page], application: Launched) -> Callable[[str], Page]:
    """`sign_in("reviewer")` gives the page of the demonstration's person with that role."""
    password = re.search(r"password (\S+)", application.said())[1]

    def sign_in(role: str) -> Page:
        page = open_page(accept_downloads=True)
        page.goto("/")
        page.locator("input[name=login]").fill(f"{role}@santa-mariana.example")
        page.locator("input[name=password]").fill(password)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text(f", {role}", exact=False).first).to_be_visible()
        return page

    return sign_in


def note_troubles(context: BrowserContext, url: str, troubles: list[str]) -> None:
    def note_console(message: Any) -> None:
        if message.type == "error":
            troubles.append(f"console: {message.text} ({message.location['url']})")

    def note_request(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != urlsplit(url).netloc:
            troubles.append(f"another host: {request.url}")

    def note_failure(request: Any) -> None:
        # Chromium calls a download, and a request that a new page made pointless, aborted.
        if request.failure != "net::ERR_ABORTED":
            troubles.append(f"failed: {request.method} {request.url} {request.failure}")

    def note_answer(response: Any) -> None:
        if response.status >= 500:
            troubles.append(f"answer: {response.status} {response.url}")

    context.on("console", note_console)
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on("request", note_request)
    context.on("requestfailed", note_failure)
    context.on("response", note_answer)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on what breaks WCAG 2.1, levels A and AA, as far as a program can tell."""

    def axe(page: Page) -> None:
        page.evaluate(AXE.read_text())
        only = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        violations = page.evaluate("options => axe.run(document, options)", only)["violations"]
        assert not violations, f"{page.url}\n" + "\n".join(map(describe, violations))

    return axe


def describe(violation: dict[str, Any]) -> str:
    lines = [f"\n{violation['id']} ({violation['impact']}): {violation['help']}\n  {violation['helpUrl']}"]
    for node in violation["nodes"]:
        lines.append(f"  {node['target']} {node['html'][:200]}")
        lines.append("    " + node["failureSummary"].replace("\n", "\n    "))
    return "\n".join(lines)


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """`screenshot(page, "review-queue")` keeps a picture in the folder that SCREENSHOTS names, if any."""

    def screenshot(page: Page, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return screenshot

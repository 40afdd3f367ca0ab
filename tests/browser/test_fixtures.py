"""The fixtures notice what they are there to notice."""

import pytest
from playwright.sync_api import Error

NO_TITLE = "document.documentElement.innerHTML = '<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">'"


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("console.error('Oh no')", "console: Oh no"),
        ("void setTimeout(() => { throw Error('Oh no') })", "script: .*Oh no"),
        ("fetch('/no/such/page')", "console: .*404"),
        ("fetch('https://example.org/').catch(() => 0)", "console: .*violates"),
    ],
)
def test_trouble_in_the_browser_is_noted(page, troubles, forgive, script, trouble):
    page.goto("/account/login/")
    page.evaluate(script)
    forgive(page, trouble)
    troubles.clear()


def test_another_host_is_noted_and_never_reached(page, troubles, forgive):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
    forgive(page, "another host: https://example.org/")
    troubles.clear()


def test_forgiving_what_did_not_happen_fails(page, forgive):
    with pytest.raises(AssertionError, match="No trouble like '403'"):
        forgive(page, "403")


def test_a_page_that_not_everybody_can_use_is_described(page, axe, troubles):
    page.goto("/account/login/")
    page.evaluate(NO_TITLE)
    with pytest.raises(AssertionError, match=r"image-alt \(critical\): Images must have alternative text"):
        axe(page)
    troubles.clear()


def test_pictures_are_kept_where_asked(page, screenshot, monkeypatch, tmp_path):
    monkeypatch.setenv("SCREENSHOTS", str(tmp_path))
    screenshot(page, "nothing yet")
    assert (tmp_path / "nothing yet.png").stat().st_size > 0

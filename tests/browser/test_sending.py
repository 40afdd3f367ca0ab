"""Choosing files and sending them, as a browser does it: with the page's script, and without."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from eligibility.sample import write_sample
from tests.infra.running import wait_for

pytestmark = pytest.mark.journey

MEGABYTE = 1024 * 1024
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": MEGABYTE}


@pytest.fixture
def sending_page(sign_in: Callable[[str], Page]) -> Page:
    page = sign_in("supervisor")
    page.goto("/uploads/new/")
    return page


def made(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def send(page: Page) -> None:
    page.get_by_role("button", name="Send and analyze").click()


def uploads(page: Page) -> int:
    page.goto("/uploads/")
    return page.get_by_role("link", name=re.compile(r"^Upload \d+$")).count()


def test_files_are_listed_as_they_are_chosen_and_can_be_taken_off(sending_page, tmp_path):
    for name in ("first.dat", "second.csv"):
        sending_page.get_by_label("Files").set_input_files(made(tmp_path / name, b"rows"))
    expect(sending_page.get_by_role("heading", name="2 files chosen, 8 bytes")).to_be_visible()
    sending_page.get_by_role("button", name="Remove first.dat").click()
    expect(sending_page.get_by_role("heading", name="1 file chosen, 4 bytes")).to_be_focused()


def test_what_cannot_be_taken_is_told_before_a_byte_is_sent(sending_page, tmp_path, axe):
    files = [made(tmp_path / "empty.dat", b""), made(tmp_path / "letter.pdf", b"text")]
    sending_page.get_by_label("Files").set_input_files(files)
    send(sending_page)
    notice = sending_page.get_by_role("alert").filter(has_text="Nothing was sent")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("empty.dat: The file is empty.")
    expect(notice).to_contain_text("letter.pdf: Files of this kind cannot be read")
    axe(sending_page)


def test_a_transfer_shows_how_far_it_is_and_leaves_nothing_when_it_is_cancelled(sending_page, tmp_path, axe):
    before = uploads(sending_page)
    sending_page.goto("/uploads/new/")
    sending_page.context.new_cdp_session(sending_page).send("Network.emulateNetworkConditions", SLOW)
    sending_page.get_by_label("Files").set_input_files(made(tmp_path / "large.dat", bytes(8 * MEGABYTE)))
    send(sending_page)
    expect(sending_page.get_by_text(re.compile(r"^[1-7]\.\d MB of 8.0 MB sent, \d+ percent"))).to_be_visible()
    axe(sending_page)
    sending_page.get_by_role("button", name="Cancel").click()
    expect(sending_page.get_by_role("alert").filter(has_text="Nothing was kept")).to_be_visible()
    assert uploads(sending_page) == before


def test_who_leaves_while_files_are_sent_is_asked_first(sending_page, tmp_path):
    asked = []
    sending_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sending_page.context.new_cdp_session(sending_page).send("Network.emulateNetworkConditions", SLOW)
    sending_page.get_by_label("Files").set_input_files(made(tmp_path / "large.dat", bytes(8 * MEGABYTE)))
    send(sending_page)
    expect(sending_page.get_by_role("heading", name="Sending")).to_be_visible()
    sending_page.goto("/uploads/")
    assert asked == ["beforeunload"]


def test_a_connection_that_breaks_is_told_and_the_files_stay_chosen(sending_page, tmp_path, forgive):
    sending_page.route("**/analyses/start/", lambda route: route.abort("connectionreset"))
    sending_page.get_by_label("Files").set_input_files(made(tmp_path / "first.dat", b"rows"))
    send(sending_page)
    expect(sending_page.get_by_role("alert").filter(has_text="The connection broke off")).to_be_focused()
    expect(sending_page.get_by_role("heading", name="1 file chosen")).to_be_visible()
    forgive(sending_page, "ERR_CONNECTION_RESET")


def test_without_a_script_the_page_is_a_form_that_does_the_same(sending_page, open_page, tmp_path):
    page = open_page(java_script_enabled=False, storage_state=sending_page.context.storage_state())
    page.goto("/uploads/new/")
    write_sample(tmp_path / "small.dat", "SANTA MARIANA", 20, 5)
    page.get_by_label("Files").set_input_files(tmp_path / "small.dat")
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Analysis \d+"))
    wait_for(lambda: page.reload() and page.get_by_role("link", name="See the results").count())


@pytest.mark.parametrize("width", [1280, 400])
def test_everybody_can_use_the_pages_and_none_is_wider_than_the_screen(sign_in, axe, width):
    page = sign_in("administrator")
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        "/uploads/",
        "/uploads/1/",
        "/analyses/",
        "/analyses/1/",
        "/analyses/results/",
        "/analyses/policy/",
    ):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path

"""The review by keys alone, as a reviewer works through a queue; and who is told what."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


@pytest.fixture
def reviewer(sign_in) -> Page:
    """A reviewer before the first conviction that can be confirmed."""
    page = sign_in("reviewer")
    open_first(page)
    return page


def open_first(page: Page) -> None:
    page.goto("/review/list/?state=waiting&outcome=dismissal")
    page.locator("tbody a").first.click()
    expect(page.get_by_role("button", name="Confirm")).to_be_visible()
    # Until then a key finds nobody who listens.
    page.wait_for_load_state("load")


def test_the_pages_are_for_everybody_at_every_width(reviewer, axe, screenshot):
    here = reviewer.url
    for name, address in (
        ("review-queue", "/review/"),
        ("review-conviction", here),
        ("review-keys", "/review/keys/"),
    ):
        for width in (1280, 400):
            reviewer.set_viewport_size({"width": width, "height": 900})
            reviewer.goto(address)
            reviewer.wait_for_load_state("networkidle")
            axe(reviewer)
            screenshot(reviewer, f"{name}-{width}")
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert reviewer.evaluate(wider) == 0


def test_one_key_confirms_opens_the_next_and_says_so_where_reading_goes_on(reviewer):
    first = reviewer.url
    reviewer.keyboard.press("a")
    reviewer.wait_for_url(lambda url: url != first)
    expect(reviewer.locator("#announcement")).to_have_text(re.compile("^Confirmed: Dismissal.*HS[.]$"))
    expect(reviewer.locator("#record")).to_be_focused()


def test_where_nothing_was_done_nothing_is_announced(reviewer):
    reviewer.wait_for_timeout(400)
    expect(reviewer.locator("#announcement")).to_be_empty()
    expect(reviewer.locator("#record")).to_be_focused()


def test_previous_and_undo_by_key_lead_back_to_where_one_was(reviewer):
    first = reviewer.url
    reviewer.keyboard.press("a")
    reviewer.wait_for_url(lambda url: url != first)
    reviewer.keyboard.press("u")
    expect(reviewer.get_by_text("Taken back: the conviction waits again.").first).to_be_visible()
    assert reviewer.url.split("?")[0] == first.split("?")[0]


@pytest.mark.parametrize(
    ("key", "panel"), [("o", "#otherwise"), ("s", "#skip"), ("f", "#flag"), ("n", "#note"), ("c", "#correct")]
)
def test_a_key_opens_its_panel_with_the_first_field_in_focus(reviewer, key, panel):
    reviewer.keyboard.press(key)
    expect(reviewer.locator(panel)).to_have_attribute("open", "")
    expect(reviewer.locator(f"{panel} :focus")).to_have_count(1)


def test_in_a_field_keys_are_letters(reviewer):
    here = reviewer.url
    reviewer.keyboard.press("s")
    reviewer.keyboard.type("a scan of u")
    expect(reviewer.locator("#skip textarea")).to_have_value("a scan of u")
    assert reviewer.url == here


def test_control_and_enter_send_the_form_one_is_in(reviewer):
    first = reviewer.url
    reviewer.keyboard.press("s")
    reviewer.keyboard.type("The file is out")
    reviewer.keyboard.press("Control+Enter")
    reviewer.wait_for_url(lambda url: url != first)
    expect(reviewer.get_by_text("Skipped. It went to the end of the queue").first).to_be_visible()


def test_the_question_mark_shows_the_keys_and_escape_puts_them_away(reviewer):
    reviewer.keyboard.press("?")
    expect(reviewer.get_by_role("dialog", name="Keys")).to_be_visible()
    reviewer.keyboard.press("Escape")
    expect(reviewer.locator("#keys")).not_to_be_visible()


def test_the_slash_leads_to_the_search_and_what_is_searched_for_is_in_no_address(reviewer):
    reviewer.goto("/review/")
    reviewer.keyboard.press("/")
    reviewer.keyboard.type("zab")
    reviewer.keyboard.press("Enter")
    expect(reviewer.get_by_text("with “zab”")).to_be_visible()
    assert "zab" not in reviewer.url


def test_the_slash_leads_from_a_conviction_to_the_search_too(reviewer):
    reviewer.keyboard.press("/")
    reviewer.wait_for_url(re.compile("/review/#id_text"))
    expect(reviewer.locator("#id_text")).to_be_focused()


def test_keys_that_are_turned_off_do_nothing_and_changed_ones_do(reviewer):
    here = reviewer.url
    give_note_the_key(reviewer, "m")
    reviewer.goto(here)
    reviewer.wait_for_load_state("load")
    reviewer.keyboard.press("m")
    expect(reviewer.locator("#note")).to_have_attribute("open", "")
    turn(reviewer)
    reviewer.goto(here)
    reviewer.keyboard.press("a")
    reviewer.wait_for_timeout(300)
    assert reviewer.url == here
    turn(reviewer)
    give_note_the_key(reviewer, "n")


def give_note_the_key(page: Page, key: str) -> None:
    page.goto("/review/keys/")
    page.get_by_label("Add a note").fill(key)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your keys are saved.").first).to_be_visible()


def turn(page: Page) -> None:
    """Turns the keys off, or on again."""
    page.goto("/review/keys/")
    page.get_by_text("Single keys do something").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your keys are saved.").first).to_be_visible()


def test_the_rules_come_by_themselves_and_without_scripts_by_a_link(reviewer):
    expect(reviewer.locator("#rules .steps li").first).to_be_visible()


def test_another_reviewer_sees_whose_screen_it_is_on_until_the_page_is_left(reviewer, sign_in):
    other = sign_in("supervisor")
    other.goto(reviewer.url)
    expect(other.get_by_text(re.compile("In review by Rita Reviewer since"))).to_be_visible()
    reviewer.goto("/review/")
    reviewer.wait_for_load_state("networkidle")
    other.reload()
    expect(other.get_by_role("button", name="Confirm")).to_be_visible()


def test_without_scripts_all_of_it_works_too(sign_in, open_page):
    signed_in = sign_in("reviewer")
    page = open_page(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    open_first(page)
    page.get_by_role("link", name="Every rule in order").click()
    expect(page.locator(".steps li").first).to_be_visible()
    page.go_back()
    first = page.url
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(lambda url: url != first)
    page.get_by_role("button", name="Put it down").click()
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()

"""The words of a paper, changed by somebody who sees at once what becomes of them."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

PAGE = "/filings/wordings/order/"


@pytest.fixture
def administrator(sign_in) -> Page:
    page = sign_in("administrator")
    page.goto(PAGE)
    page.wait_for_load_state("networkidle")
    return page


def text(page: Page):
    return page.get_by_role("textbox", name=re.compile("^Text"))


def test_the_paper_follows_what_is_typed_and_nothing_is_saved(administrator, axe):
    text(administrator).fill("Relief is granted in {county}.\n\n[judge]")
    preview = administrator.locator("#preview")
    expect(preview).to_contain_text("Relief is granted in Santa Mariana.")
    text(administrator).fill("Relief is granted in {contry}.")
    expect(preview).to_contain_text("unknown field {contry}. Did you mean {county}?")
    axe(administrator)
    administrator.reload()
    expect(text(administrator)).not_to_have_value(re.compile("Relief is granted"))


def test_without_scripts_a_button_shows_the_paper(administrator, open_page):
    state = administrator.context.storage_state()
    page = open_page(java_script_enabled=False, storage_state=state)
    page.goto(PAGE)
    text(page).fill("Relief is granted in {county}.")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("#preview")).to_contain_text("Relief is granted in Santa Mariana.")


def test_a_version_is_compared_with_another_and_used_again(administrator, axe):
    for words in ("The first words.", "The second words."):
        text(administrator).fill(words)
        administrator.get_by_role("button", name="Save as a new version").click()
        expect(administrator.get_by_text("is saved. Filings")).to_be_visible()
    administrator.get_by_role("link", name="Version 1", exact=True).click()
    administrator.get_by_label("Compare with").select_option("Version 2")
    administrator.get_by_role("button", name="Compare").click()
    expect(administrator.locator("del", has_text="second")).to_be_visible()
    axe(administrator)
    administrator.get_by_role("button", name="Use these words again").click()
    expect(text(administrator)).to_have_value("The first words.")
    administrator.get_by_role("button", name="Go back to the built-in words").click()
    expect(administrator.get_by_text("The built-in words are in use again.")).to_be_visible()

"""Every state of the review, as each person meets it: readable by all, at both widths, by keys alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

WAITING = "/review/list/?state=waiting&outcome=dismissal"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def look(axe, screenshot) -> Callable[[Page, str], None]:
    """`look(page, "review-done")` tries a state at both widths without leaving it, and keeps its pictures."""

    def look(page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            screenshot(page, f"{name}-{width}")
            assert page.evaluate(WIDER) == 0, f"{name} is wider than {width}"
        page.set_viewport_size({"width": 1280, "height": 900})

    return look


def open_waiting(page: Page, address: str = WAITING) -> str:
    page.goto(address)
    page.locator("tbody a").first.click()
    page.wait_for_load_state("load")
    return page.url.split("?")[0]


def press(page: Page, key: str) -> None:
    """A key that leads to another page, and that page."""
    here = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url != here)
    page.wait_for_load_state("load")


def override(page: Page, outcome: str = "Not eligible") -> None:
    """By keys: opens the panel, chooses with the arrows, gives the reason, and sends."""
    page.keyboard.press("o")
    while not page.get_by_label(outcome, exact=True).is_checked():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen in the court file")
    press(page, "Control+Enter")


def choose(page: Page, label: str) -> None:
    page.goto("/review/settings/")
    page.get_by_text(label).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The settings are saved").first).to_be_visible()


def test_the_pages_beside_the_convictions(sign_in, look):
    page = sign_in("supervisor")
    for name in ("", "changes/", "changes/?which=gone", "statistics/", "decisions/", "settings/", "reasons/"):
        page.goto(f"/review/{name}")
        look(page, f"review-page-{re.sub('[^a-z]', '', name) or 'start'}")


def test_a_conviction_that_waits_with_each_panel_open(sign_in, look, forgive):
    page = sign_in("reviewer")
    here = open_waiting(page)
    look(page, "review-waiting")
    for key, panel in (("o", "otherwise"), ("c", "correct"), ("s", "skip"), ("f", "flag"), ("n", "note")):
        page.goto(here)
        page.wait_for_load_state("load")
        page.keyboard.press(key)
        expect(page.locator(f"#{panel}")).to_have_attribute("open", "")
        look(page, f"review-panel-{panel}")
    page.keyboard.press("Escape")
    page.goto(here)
    page.wait_for_load_state("load")
    page.locator("body").press("?")
    look(page, "review-keys-open")


def test_a_refused_override_says_what_is_lacking_and_has_the_focus(sign_in, look, forgive):
    page = sign_in("reviewer")
    open_waiting(page)
    page.keyboard.press("o")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Choose the reason").first).to_be_visible()
    forgive(page, "422")
    expect(page.locator(".review__decision [role=alert]").first).to_be_focused()
    look(page, "review-refused")


def test_the_person_the_rows_and_the_rules(sign_in, look):
    page = sign_in("reviewer")
    here = open_waiting(page)
    page.locator("#record a").click()
    look(page, "review-person")
    page.get_by_role("link", name="Every row as the file has it").click()
    look(page, "review-rows")
    page.goto(f"{here}rules/")
    look(page, "review-rules")


def test_what_stands_as_proposed_and_what_was_left_to_a_person(sign_in, look):
    page = sign_in("reviewer")
    open_waiting(page, "/review/list/?state=proposed")
    look(page, "review-proposed")
    open_waiting(page, "/review/list/?state=waiting&outcome=hand_review")
    look(page, "review-hand-review")


def test_a_source_row_is_one_press_away(sign_in):
    page = sign_in("reviewer")
    open_waiting(page)
    page.locator(".this-conviction .history__facts a").first.click()
    expect(page.locator(".raw:target")).to_be_visible()


def test_the_whole_flow_by_keys_alone(sign_in):
    page = sign_in("reviewer")
    page.goto("/review/")
    page.get_by_role("button", name=re.compile("^Start review")).first.focus()
    press(page, "Enter")
    first = page.url.split("?")[0]
    if page.locator("#confirm").count():
        press(page, "a")
    else:
        page.keyboard.press("s")
        page.keyboard.type("The file is out")
        press(page, "Control+Enter")
    expect(page.locator("#record")).to_be_focused()
    press(page, "k")
    assert page.url.split("?")[0] == first
    press(page, "j")
    page.keyboard.press("n")
    page.keyboard.type("The minute order is in the archive")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("The note is kept.").first).to_be_visible()


def test_an_override_by_keys_goes_to_a_second_person_who_agrees_by_key(sign_in, look):
    page, other = sign_in("reviewer"), sign_in("supervisor")
    here = open_waiting(page)
    override(page)
    expect(page.locator("#announcement")).to_have_text(re.compile("It waits for a second person"))
    page.goto(here)
    look(page, "review-own-waits-for-second")
    other.goto(f"{here}?queue=second")
    other.wait_for_load_state("load")
    look(other, "review-second")
    for key, panel in (("o", "otherwise"), ("s", "skip")):
        other.keyboard.press(key)
        expect(other.locator(f"#{panel} :focus")).to_have_count(1)
        look(other, f"review-second-{panel}")
        other.reload()
        other.wait_for_load_state("load")
    press(other, "a")
    other.goto(here)
    look(other, "review-done")
    expect(other.get_by_text("Agreed by").first).to_be_visible()


def test_a_blind_second_opinion_that_differs_goes_to_a_supervisor_with_both_sides(sign_in, look):
    page, other = sign_in("reviewer"), sign_in("supervisor")
    choose(other, "sees the first decision only after giving an opinion")
    here = open_waiting(page)
    override(page)
    other.goto(f"{here}?queue=second")
    expect(other.get_by_text("The first decision is shown after")).to_be_visible()
    expect(other.get_by_text("Seen in the court file")).to_have_count(0)
    look(other, "review-blind")
    other.get_by_label("Reduction", exact=True).focus()
    other.keyboard.press("Space")
    other.locator("#opinion_note").fill("No strike in the file")
    press(other, "Control+Enter")
    other.goto(here)
    look(other, "review-disputed")
    for words in ("Seen in the court file", "No strike in the file"):
        expect(other.locator(".sides").get_by_text(words)).to_be_visible()
    choose(other, "sees the first decision only after giving an opinion")


def test_whoever_was_overtaken_sees_both_versions(sign_in, look, forgive):
    page, other = sign_in("reviewer"), sign_in("supervisor")
    here = open_waiting(page)
    other.goto(here)
    look(other, "review-held")
    other.get_by_role("button", name="Release it").click()
    expect(other.locator("#confirm")).to_be_visible()
    other.locator("#confirm").click()
    other.wait_for_url(lambda url: url.split("?")[0] != here)
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="What stands now")).to_be_visible()
    forgive(page, "409")
    look(page, "review-stale")


def test_a_correction_is_shown_as_one_with_what_the_file_says(sign_in, look):
    page = sign_in("reviewer")
    open_waiting(page)
    page.keyboard.press("c")
    page.locator("#correct_fact").select_option("grade")
    said = page.get_by_role("definition").all_inner_texts()
    page.locator("#correct_grade").select_option("FELONY" if "infraction" in said else "INFRACTION")
    page.locator("#correct_reason").fill("Minute order")
    page.locator("#correct_reason").press("Control+Enter")
    expect(page.get_by_role("heading", name="Corrected by a person")).to_be_visible()
    look(page, "review-corrected")


def test_several_of_one_person_are_decided_together_and_taken_back_by_one_key(sign_in, look):
    page = sign_in("reviewer")
    page.goto(WAITING)
    here = next(url for url in addresses(page) if has_others(page, url))
    look(page, "review-together")
    page.locator("#confirm").locator("xpath=..").get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.locator("#confirm").focus()
    press(page, "Enter")
    expect(page.get_by_text("Decided on 2 convictions together").first).to_be_visible()
    press(page, "u")
    expect(page.get_by_text("Taken back: 2 of 2").first).to_be_visible()
    assert page.url.split("?")[0].endswith(here)


def addresses(page: Page) -> list[str]:
    return [str(link.evaluate("link => link.pathname")) for link in page.locator("tbody a").all()]


def has_others(page: Page, address: str) -> bool:
    page.goto(address)
    page.wait_for_load_state("load")
    return page.locator("#confirm").count() > 0 and page.locator(".together").count() > 0


def test_many_at_once_seen_in_counts_done_and_taken_back(sign_in, look):
    page = sign_in("supervisor")
    page.goto("/review/list/?state=proposed&outcome=dismissal")
    page.get_by_role("button", name=re.compile("on this page")).click()
    look(page, "review-bulk-preview")
    page.get_by_role("button", name=re.compile("^Decide on all")).click()
    look(page, "review-bulk-done")
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("convictions wait again").first).to_be_visible()


def test_what_nobody_finds_says_so(sign_in, look):
    page = sign_in("reviewer")
    page.goto("/review/")
    page.locator("#id_text").fill("nobody has this name")
    page.locator("#id_text").press("Enter")
    expect(page.get_by_text(re.compile("^0 convictions"))).to_be_visible()
    look(page, "review-nothing-found")


def test_a_correction_that_changes_nothing_is_refused_with_what_was_written(sign_in, look, forgive):
    page = sign_in("reviewer")
    open_waiting(page)
    page.keyboard.press("c")
    page.locator("#correct_reason").fill("Minute order")
    page.locator("#correct_reason").press("Control+Enter")
    expect(page.get_by_text("nothing was corrected").first).to_be_visible()
    forgive(page, "422")
    expect(page.locator("#correct_reason")).to_have_value("Minute order")
    look(page, "review-nothing-corrected")


def test_a_challenge_asks_for_its_ground(sign_in, look, forgive):
    page = sign_in("reviewer")
    open_waiting(page)
    page.keyboard.press("o")
    expect(page.get_by_label("Ground of the challenge")).to_be_hidden()
    page.locator("#decide-form").get_by_text("Challenge relief").click()
    expect(page.get_by_label("Ground of the challenge")).to_be_visible()
    look(page, "review-challenge")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Choose the ground that the law gives").first).to_be_visible()
    forgive(page, "422")


@pytest.mark.parametrize(
    ("cookie", "heading"),
    [("sessionid", "You were no longer signed in"), ("csrftoken", "The form is too old")],
)
def test_what_was_written_is_given_back_when_it_cannot_be_taken(sign_in, look, forgive, cookie, heading):
    page = sign_in("reviewer")
    open_waiting(page)
    page.keyboard.press("n")
    page.keyboard.type("The minute order is in the archive")
    page.context.clear_cookies(name=cookie)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    forgive(page, "403")
    expect(page.get_by_label("What you wrote")).to_have_value("The minute order is in the archive")
    look(page, f"review-given-back-{cookie}")


def test_the_end_of_a_choice_says_so(sign_in, look):
    page = sign_in("reviewer")
    page.goto("/review/list/?state=proposed")
    page.get_by_role("button", name="Review those that wait").click()
    expect(page.locator("#announcement")).to_have_text(re.compile("Nothing more is waiting for you"))
    look(page, "review-finished")


def test_nothing_picked_and_reasons_alike_are_refused_in_words(sign_in, look):
    page = sign_in("supervisor")
    page.goto(WAITING)
    page.get_by_role("button", name="Work on those picked").click()
    expect(page.get_by_text("Pick some convictions first.").first).to_be_visible()
    page.goto("/review/reasons/")
    page.locator("input[name$=words]").last.fill("Other")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Two reasons have the same words.")).to_be_visible()
    look(page, "review-reasons-alike")


def test_a_filter_is_saved_and_removed_and_that_is_said(sign_in, look):
    page = sign_in("reviewer")
    page.goto(WAITING)
    page.get_by_label("Name of the filter").fill("Dismissals")
    page.get_by_role("button", name="Save this filter").click()
    expect(page.locator("#announcement")).to_have_text("The filter is saved: it is on the page “Review”.")
    page.get_by_role("main").get_by_role("link", name="Review").click()
    look(page, "review-filter-saved")
    page.get_by_role("button", name="Remove the filter Dismissals").click()
    expect(page.locator("#announcement")).to_have_text("The filter is removed.")

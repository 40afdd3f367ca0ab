"""A filing from decided convictions to the state's record, in a real browser with a real worker and Redis."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey

CONFIRMED = 5
SECONDS_TO_MAKE = 120_000


def test_from_decided_convictions_to_the_record_of_the_state(sign_in, axe, screenshot, tmp_path):
    reviewer = sign_in("reviewer")
    confirm(reviewer, CONFIRMED)
    clerk = sign_in("clerk")
    filing = lock_a_filing(clerk)
    cases = read_the_papers_back(clerk, tmp_path)
    record_as_filed(clerk)
    send_the_answers(clerk, tmp_path)
    see_what_the_list_says(clerk)
    axe(clerk)
    screenshot(clerk, "returned-list")
    take_over(clerk)
    see_the_answers(clerk, len(cases))
    axe(clerk)
    screenshot(clerk, "filing-ordered")
    take_it_back_and_do_it_again(clerk)
    for step in ("Record the court's update", "Record the state's update"):
        record_step(clerk, step)
    expect(clerk.get_by_text(re.compile("^State record updated on"))).to_be_visible()
    find_nothing_sealed(reviewer, cases[2:])
    look_at_what_is_sealed(clerk, sign_in("administrator"), filing, cases[2:])
    see_the_progress(clerk, axe, screenshot, tmp_path)


def confirm(page: Page, count: int) -> None:
    page.goto("/review/list/?state=waiting&outcome=dismissal")
    page.locator("tbody a").first.click()
    for _ in range(count):
        before = page.url
        page.get_by_role("button", name=re.compile("^Confirm")).click()
        page.wait_for_url(lambda url, before=before: url != before)


def lock_a_filing(page: Page) -> str:
    """Assembles dismissals, looks at the preview, and locks. Gives the address of the filing."""
    page.goto("/")
    expect(page.get_by_text("Decided convictions are ready to be filed")).to_be_visible()
    page.goto("/filings/new/")
    page.get_by_label("Relief", exact=True).select_option(label="Dismissal")
    expect(page.get_by_role("heading", name="What it would hold")).to_be_visible()
    page.get_by_role("button", name="Make the filing").click()
    page.get_by_role("button", name="Lock the filing").click()
    answers = page.get_by_role("link", name=re.compile("^List for the court to answer"))
    expect(answers).to_be_visible(timeout=SECONDS_TO_MAKE)
    expect(page.get_by_text("Documents made")).to_have_count(0, timeout=SECONDS_TO_MAKE)
    return page.url


def fetch(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator(f"a[href$='/{kind}']").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read_the_papers_back(page: Page, folder: Path) -> list[str]:
    """The case numbers of the list, each of which the motion names too."""
    sheet = openpyxl.load_workbook(fetch(page, "answer-sheet", folder)).active
    cases = [str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(cases) >= CONFIRMED
    motion = "".join(each.extract_text() for each in PdfReader(fetch(page, "pdf", folder)).pages)
    assert [case for case in cases if case.split(";")[0] not in motion] == []
    manifest = json.loads(fetch(page, "manifest", folder).read_text())
    assert len(manifest["rests_on"]) == len(cases)
    return cases


def record_as_filed(page: Page) -> None:
    page.locator("summary", has_text="Record as filed").click()
    page.get_by_label("Clerk's number").fill("26-CR-0042")
    page.get_by_role("button", name="Record as filed").click()
    expect(page.get_by_text("clerk's number 26-CR-0042").first).to_be_visible()


def send_the_answers(page: Page, folder: Path) -> None:
    """The sheet as a court sends it back: one denied, one struck, the rest granted, and three faulty rows."""
    path = next(folder.glob("*answers.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    answer = sheet.max_column
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, answer).value = {2: "denied", 3: "struck"}.get(row, "granted")
    for faulty in ("granted", "perhaps", '=IF(1,"granted")'):
        sheet.append(["NO-SUCH-CASE", *[None] * (answer - 2), faulty])
    book.save(path)
    page.locator("summary", has_text="Read the list that the court sent back").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Read the list").click()


def see_what_the_list_says(page: Page) -> None:
    expect(page.get_by_text("Nothing has changed yet")).to_be_visible()
    for words in (
        "There is no case NO-SUCH-CASE in this filing.",
        "“perhaps” is not granted, denied or struck.",
        "The cell holds a formula",
    ):
        expect(page.get_by_text(words)).to_be_visible()


def take_over(page: Page) -> None:
    page.get_by_label("Judge").fill("Hon. Pat Plum")
    page.get_by_role("button", name="Take these answers over").click()


def see_the_answers(page: Page, count: int) -> None:
    expect(page.get_by_text(re.compile(r"^Ordered on .* by Hon. Pat Plum$"))).to_be_visible()
    figures = page.locator(".figures").first
    expect(figures).to_contain_text(re.compile(rf"{count - 2}\s*granted"))
    expect(figures).to_contain_text(re.compile(r"1\s*denied"))
    expect(figures).to_contain_text(re.compile(r"1\s*struck"))


def take_it_back_and_do_it_again(page: Page) -> None:
    page.locator("summary", has_text="Take back the last entry").click()
    page.get_by_label("Why it is wrong").fill("It was the list of another filing.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back. The filing is filed again.")).to_be_visible()
    expect(page.get_by_text("Not ordered yet")).to_be_visible()
    page.get_by_role("link", name=re.compile("^List read on")).click()
    take_over(page)
    expect(page.get_by_text("It was the list of another filing.")).to_be_visible()


def record_step(page: Page, button: str) -> None:
    page.locator("summary", has_text=button).click()
    page.get_by_role("button", name=button).click()


def find_nothing_sealed(page: Page, cases: list[str]) -> None:
    for address in ("/review/list/?state=done", "/review/decisions/", "/review/"):
        page.goto(address)
        text = page.locator("main").inner_text()
        assert [case for case in cases if case and case in text] == []


def look_at_what_is_sealed(clerk: Page, administrator: Page, filing: str, cases: list[str]) -> None:
    clerk.get_by_role("link", name="Show the sealed convictions").click()
    expect(clerk.locator("tbody tr")).to_have_count(len(cases))
    administrator.goto(filing)
    expect(administrator.get_by_role("link", name="Show the sealed convictions")).to_have_count(0)
    administrator.goto("/events/?verb=viewed+sealed+convictions")
    expect(administrator.locator("tbody tr").first).to_contain_text("Carl Clerk")


def see_the_progress(page: Page, axe, screenshot, folder: Path) -> None:
    page.goto("/filings/progress/")
    state = page.get_by_role("row", name=re.compile("^In the state's record"))
    expect(state.locator("td").first).to_have_text(re.compile("[1-9]"))
    axe(page)
    screenshot(page, "progress")
    page.get_by_role("link", name="Public summary").click()
    axe(page)
    screenshot(page, "public-summary")
    rows = {row["what"]: row for row in json.loads(fetch(page, "summary.json", folder).read_text())["rows"]}
    # How many there are depends on what others decided: a bound is published, never so small a number.
    assert rows["In the state's record"]["convictions"]["kind"] in ("fewer than", "at least")

"""The main job in a real browser, with a real upload, worker and Redis: from the file to the court."""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from eligibility.sample import write_sample

pytestmark = pytest.mark.journey

ROWS = 2000
SECONDS_TO_ANALYSE = 60_000


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    path = tmp_path / "second.dat"
    write_sample(path, "SANTA MARIANA", ROWS, 2)
    with path.open("a") as file:
        file.write("a torn,row\n")
    return path


def test_from_the_state_s_file_to_a_motion(sign_in, state_file, screenshot, axe, tmp_path):
    supervisor = sign_in("supervisor")

    upload(supervisor, state_file)
    screenshot(supervisor, "analysis-under-way")
    see_what_was_found(supervisor)
    axe(supervisor)
    screenshot(supervisor, "results")
    see_the_torn_row(supervisor, state_file)

    reviewer = sign_in("reviewer")
    review_two(reviewer)
    axe(reviewer)
    screenshot(reviewer, "review")

    clerk = sign_in("clerk")
    make_a_filing(clerk)
    axe(clerk)
    screenshot(clerk, "filing")
    check_the_papers(clerk, tmp_path)


def upload(page: Page, path: Path) -> None:
    page.goto("/uploads/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Send and analyze").click()
    expect(page.get_by_role("heading", level=1, name=re.compile(r"Analysis \d+"))).to_be_visible()
    page.reload()


def see_what_was_found(page: Page) -> None:
    expect(page.get_by_text("Complete", exact=True)).to_be_visible(timeout=SECONDS_TO_ANALYSE)
    page.get_by_role("link", name=re.compile("results", re.IGNORECASE)).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Results")
    for table in ("Convictions by section and determination", "Felony"):
        expect(page.get_by_text(table).first).to_be_visible()


def see_the_torn_row(page: Page, path: Path) -> None:
    page.goto("/uploads/")
    page.get_by_role("link", name=re.compile(r"Upload \d+")).first.click()
    expect(page.get_by_text(path.name).first).to_be_visible()
    expect(page.get_by_text(f"{ROWS + 1:,}").first).to_be_visible()


def review_two(page: Page) -> None:
    """Confirms one conviction and overrides the next, which opens by itself."""
    page.goto("/review/")
    page.get_by_role("button", name="Start review").first.click()
    page.goto("/review/list/?outcome=Eligible+for+Dismissal&state=waiting")
    page.locator("tbody a").first.click()
    first = page.url
    page.get_by_role("button", name=re.compile("^Confirm")).click()
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.locator("summary", has_text="Decide otherwise").click()
    page.locator("label", has_text="Reduction").click()
    page.locator("select[name=because]").select_option(index=1)
    page.locator("[name=text]").first.fill("The court file shows more than the limit.")
    page.get_by_role("button", name="Override").click()
    page.wait_for_url(lambda url: url != second)


def make_a_filing(page: Page) -> None:
    page.goto("/filings/")
    page.get_by_role("link", name="Prepare a filing").click()
    expect(page.get_by_text("convictions").first).to_be_visible()
    page.get_by_role("button", name="Make the filing").click()
    page.get_by_role("button", name="Lock the filing").click()
    expect(page.get_by_role("link", name="Motion with its exhibit (PDF)")).to_be_visible(timeout=60_000)


def check_the_papers(page: Page, folder: Path) -> None:
    papers = {kind: folder / f"filing.{kind}" for kind in ("pdf", "xlsx", "csv")}
    for kind, path in papers.items():
        with page.expect_download() as download:
            page.locator(f"a[href$='/{kind}']").click()
        download.value.save_as(path)
    text = "\n".join(page.extract_text() for page in PdfReader(papers["pdf"]).pages)
    assert "SUPERIOR COURT" in text.upper()
    sheet = openpyxl.load_workbook(papers["xlsx"]).active
    lines = papers["csv"].read_text().splitlines()
    # The header and what was confirmed: an override towards less relief waits for a second person first.
    assert sheet.max_row == len(lines) == 2

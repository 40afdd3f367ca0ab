"""What the documents say of the code is so."""

import re

import pytest

from clearmyrecord.processes import PROJECT
from tests.test_architecture import APPS

GLOSSARY = [line for line in (PROJECT / "GLOSSARY.md").read_text().splitlines() if line.startswith("| **")]
WORDS = [re.search(r"\*\*(.+?)\*\*", line)[1] for line in GLOSSARY]
DOCUMENTS = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]


def packages(name: str) -> set[str]:
    lines = (PROJECT / name).read_text().splitlines()
    return {re.split(r"[\[<>=;]", line)[0] for line in lines if line and not line.startswith(("-c", "#"))}


def test_the_glossary_is_in_alphabetical_order_and_has_every_word_once():
    assert [word.lower() for word in WORDS] == sorted({word.lower() for word in WORDS})


@pytest.mark.parametrize("line", GLOSSARY, ids=WORDS)
def test_a_word_lives_where_the_glossary_says(line):
    place = re.search(r"`([^`]+)` \|$", line)[1]
    assert (PROJECT / place).is_dir() if place.endswith("/") else (PROJECT / place).is_file()


def test_the_readme_says_why_of_every_package():
    readme = (PROJECT / "README.md").read_text()
    named = packages("requirements.in") | packages("requirements-dev.in")
    assert [name for name in named if not re.search(rf"\b{re.escape(name)}\b", readme)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=[str(path.relative_to(PROJECT)) for path in DOCUMENTS])
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_guide_names_the_direction_of_imports():
    assert f"`{' ← '.join(APPS)}`" in (PROJECT / "CONTRIBUTING.md").read_text()

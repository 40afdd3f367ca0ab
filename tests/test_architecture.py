"""Imports point one way, the law knows no framework, and no page calls on another host."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

# Each may import those before it.
APPS = ("offices", "audit", "administration", "uploads", "records", "eligibility", "review", "filings")
PURE = (
    "uploads.formats",
    "eligibility.law",
    "eligibility.sample",
    "eligibility.results",
    "filings.documents",
)
OURS = {*APPS, "clearmyrecord", "tests", "bench"}
FRAMEWORK = {"django", "allauth", "csp", "django_htmx", "django_rq", "environ", "redis", "rq", "whitenoise"}

# Names of vocabularies in markup, which nothing fetches.
NEVER_FETCHED = {"www.w3.org"}
TEXT = {".html", ".txt", ".xml", ".css", ".js", ".svg", ".json", ".webmanifest"}


def modules(folder: str) -> list[Path]:
    return sorted((PROJECT / folder).rglob("*.py"))


def package_of(file: Path) -> str:
    return ".".join(file.relative_to(PROJECT).parent.parts)


def imported(file: Path, text: str | None = None) -> Iterator[str]:
    """The modules that a file imports anywhere in it, and the apps that its migration depends on."""
    for node in ast.walk(ast.parse(file.read_text() if text is None else text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            parents = package_of(file).split(".")
            base = parents[: len(parents) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # What is imported from a package may itself be a module.
            yield from (f"{module}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "dependencies":
            pairs = (element for element in node.value.elts if isinstance(element, ast.Tuple))
            yield from (pair.elts[0].value for pair in pairs)


def is_in(module: str, packages) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def strangers(file: Path, allowed, text: str | None = None) -> list[str]:
    """What a file imports of ours that is not in the allowed packages."""
    return [
        f"{file.relative_to(PROJECT)} imports {module}"
        for module in imported(file, text)
        if is_in(module, OURS) and not is_in(module, allowed)
    ]


def lower(order, name: str) -> set[str]:
    return set(order[: order.index(name) + 1])


def is_pure(file: Path) -> bool:
    return is_in(package_of(file), PURE)


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_itself_and_those_below_it(app):
    allowed = lower(APPS, app)
    assert [fault for file in modules(app) if not is_pure(file) for fault in strangers(file, allowed)] == []


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_imports_only_itself_and_the_pure_ones_below_it(package):
    files = modules(package.replace(".", "/"))
    assert files
    assert [fault for file in files for fault in strangers(file, lower(PURE, package))] == []


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_knows_no_framework(package):
    files = modules(package.replace(".", "/"))
    assert [(file, name) for file in files for name in imported(file) if is_in(name, FRAMEWORK)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import review.services",
        "from review import services",
        "from review.services import decide",
        "from ..review import services",
        "def late():\n    import review",
        "dependencies = [('review', '0001_initial')]",
    ],
)
def test_the_walk_sees_every_way_to_import(line):
    assert len(strangers(PROJECT / "uploads" / "views.py", lower(APPS, "uploads"), line)) == 1


def hosts(text: str) -> set[str]:
    """The hosts that a template, style sheet or script names."""
    named = re.findall(r"(?:https?|wss?):\\?/\\?/([\w.-]+)", text)
    # Without a scheme: an attribute, url(…) or a string that begins with two slashes and a dotted name.
    named += re.findall(r"""[=("'`]\s*["']?//([\w-]+\.[\w.-]+)""", text)
    return set(named) - NEVER_FETCHED


def test_no_page_style_or_script_of_ours_names_another_host():
    files = [
        file
        for folder in ("templates", "static")
        for file in (PROJECT / folder).rglob("*")
        if file.suffix in TEXT and "vendor" not in file.parts
    ]
    assert files
    assert {file: found for file in files if (found := hosts(file.read_text()))} == {}


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example.org/a.js">',
        "<img src=//cdn.example.org/a.png>",
        "@import url('//cdn.example.org/a.css')",
        'fetch("//cdn.example.org/a")',
        r'{"a": "https:\/\/cdn.example.org\/"}',
    ],
)
def test_every_way_to_name_a_host_is_seen(text):
    assert hosts(text) == {"cdn.example.org"}


def test_a_vocabulary_is_not_a_host_that_is_fetched():
    assert hosts('<svg xmlns="http://www.w3.org/2000/svg"> // a remark') == set()

"""The documentation of the policies is rendered from the rules; the committed page is what they say now."""

import json
from pathlib import Path

import pytest

from eligibility.law.explanation import describe
from eligibility.law.policies import POLICIES
from eligibility.management.commands.explain_policy import Command
from eligibility.policy_documentation import with_every_rule
from tests.results.running import write

PAGE = Path(__file__).parents[2] / "docs" / "policies.html"


@pytest.fixture
def explain(capsys):
    def explain(*words) -> tuple[int, str, str]:
        status = 0
        try:
            Command().run_from_argv(["manage.py", "explain_policy", *map(str, words)])
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return explain


def test_the_committed_page_is_what_the_rules_say_now(explain):
    assert explain("--html") == (0, PAGE.read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("slug", POLICIES)
def test_every_rule_of_a_policy_is_explained(explain, slug):
    _, text, _ = explain(slug)
    for rule in describe(with_every_rule(slug)):
        assert f"{rule.outcome}: {rule.reason}" in text


@pytest.mark.parametrize("slug", POLICIES)
def test_the_page_leaves_out_no_rule(slug):
    module_rules = {rule.name for rule in POLICIES[slug].RULES}
    shown = {rule.name for rule in describe(with_every_rule(slug))}
    assert all(any(name.startswith(rule) for name in shown) for rule in module_rules)


def test_the_offices_choices_are_explained(explain, tmp_path):
    chosen = {"additionalRelief": {"subjectAgeThreshold": 57}}
    _, text, _ = explain("configurable", "--options", write(tmp_path / "o.json", json.dumps(chosen)))
    assert "57 years or older" in text
    assert "Individual is deceased" not in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "There is no policy nowhere"),
        (["--options", "x.json"], "NAME"),
        (["sacramento", "--options", "/nowhere/x.json"], "x.json"),
        (["configurable", "--options", "/etc/hostname"], "not a JSON file"),
    ],
)
def test_wrong_usage_is_told(explain, words, told):
    status, _, error = explain(*words)
    assert status == 2
    assert told in error


def test_an_impossible_choice_is_refused_by_name(explain, tmp_path):
    path = write(tmp_path / "o.json", '{"additionalRelief": {"subjectAgeThreshold": 20}}')
    status, _, error = explain("configurable", "--options", path)
    assert status == 2
    assert "subjectAgeThreshold" in error

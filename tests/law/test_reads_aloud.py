"""Rules stay one-line questions in three-valued logic, with their law beside them."""

import ast
import inspect
import re
import textwrap
from pathlib import Path

import pytest

from eligibility.law import flags
from eligibility.law.engine import Flag, Rule
from eligibility.law.policies import POLICIES, options_kind
from eligibility.law.policies.options import options_of
from eligibility.law.policies.proposition_64 import PROPOSITION_64

LAW = Path(flags.__file__).parent
RULES = list(
    {
        declared.function: declared
        for module in POLICIES.values()
        for declared in (*module.RULES, *PROPOSITION_64.safeguards, *PROPOSITION_64.statute)
    }.values()
)
QUESTIONS = [*RULES, *PROPOSITION_64.flags]


def names(declared: Rule | Flag) -> str:
    return f"{declared.function.__module__.rsplit('.', 1)[-1]}.{declared.name}"


def body(declared: Rule | Flag) -> list[ast.stmt]:
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(declared.function))).body
    assert isinstance(function, ast.FunctionDef)
    return function.body


@pytest.mark.parametrize("question", QUESTIONS, ids=names)
def test_a_question_is_its_law_and_one_return(question):
    statements = body(question)
    assert len(statements) == 2
    assert ast.get_docstring(ast.Module(statements, []))
    assert isinstance(statements[1], ast.Return)


@pytest.mark.parametrize("question", QUESTIONS, ids=names)
def test_a_question_uses_no_words_that_forget_the_unknown(question):
    for node in ast.walk(ast.Module(body(question), [])):
        assert not isinstance(node, ast.BoolOp | ast.IfExp | ast.If | ast.Lambda)
        assert not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
        assert not (
            isinstance(node, ast.Compare) and (len(node.ops) > 1 or isinstance(node.ops[0], ast.Is | ast.In))
        )


@pytest.mark.parametrize("question", QUESTIONS, ids=names)
def test_a_question_asks_about_declared_facts_and_options(question):
    options = {name for slug in POLICIES for name in options_of(options_kind(slug))}
    repeated = {question.each[0]} if isinstance(question, Rule) and question.each else set()
    known = set(PROPOSITION_64.facts) | options | repeated | {"as_of", "concern", "outcome"}
    assert set(inspect.signature(question.function).parameters) <= known


@pytest.mark.parametrize("rule", RULES, ids=names)
def test_a_rule_cites_its_authority_and_says_what_it_asks(rule):
    assert all(rule.cites)
    assert rule.reason
    assert rule.whether


@pytest.mark.parametrize("declared", list(PROPOSITION_64.facts.values()), ids=lambda declared: declared.name)
def test_a_fact_has_words_and_a_definition(declared):
    assert declared.words
    assert declared.text


def test_flags_have_names_of_their_own():
    listed = [flag.name for flag in PROPOSITION_64.flags]
    assert len(listed) == len(set(listed))
    assert {flag.name for flag in vars(flags).values() if isinstance(flag, Flag)} <= set(listed)


@pytest.mark.parametrize("path", sorted(LAW.glob("*.py")), ids=lambda path: path.stem)
def test_only_the_programmes_own_rooms_know_what_it_is_about(path):
    knowing = {"sections", "statutes"}
    text = path.read_text().lower().replace("proposition_64.py", "")
    assert path.stem in knowing or not re.search(
        r"cannabis|marijuana|california|proposition|1135\d|11360", text
    )

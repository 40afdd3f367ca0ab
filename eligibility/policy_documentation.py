"""The documentation of a policy, as text and as a page, made from the rules that decide."""

import inspect
from collections.abc import Iterable
from dataclasses import fields
from html import escape
from typing import Any

from eligibility.law import policies
from eligibility.law.engine import Policy
from eligibility.law.explanation import RuleDescription, describe
from eligibility.law.outcomes import NOTHING_APPLIES, Outcome
from eligibility.law.policies import POLICIES
from eligibility.law.policies.options import Option, options_of

FIRST_DECIDES = (
    "The rules are asked in this order, and the first that applies decides. Where a fact is unknown and "
    "could change the outcome, a person decides."
)
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "li{margin-bottom:1.5rem}dt{font-weight:bold}.cites{color:#3d4551}"
)


def with_every_rule(slug: str) -> Policy:
    """The policy with every choice made in some way, so that none of its rules is left out."""
    kind = policies.options_kind(slug)
    standard = {field.name: field.default for field in fields(kind)}
    stated: dict[str, Any] = {}
    for name, option in options_of(kind).items():
        value = standard[name] if standard[name] != option.off else _some_choice(option)
        group, _, key = option.key.rpartition(".")
        (stated.setdefault(group, {}) if group else stated)[key] = value
    return policies.build(slug, stated)


def _some_choice(option: Option) -> Any:
    return list(option.choices) if option.choices else option.lowest if option.highest else True


def choices_of(policy: Policy) -> list[tuple[str, str]]:
    """What the office may choose: in words, and what was chosen here."""
    options = options_of(policies.options_kind(policy.slug)).items()
    return [(option.words, _in_words(policy.options[name])) for name, option in options]


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)


def as_text(policy: Policy) -> str:
    """A policy for a terminal or a letter."""
    lines = [policy.name, "=" * len(policy.name), _about(policy), "", FIRST_DECIDES, ""]
    lines += [f"{words}: {chosen}" for words, chosen in choices_of(policy)]
    for number, rule in enumerate(describe(policy), 1):
        lines += ["", f"{number}. {rule.outcome}: {rule.reason}", f"   The rule asks whether {rule.whether}."]
        lines += [f"   {line}" for line in rule.text.splitlines()]
        lines += [f"   Authority: {'; '.join(rule.cites)}"]
        lines += [f"   From: {fact.words}" for fact in rule.facts]
    return "\n".join([*lines, "", f"Otherwise {Outcome.HAND_REVIEW}: {NOTHING_APPLIES}", ""])


def as_page(shown: Iterable[Policy]) -> str:
    """A page of policies that stands by itself, and behind them the facts that their rules ask about."""
    chosen = list(shown)
    described = [describe(policy) for policy in chosen]
    facts = {fact.name: fact for rules in described for rule in rules for fact in rule.facts}
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f"<title>What each policy decides</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        f"<h1>What each policy decides</h1>\n<p>{FIRST_DECIDES}</p>",
        *(_section(policy, rules) for policy, rules in zip(chosen, described, strict=True)),
        "<h2>Facts</h2>\n<dl>",
        *(
            f'<dt id="{name}">{escape(fact.words)}</dt><dd>{_paragraphs(fact.text)}</dd>'
            for name, fact in sorted(facts.items())
        ),
        "</dl>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _section(policy: Policy, rules: Iterable[RuleDescription]) -> str:
    choices = [f"<li>{escape(words)}: {escape(chosen)}</li>" for words, chosen in choices_of(policy)]
    parts = [f'<h2 id="{policy.slug}">{escape(policy.name)}</h2>', _paragraphs(_about(policy))]
    if choices:
        parts += ["<p>The office chooses; here for example:</p>\n<ul>", *choices, "</ul>"]
    parts += ["<ol>", *map(_rule, rules)]
    last = f"<li><strong>{Outcome.HAND_REVIEW}: {NOTHING_APPLIES}</strong> if no rule applies.</li>"
    return "\n".join([*parts, last, "</ol>"])


def _rule(rule: RuleDescription) -> str:
    asked = ", ".join(f'<a href="#{fact.name}">{escape(fact.words)}</a>' for fact in rule.facts)
    return "\n".join(
        [
            f"<li><strong>{escape(rule.outcome)}: {escape(rule.reason)}</strong>",
            f"<p>The rule asks whether {escape(rule.whether)}.</p>",
            _paragraphs(rule.text),
            f'<p class="cites">{escape("; ".join(rule.cites))}. From: {asked or "nothing"}.</p></li>',
        ]
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in text.split("\n\n"))


def _about(policy: Policy) -> str:
    return inspect.getdoc(POLICIES[policy.slug]) or ""

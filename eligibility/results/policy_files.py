"""A policy as a person states it on the command line: a built-in name, or the path of a JSON file."""

import json
from pathlib import Path
from typing import Any

from eligibility.law import policies
from eligibility.law.engine import Policy
from eligibility.law.policies import POLICIES, ImpossibleOption

DEFAULT = "configurable"


class UnusablePolicy(ValueError):
    """Why a stated policy cannot be used, in words."""


def choose(stated: str) -> tuple[Policy, dict[str, Any]]:
    """The policy that was stated, and its options as they were stated; raises UnusablePolicy.

    | stated                                                        | policy        | options         |
    |---------------------------------------------------------------|---------------|-----------------|
    | `sacramento`                                                  | `sacramento`  | none            |
    | a file with `{"policy": "los-angeles", "parameters": {…}}`    | `los-angeles` | the parameters  |
    | a file with `{"baselineEligibility": {…}, "additionalRelief": {…}}` | `configurable` | the whole file |
    """
    slug, options = (stated, {}) if stated in POLICIES else _read(stated)
    try:
        return policies.build(slug, options), options
    except ImpossibleOption as impossible:
        raise UnusablePolicy(f"The policy cannot be used: {impossible}.") from None


def read_options(path: str) -> dict[str, Any]:
    """The JSON object in a file; raises UnusablePolicy."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as problem:
        raise UnusablePolicy(f"{path} is not a JSON file: {problem}") from None
    if not isinstance(content, dict):
        raise UnusablePolicy(f"{path} should hold a JSON object.")
    return content


def _is_file(stated: str) -> bool:
    try:
        return Path(stated).is_file()
    except (OSError, ValueError):  # too long for a name, or no name at all
        return False


def _read(stated: str) -> tuple[str, dict[str, Any]]:
    known = ", ".join(POLICIES)
    if not _is_file(stated):
        raise UnusablePolicy(f"There is no policy and no file {stated}. Policies: {known}.")
    content = read_options(stated)
    if "policy" not in content:
        return DEFAULT, content
    slug, parameters = content["policy"], content.get("parameters", {})
    if not isinstance(slug, str) or slug not in POLICIES:
        raise UnusablePolicy(f"{stated} names the policy {slug}; there is: {known}.")
    others = sorted(set(content) - {"policy", "parameters"})
    if others:
        raise UnusablePolicy(f"{stated} should hold policy and parameters only, not {', '.join(others)}.")
    if not isinstance(parameters, dict):
        raise UnusablePolicy(f"In {stated}, parameters should be an object.")
    return slug, parameters

"""The policies there are, by slug."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from eligibility.law.engine import Policy
from eligibility.law.policies import configurable
from eligibility.law.policies.options import ImpossibleOption as ImpossibleOption
from eligibility.law.policies.options import read_options

# Each module has NAME, SLUG, an Options dataclass, RULES in their order and policy(options).
POLICIES: dict[str, ModuleType] = {module.SLUG: module for module in (configurable,)}


def build(slug: str, options: Mapping[str, Any] | None = None) -> Policy:
    """The policy with this slug and these options, as a file or a form states them.

    Raises KeyError for an unknown slug and ImpossibleOption, by name, for a value that cannot be chosen.
    """
    module = POLICIES[slug]
    policy: Policy = module.policy(read_options(module.Options, options or {}))
    return policy

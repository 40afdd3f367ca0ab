"""The policies there are, by slug."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from types import ModuleType
from typing import Any

from eligibility.law.engine import Policy
from eligibility.law.policies import (
    configurable,
    contra_costa,
    dismiss_all,
    dismiss_all_and_related,
    los_angeles,
    sacramento,
    san_francisco,
    san_joaquin,
    statutory,
)
from eligibility.law.policies.cannabis import cannabis_section
from eligibility.law.policies.options import ImpossibleOption as ImpossibleOption
from eligibility.law.policies.options import NoOptions, read_options
from eligibility.law.policies.proposition_64 import PROPOSITION_64

# Each module has NAME, SLUG and RULES in their order; Options, if the office has a choice; and CONCERN, if it
# judges other convictions than those of cannabis.
POLICIES: dict[str, ModuleType] = {
    module.SLUG: module
    for module in (
        configurable,
        statutory,
        los_angeles,
        san_joaquin,
        contra_costa,
        sacramento,
        san_francisco,
        dismiss_all,
        dismiss_all_and_related,
    )
}


def options_kind(slug: str) -> Any:
    """The dataclass of a policy's options. Raises KeyError for an unknown slug."""
    return getattr(POLICIES[slug], "Options", NoOptions)


def build(slug: str, options: Mapping[str, Any] | None = None) -> Policy:
    """The policy with this slug and these options, as a file states them.

    Raises KeyError for an unknown slug and ImpossibleOption, by name, for a value that cannot be chosen.
    """
    module = POLICIES[slug]
    chosen = asdict(read_options(options_kind(slug), options or {}))
    concern = getattr(module, "CONCERN", cannabis_section)
    return Policy(module.NAME, module.SLUG, PROPOSITION_64, module.RULES, chosen, concern)

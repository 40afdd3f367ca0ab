"""The choices that a policy leaves to the office: their words for a form, their limits, and how a file states
them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Chosen = TypeVar("Chosen")


class ImpossibleOption(ValueError):
    """A choice that cannot be made. `option` names it as the file or form does."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(f"{option} {message}")
        self.option = option
        self.message = message


@dataclass(frozen=True)
class Option:
    """One choice: `words` for a form, `key` in a file (with dots into nested objects), and what may be
    chosen.

    With `choices`, any of them; with `lowest` and `highest`, a number between them, or 0 for "not used", or
    for `standard` where there is one; otherwise yes or no.
    """

    words: str
    key: str
    choices: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0
    standard: int = 0

    @property
    def off(self) -> Any:
        """The value that leaves the option's rule out."""
        return () if self.choices else 0 if self.highest else False

    def checked(self, value: Any) -> Any:
        """The value, if it may be chosen. Raises ImpossibleOption if not."""
        if self.choices:
            return self._checked_choices(value)
        if self.highest:
            return self._checked_number(value)
        if not isinstance(value, bool):
            raise ImpossibleOption(self.key, "should be true or false")
        return value

    def _checked_choices(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or any(item not in self.choices for item in value):
            raise ImpossibleOption(self.key, f"should be a list of {', '.join(self.choices)}")
        return tuple(dict.fromkeys(value))

    def _checked_number(self, value: Any) -> int:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not is_number or not (self.lowest <= value <= self.highest or value == 0):
            off = f", or 0 for {self.standard}" if self.standard else ", or 0"
            raise ImpossibleOption(self.key, f"should be between {self.lowest} and {self.highest}{off}")
        return int(value) or self.standard


@dataclass(frozen=True)
class NoOptions:
    """The options of a policy that leaves the office no choice."""


def option(words: str, key: str, **limits: Any) -> Any:
    """A field of an options dataclass; what nobody chooses is `standard`, or off."""
    declared = Option(words, key, **limits)
    return dataclasses.field(default=declared.standard or declared.off, metadata={"option": declared})


def options_of(kind: Any) -> dict[str, Option]:
    """The options that a dataclass declares, by the name of their field."""
    return {field.name: field.metadata["option"] for field in dataclasses.fields(kind)}


def check(options: Any) -> None:
    """Check every option of a frozen dataclass, and hold it in its proper form."""
    for name, declared in options_of(options).items():
        object.__setattr__(options, name, declared.checked(getattr(options, name)))


def read_options(kind: type[Chosen], stated: Mapping[str, Any]) -> Chosen:
    """Read options from a file's nested objects, whatever the case of the keys; what is not stated is as
    declared.

    Raises ImpossibleOption for a value that cannot be chosen and for a key that is no option.
    """
    names = {declared.key.lower(): name for name, declared in options_of(kind).items()}
    known_objects = {key.rpartition(".")[0] for key in names if "." in key}
    values = {}
    for key, value in _flattened(stated, known_objects):
        if key.lower() not in names:
            raise ImpossibleOption(key, "is not an option of this policy")
        if value is not None:
            values[names[key.lower()]] = value
    return kind(**values)


def _flattened(stated: Mapping[str, Any], objects: set[str]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in stated.items():
        if key.lower() not in objects:
            flat.append((key, value))
        elif isinstance(value, Mapping):
            flat += [(f"{key}.{inner}", item) for inner, item in value.items()]
        elif value is not None:
            raise ImpossibleOption(key, "should be an object")
    return flat


def state_options(options: Any) -> dict[str, Any]:
    """The options as nested objects with the keys of the file: the reverse of `read_options`."""
    stated: dict[str, Any] = {}
    for name, declared in options_of(options).items():
        value = getattr(options, name)
        group, _, key = declared.key.rpartition(".")
        place = stated.setdefault(group, {}) if group else stated
        place[key] = list(value) if isinstance(value, tuple) else value
    return stated

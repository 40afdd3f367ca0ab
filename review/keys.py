"""Keys of the review pages: what each does, and which key a person has chosen for it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction

from audit.services import record
from offices.models import User

from .models import KeyChoice


@dataclass(frozen=True)
class Act:
    """Something that a key does. The key is a single character, pressed while no field has the focus."""

    name: str
    words: str
    key: str


ACTS = (
    Act("confirm", "Confirm the proposal, or agree with the first decision", "a"),
    Act("override", "Decide otherwise", "o"),
    Act("correct", "Correct a fact", "c"),
    Act("skip", "Skip", "s"),
    Act("second", "Ask for a second review", "f"),
    Act("note", "Add a note", "n"),
    Act("undo", "Undo the decision on this page, or your last one", "u"),
    Act("next", "Next waiting", "j"),
    Act("previous", "Previous", "k"),
    Act("search", "Search", "/"),
    Act("help", "Show these keys", "?"),
)


@dataclass(frozen=True)
class Keys:
    on: bool
    by_act: dict[str, str]

    @property
    def shown(self) -> list[tuple[Act, str]]:
        return [(act, self.by_act[act.name]) for act in ACTS]

    @property
    def by_key(self) -> dict[str, str]:
        """What a page needs: the act of each key, and nothing while the keys are off."""
        return {key: name for name, key in self.by_act.items()} if self.on else {}

    @property
    def by_key_as_text(self) -> str:
        return json.dumps(self.by_key)


def keys_of(user: User) -> Keys:
    choice = next(iter(KeyChoice.objects.filter(user=user)), None)
    chosen = choice.keys if choice else {}
    return Keys(choice.on if choice else True, {act.name: chosen.get(act.name, act.key) for act in ACTS})


def why_not_these(by_act: dict[str, str]) -> str:
    """Why keys cannot be chosen so, or ""."""
    if any(len(key) != 1 or not key.isprintable() or key == " " for key in by_act.values()):
        return "Every key is a single character."
    if len({key.lower() for key in by_act.values()}) < len(by_act):
        return "Two acts have the same key."
    return ""


@transaction.atomic
def choose_keys(*, by: User, on: bool, by_act: dict[str, str]) -> KeyChoice:
    choice, _ = KeyChoice.objects.update_or_create(user=by, defaults={"on": on, "keys": by_act})
    record(by, "chose review keys", choice, on=on)
    return choice

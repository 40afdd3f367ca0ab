"""The form in which an office makes the choices of a policy: made from the options that it declares."""

from typing import Any

from django import forms
from django.http import QueryDict

from .law.policies import POLICIES, ImpossibleOption, options_kind
from .law.policies.options import Option, options_of, read_options, state_options

# The two options that together say, for each section, what happens to its felonies.
BY_SECTION = ("dismiss", "reduce")


class PolicyForm(forms.Form):
    """The choices of one policy. `options` of a valid form is the chosen dataclass of the policy."""

    def __init__(self, slug: str, data: QueryDict | None = None, *, stated: dict[str, Any]) -> None:
        self.kind = options_kind(slug)
        self.declared = options_of(self.kind)
        super().__init__(data, initial=_initial(read_options(self.kind, stated)))
        self.sections = {f"section_{section}": section for section in self._sections()}
        for name, section in self.sections.items():
            self.fields[name] = _section_field(section)
        for name, declared in self.declared.items():
            if not (self.sections and name in BY_SECTION):
                self.fields[name] = _field(declared)

    def _sections(self) -> tuple[str, ...]:
        return self.declared["dismiss"].choices if set(BY_SECTION) <= self.declared.keys() else ()

    def by_section(self) -> list[forms.BoundField]:
        """What happens to the felonies of each section."""
        return [field for field in self if field.name in self.sections]

    def additional(self) -> list[forms.BoundField]:
        """All other choices."""
        return [field for field in self if field.name not in self.sections]

    def clean(self) -> None:
        if self.errors:
            return
        try:
            self.options = self.kind(**self._chosen())
        except ImpossibleOption as impossible:
            names = [name for name, declared in self.declared.items() if declared.key == impossible.option]
            self.add_error(names[0] if names[0] in self.fields else None, f"This {impossible.message}.")

    def _chosen(self) -> dict[str, Any]:
        named = {
            name: self.cleaned_data[name] or declared.off
            for name, declared in self.declared.items()
            if name in self.fields
        }
        for way in BY_SECTION if self.sections else ():
            named[way] = tuple(
                section for name, section in self.sections.items() if self.cleaned_data[name] == way
            )
        return named

    def stated(self) -> dict[str, Any]:
        """The choices as they are kept with a policy version."""
        return state_options(self.options)


def proposed(slug: str) -> dict[str, Any]:
    """The choices an office begins with, as a file states them."""
    return getattr(POLICIES[slug], "DEFAULT_OPTIONS", {})


def _initial(options: Any) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for name in options_of(type(options)):
        value = getattr(options, name)
        if name in BY_SECTION:
            initial |= {f"section_{section}": name for section in value}
        else:
            initial[name] = value or None
    return initial


def _section_field(section: str) -> forms.Field:
    return forms.ChoiceField(
        label=f"Felonies under {section}, with all subdivisions",
        choices=[
            ("dismiss", "Dismiss"),
            ("reduce", "Reduce to a misdemeanor"),
            ("", "Neither: a person decides"),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )


def _field(declared: Option) -> forms.Field:
    if declared.choices:
        return forms.MultipleChoiceField(
            label=declared.words,
            choices=[(choice, choice) for choice in declared.choices],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    if declared.highest:
        leave_out = "" if declared.standard else " Leave it empty to leave this rule out."
        return forms.IntegerField(
            label=declared.words,
            help_text=f"From {declared.lowest} to {declared.highest}.{leave_out}",
            min_value=declared.lowest,
            max_value=declared.highest,
            required=bool(declared.standard),
        )
    return forms.BooleanField(label=declared.words, required=False)

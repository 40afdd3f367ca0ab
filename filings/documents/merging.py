"""Templates that a lawyer can read and change: plain text with merge fields.

A body is paragraphs separated by blank lines; single line ends count as blanks. A paragraph that starts with
"# " is a heading, one that starts with "- " is indented and numbered, `{field}` is filled in, and a paragraph
`[block]` is replaced by what it names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

FIELDS: dict[str, str] = {
    "agencies": "the prosecuting agencies of the convictions",
    "as_of": "the date on which the records were reviewed",
    "cases": "the number of cases, with the noun",
    "convictions": "the number of convictions, with the noun",
    "county": "the county's name",
    "exhibit": "the name of the exhibit that lists the convictions",
    "judge": "the judge's name, where it is known",
    "name": "the person's name, or how many people there are",
    "office": "the office's name",
    "order": "what the list is sorted by: case number, name or date of conviction",
    "people": "the number of people, with the noun",
    "public_defender": "the public defender to whom the paper is addressed",
}

BLOCKS: dict[str, str] = {
    "agencies": "a table that counts the convictions by prosecuting agency",
    "counts": "a table that counts the convictions by relief and section",
    "declarant": "the date line and signature of the person who served the papers (proof of service)",
    "documents": "a table of the papers that are filed together (cover sheet)",
    "each_conviction": "one paragraph for each conviction; the paper then has no exhibit",
    "grounds": "a table that counts the challenged convictions by ground",
    "hearing": "when the motion is heard, or that no hearing is asked for",
    "judge": "the date line and the signature of the judge, by name where it is known",
    "method": "how the papers were served (proof of service)",
    "recipients": "who was served, and where (proof of service)",
    "relief": "one paragraph for each kind of relief asked for",
    "served": "the papers that were served (proof of service)",
    "signature": "the date line and the signature of the attorney who signs, as its own wording has it",
    "totals": "a table of what the filing holds in all",
}

OFFICE_FIELDS: dict[str, str] = {
    "address": "the office's address, on as many lines as it has",
    "attorney": "the attorney who signs",
    "attorneys": "the District Attorney and the attorney who signs, with State Bar numbers and titles",
    "bar_number": "the State Bar number of the attorney who signs",
    "district_attorney": "the District Attorney's name",
    "email": "the office's e-mail address",
    "office": "the office's name",
    "telephone": "the office's telephone number",
    "title": "the title of the attorney who signs",
}

SIGN_HERE = "[line]"

RELIEF_FIELDS: dict[str, str] = {
    "basis": "the legal basis of a conviction's relief",
    "conviction": "case number, count, offense and date of a conviction",
    "convictions": "the number of convictions of this kind, with the noun",
    "exhibit": "the name of the exhibit",
    "result": "the offense or grade that results",
}


@dataclass(frozen=True)
class Wording:
    """The text of one kind of paper.

    `footer` is the short title under the rule of each page; `relief` has the sentence for each kind of
    relief, which the blocks `[relief]` and `[each_conviction]` use.
    """

    title: str
    footer: str
    body: str
    relief: Mapping[str, str]


class UnknownField(ValueError):
    """A template names a merge field or block that does not exist."""


_FIELD = re.compile(r"\{([^{}]*)\}")
_BLOCK = re.compile(r"^\[([^\[\]]*)\]\r?$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\r?\n[ \t]*\r?\n\s*")


def unknown_fields(
    template: str, known: Collection[str] = FIELDS.keys(), blocks: Collection[str] = BLOCKS.keys()
) -> list[str]:
    """Merge fields and blocks of a template that do not exist, in order of appearance, each once.

    >>> unknown_fields("In {county}, {contry}")
    ['{contry}']
    >>> unknown_fields("[signatur]")
    ['[signatur]']
    """
    fields = [(match.start(), match[0]) for match in _FIELD.finditer(template) if match[1] not in known]
    others = [
        (match.start(), match[0].strip()) for match in _BLOCK.finditer(template) if match[1] not in blocks
    ]
    return list(dict.fromkeys(words for _, words in sorted(fields + others)))


def fill(template: str, fields: Mapping[str, str]) -> str:
    """The template with its merge fields filled in; what is filled in is never read as a template again.

    Raises UnknownField for a merge field that has no value.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in fields:
            raise UnknownField(f"There is no merge field {match[0]}; known are: {', '.join(sorted(fields))}.")
        return fields[match[1]]

    return _FIELD.sub(value, template)


def fill_lines(template: str, fields: Mapping[str, str]) -> list[str]:
    """The lines of a template filled in, without blank ones and those whose fields are all empty.

    >>> fill_lines("{office}\nTelephone: {telephone}", {"office": "The Office", "telephone": ""})
    ['The Office']
    """
    filled: list[str] = []
    for line in template.splitlines():
        names = _FIELD.findall(line)
        text = fill(line, fields)
        if not names or any(fields[name] for name in names):
            filled += [part.strip() for part in text.splitlines() if part.strip()]
    return filled


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a body, whatever its line ends."""
    return [paragraph.strip() for paragraph in _BLANK_LINES.split(body.strip())]


def block_named(paragraph: str) -> str:
    """The name of the block that a paragraph stands for, or an empty string."""
    match = _BLOCK.fullmatch(paragraph)
    return match[1] if match else ""

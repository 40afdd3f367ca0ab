"""The words of the papers: plain text with merge fields, which a lawyer can read and change.

A body is paragraphs separated by blank lines; single line ends count as blanks. A paragraph that starts with
"# " is a heading, one that starts with "- " is indented, `{field}` is filled in, and a paragraph `[block]` is
replaced by what it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS: dict[str, str] = {
    "agencies": "the prosecuting agencies of the listed convictions",
    "as_of": "the date on which the records were reviewed",
    "cases": "the number of cases, with the noun",
    "convictions": "the number of convictions, with the noun",
    "county": "the county's name",
    "exhibit": "the name of the exhibit that lists the convictions",
    "office": "the office's name",
    "people": "the number of people, with the noun",
    "public_defender": "the public defender to whom the paper is addressed",
}

BLOCKS: dict[str, str] = {
    "counts": "a table that counts the convictions by relief and section",
    "hearing": "when the motion is heard, or that no hearing is asked for",
    "relief": "one sentence for each kind of relief asked for",
    "signature": "the date line and the signature of the first attorney",
}


@dataclass(frozen=True)
class Wording:
    """The text of one kind of paper; `footer` is the short title printed under the rule of each page."""

    title: str
    footer: str
    body: str


class UnknownField(ValueError):
    """A template names a merge field that does not exist."""


_FIELD = re.compile(r"\{([^{}]*)\}")
_BLOCK = re.compile(r"^\[([^\[\]]*)\]\r?$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\r?\n[ \t]*\r?\n\s*")


def unknown_fields(template: str) -> list[str]:
    """Merge fields and blocks of a template that do not exist, in order of appearance, each once.

    >>> unknown_fields("In {county}, {contry}")
    ['{contry}']
    >>> unknown_fields("[signatur]")
    ['[signatur]']
    """
    fields = [(match.start(), match[0]) for match in _FIELD.finditer(template) if match[1] not in FIELDS]
    blocks = [(match.start(), match[0]) for match in _BLOCK.finditer(template) if match[1] not in BLOCKS]
    return list(dict.fromkeys(words for _, words in sorted(fields + blocks)))


def fill(template: str, fields: Mapping[str, str]) -> str:
    """The template with its merge fields filled in; what is filled in is never read as a template again.

    Raises UnknownField for a merge field that has no value.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in fields:
            raise UnknownField(f"There is no merge field {match[0]}; known are: {', '.join(sorted(fields))}.")
        return fields[match[1]]

    return _FIELD.sub(value, template)


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a body, whatever its line ends."""
    return [paragraph.strip() for paragraph in _BLANK_LINES.split(body.strip())]


def block_named(paragraph: str) -> str:
    """The name of the block that a paragraph stands for, or an empty string."""
    match = _BLOCK.fullmatch(paragraph)
    return match[1] if match else ""


MOTION = Wording(
    title=(
        "NOTICE OF MOTION AND MOTION OF THE PEOPLE FOR RELIEF FROM CANNABIS CONVICTIONS "
        "(Health & Saf. Code, §§ 11361.8, 11361.9)"
    ),
    footer="NOTICE OF MOTION AND MOTION FOR RELIEF FROM CANNABIS CONVICTIONS",
    body="""
# NOTICE

To the Court and to the {public_defender}:

Please take notice that the People of the State of California, by the {office}, do not challenge relief
for any of the {convictions} listed in {exhibit}, and move the Court to grant, for each of them, the
relief stated in its row of the exhibit.

[hearing]

# MOTION

1. Proposition 64, in effect since November 9, 2016, lowered or removed the penalties of Health and Safety
Code sections 11357, 11358, 11359 and 11360. Much of what those sections punished when these convictions
were entered is lawful today, or is a lesser offense.

2. Section 11361.8 gives a person who was convicted under the earlier law a right to have the conviction
dismissed and sealed, or redesignated as a misdemeanor or an infraction, when the conduct would not be an
offense, or would be a lesser one, under the present law. It presumes that the person qualifies unless the
contrary is proved by clear and convincing evidence.

3. Section 11361.9 does not wait for the person to ask. It has the Department of Justice find the
convictions in its records, the prosecution review them, and the Court grant relief where the prosecution
raises no challenge.

4. The {office} has reviewed the records of these convictions as they stood on {as_of}. {exhibit} lists
{convictions} of {people} in {cases}. They divide as follows.

[counts]

5. The row of each conviction names the case, the count, the offense as it was charged, the relief asked
for, the offense or grade that results, and the legal basis. Where a row names a basis beyond sections
11361.8 and 11361.9, the People rely on that basis for that row.

# RELIEF ASKED FOR

The People ask the Court to order:

[relief]

- that the clerk correct the record of each listed case accordingly, and report the changed dispositions
to the Department of Justice.

[signature]
""",
)

RELIEF_SENTENCES: dict[str, str] = {
    "dismissal": "that {convictions} marked “dismissal” in {exhibit} be dismissed and sealed;",
    "reduction": "that {convictions} marked “reduction” in {exhibit} be reduced as each row states;",
    "redesignation": "that {convictions} marked “redesignation” in {exhibit} be redesignated as each row "
    "states;",
}

ON_THE_PAPERS = "The People ask that the motion be decided on the papers, without a hearing."
HEARD = (
    "The motion will be heard on {date}{time}{department}, or as soon after that as the Court may hear it."
)

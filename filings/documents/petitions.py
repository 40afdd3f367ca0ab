"""San Francisco's one-page petition and order for one case (Health & Saf. Code, § 11361.8).

The form of the court papers rules does not bind it: it is a form that the court and the office agreed on. The
paragraph on narcotics registration is left out, since that registration ended on January 1, 2020.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from filings.documents.bodies import NothingToFile
from filings.documents.captions import full_name
from filings.documents.ordering import in_filing_order, natural_key
from filings.documents.text import breakable, long_date, printable, short_date
from filings.documents.typesetting import typeset
from filings.documents.values import Attorney, Court, Item, Office

FELONY_SECTIONS: dict[str, str] = {
    "11357": "11357 Possession of cannabis",
    "11358": "11358 Cultivation of cannabis",
    "11359": "11359 Possession of cannabis for sale",
    "11360": "11360 Sale, transportation or distribution of cannabis",
}

MISDEMEANOR_SECTIONS: dict[str, str] = {
    "11357(a)": "11357(a)",
    "11357(b)": "11357(b)",
    "11357(c)": "11357(c)",
    "11360(b)": "11360(b)",
}

JUDGE = "Judge of the Superior Court"
FORM = "PETITION/APPLICATION AND ORDER (Health & Saf. Code, § 11361.8)"

_SECTION = re.compile(r"^\s*(?P<number>\d+(?:\.\d+)?)(?P<subdivision>\([a-zA-Z]\))?")
_ROOM = 28.0

# Longer values than these would push the order off the page.
_LONGEST_LINE = 80
_LONGEST_DEFENDANT = 150


@dataclass(frozen=True)
class Petition:
    """One person's convictions in one case.

    The first attorney heads the office, the last one signs. `serving` tells whether the sentence is still
    being served (§ 11361.8(b)) or is completed (§ 11361.8(f)); None leaves both boxes open. `birth_date` is
    printed after the name if it is given.
    """

    attorneys: tuple[Attorney, ...]
    office: Office
    court: Court
    items: tuple[Item, ...]
    as_of: date
    serving: bool | None = None
    superior_number: str = ""
    municipal_number: str = ""
    person_number: str = ""
    birth_date: date | None = None
    dated: date | None = None


@dataclass(frozen=True)
class _Box:
    """A box to tick, the words beside it, and a number between the two."""

    words: str
    ticked: bool = False
    number: str = ""
    indented: bool = False
    line: bool = False


def render_felony_petition(petition: Petition) -> bytes:
    """The PDF of the petition and order for felonies, the order left for the judge to mark.

    Raises NothingToFile without convictions or attorneys.
    """
    boxes = _section_boxes(petition.items, FELONY_SECTIONS, with_subdivision=False)
    return _render(
        petition,
        kinds=(
            _Box("FOR RESENTENCING OR DISMISSAL (HS § 11361.8(b))", petition.serving is True),
            _Box("FOR REDESIGNATION OR DISMISSAL/SEALING (HS § 11361.8(f))", petition.serving is False),
        ),
        convictions=boxes,
        request=(
            _Box(
                "The District Attorney finds that defendant is eligible for relief, and asks the Court to "
                "recall and resentence, to redesignate, or to dismiss and seal, as the law provides for each "
                "conviction.",
                ticked=True,
            ),
        ),
        order=(
            _Box("The Court finds that defendant is eligible for relief and GRANTS the petition:"),
            _Box("Resentenced or redesignated:", indented=True, line=True),
            _Box("as misdemeanors", indented=True),
            _Box("as infractions", indented=True),
            _Box("DISMISSED, because the conviction is now legally invalid:", indented=True, line=True),
            _Box("Other:", indented=True, line=True),
            _Box(
                "SEALING. The record is sealed. No access to it is permitted without court order.",
                indented=True,
            ),
        ),
    )


def render_misdemeanor_petition(petition: Petition, *, order_ticked: bool = False) -> bytes:
    """The PDF of the petition and order for misdemeanors to be dismissed, with the clerk's certificate.

    `order_ticked` brings the order to the judge with the granting boxes ticked, as San Francisco's court took
    it. Raises NothingToFile without convictions or attorneys.
    """
    return _render(
        petition,
        kinds=(_Box("FOR DISMISSAL AND SEALING (HS § 11361.8(f))", petition.serving is False),),
        convictions=_section_boxes(petition.items, MISDEMEANOR_SECTIONS, with_subdivision=True),
        request=(
            _Box(
                "Defendant has completed the sentence, and the conviction is to be dismissed.",
                petition.serving is False,
            ),
            _Box("The record of arrest and conviction is to be sealed.", ticked=True),
        ),
        order=(
            _Box("The Court DENIES the petition."),
            _Box(
                "The Court finds that defendant is eligible for relief and GRANTS the petition:", order_ticked
            ),
            _Box("The conviction is DISMISSED as legally invalid.", order_ticked, indented=True),
            _Box(
                "The record is SEALED. No access to it is permitted without court order.",
                order_ticked,
                indented=True,
            ),
        ),
        certificate=True,
    )


def _section_boxes(
    items: Sequence[Item], sections: dict[str, str], *, with_subdivision: bool
) -> tuple[_Box, ...]:
    """A box for each printed section with how often it occurs, and one for all other sections by name."""
    counts = Counter(_section(item.section, with_subdivision=with_subdivision) for item in items)
    boxes = [_Box(words, counts[section] > 0, _times(counts[section])) for section, words in sections.items()]
    others = sorted((section for section in counts if section not in sections), key=natural_key)
    named = ", ".join(f"{section} {_times(counts[section])}".strip() for section in others)
    return (*boxes, _Box(f"Other: {printable(named, _LONGEST_LINE)}", ticked=bool(others), line=not others))


def _section(section: str, *, with_subdivision: bool) -> str:
    """ "11359(A) HS" as the form names it: "11359(a)", or "11359" without subdivision; else as it is."""
    match = _SECTION.match(section)
    if not match or "HS" not in section.upper():
        return section
    return match["number"] + (match["subdivision"] or "").lower() * with_subdivision


def _times(number: int) -> str:
    return f"x{number}" if number > 1 else ""


def _render(
    petition: Petition,
    kinds: Sequence[_Box],
    convictions: Sequence[_Box],
    request: Sequence[_Box],
    order: Sequence[_Box],
    *,
    certificate: bool = False,
) -> bytes:
    if not petition.items or not petition.attorneys:
        raise NothingToFile("A petition needs at least one conviction and one attorney.")
    signer = petition.attorneys[-1]
    data = {
        "made_on": [petition.as_of.year, petition.as_of.month, petition.as_of.day],
        "title": _line(FORM),
        "court": _line(_court_name(petition.court)),
        "attorneys": [_line(line) for line in _attorney_lines(petition) if line],
        "defendant": breakable(printable(_defendant(petition), _LONGEST_DEFENDANT), _ROOM),
        "person_number": _line(petition.person_number),
        "superior_number": _line(petition.superior_number),
        "municipal_number": _line(petition.municipal_number),
        "kinds": _boxes(kinds),
        "convictions": _boxes(convictions),
        "request": _boxes(request),
        "order": _boxes(order),
        "signer": _line(", ".join(part for part in (signer.name, signer.title) if part)),
        "dated": long_date(petition.dated) if petition.dated else "",
        "judge": _line(", ".join(part for part in (petition.court.judge, JUDGE) if part)),
        "certificate": certificate,
    }
    return typeset("petition.typ", data, petition.as_of)


def _line(words: str) -> str:
    return breakable(printable(words, _LONGEST_LINE), _ROOM)


def _boxes(boxes: Iterable[_Box]) -> list[dict[str, object]]:
    return [
        {
            "words": breakable(printable(box.words), _ROOM),
            "ticked": box.ticked,
            "number": box.number,
            "indented": box.indented,
            "line": box.line,
        }
        for box in boxes
    ]


def _court_name(court: Court) -> str:
    name = f"Superior Court of California, County of {court.county}"
    return f"{name}, {court.branch}" if court.branch else name


def _attorney_lines(petition: Petition) -> list[str]:
    """The head of the office, the office, the assistant, and where to reach them."""
    head, *_, signer = (*petition.attorneys, petition.attorneys[-1])
    lines = [_named(head), petition.office.name]
    lines += [_named(signer)] if signer != head else []
    return [*lines, *petition.office.address, petition.office.phone]


def _named(attorney: Attorney) -> str:
    bar = f", SBN {attorney.bar_number}" if attorney.bar_number else ""
    return f"{attorney.name}{bar}"


def _defendant(petition: Petition) -> str:
    name = full_name(in_filing_order(petition.items)[0])
    return f"{name} (DOB {short_date(petition.birth_date)})" if petition.birth_date else name

"""Invented papers and their parts, for the tests of court papers."""

from dataclasses import replace
from datetime import date

from filings.documents.values import Attorney, Court, Item, Motion, Office, Relief

AS_OF = date(2026, 3, 4)

OFFICE = Office(
    name="Office of the District Attorney, County of Marigold",
    address=("100 Example Avenue, Room 200", "Tamarind, California 90000"),
    phone="(555) 555-0100",
    email="filings@example.org",
)

HOSTILE_NAMES = (
    '#import "/etc/passwd" *bold* _it_ $x$ @ref <label> \\u{41} // no /* no */ `raw`',
    "\"quotes\" 'single' {braces} {county} [signature]",
    '=HYPERLINK("http://example.org","x")',
    "+1-2",
    "@SUM(A1)",
    "DOE\u202eNHOJ",
    "שלום עליכם",
    "محمد 中文 \U0001f600",
    "NUL\x00 BELL\x07 \ud800",
    "W" * 5000,
    "LONG NAME " * 600,
)


def item(**changes: object) -> Item:
    """A conviction on a list."""
    plain = Item(
        case_number="BA012345",
        name="ARTICHOKE, BLAKE Q",
        section="11359 HS",
        relief=Relief.DISMISSAL,
        count="1",
        grade="felony",
        convicted_on=date(1998, 7, 6),
        resulting="dismissed",
        basis="11361.9",
        agency="District Attorney",
        born_year=1970,
        person="1",
        cii_number="A00000001",
        born_on=date(1970, 2, 3),
    )
    return replace(plain, **changes)


def items(number: int) -> tuple[Item, ...]:
    """Different convictions, in the order of their case numbers."""
    return tuple(
        item(
            case_number=f"BA{position + 1:06d}",
            name=f"PERSON {position}, INVENTED",
            person=str(position),
            section=("11357(c) HS", "11358 HS", "11359 HS")[position % 3],
            relief=tuple(Relief)[position % 3],
        )
        for position in range(number)
    )


def motion(**changes: object) -> Motion:
    """A bulk motion."""
    plain = Motion(
        attorneys=(
            Attorney("Rowan Sorrel", "123456", "District Attorney"),
            Attorney("Jordan Tamarind", "234567", "Deputy District Attorney"),
        ),
        office=OFFICE,
        court=Court("Marigold", "North Branch"),
        items=items(4),
        as_of=AS_OF,
    )
    return replace(plain, **changes)

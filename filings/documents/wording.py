"""The words of the papers. Counsel of the office must confirm them before they are filed."""

from __future__ import annotations

from collections.abc import Mapping

from filings.documents.merging import BLOCKS, FIELDS, OFFICE_FIELDS, Wording

SECTIONS = "(Health & Saf. Code, §§ 11361.8, 11361.9)"

RELIEF: dict[str, str] = {
    "dismissal": "that the {convictions} marked “dismissal” in {exhibit} be dismissed and sealed;",
    "reduction": "that the {convictions} marked “reduction” in {exhibit} be reduced as each row states;",
    "redesignation": (
        "that the {convictions} marked “redesignation” in {exhibit} be redesignated as each row states;"
    ),
}

RELIEF_OF_EACH: dict[str, str] = {
    "dismissal": "that the conviction in {conviction}, be dismissed and sealed under {basis};",
    "reduction": "that the conviction in {conviction}, be reduced to {result} under {basis};",
    "redesignation": "that the conviction in {conviction}, be redesignated as {result} under {basis};",
}

DEFAULT_BASIS = "Health and Safety Code sections 11361.8 and 11361.9"

ON_THE_PAPERS = "The People ask that the motion be decided on the papers, without a hearing."
HEARD = (
    "The motion will be heard on {date}{time}{department}, or as soon after that as the Court may hear it."
)

MOTION = Wording(
    title=f"NOTICE OF MOTION AND MOTION OF THE PEOPLE FOR RELIEF FROM CANNABIS CONVICTIONS {SECTIONS}",
    footer="NOTICE OF MOTION AND MOTION FOR RELIEF FROM CANNABIS CONVICTIONS",
    relief=RELIEF,
    body="""
# NOTICE

To the Court and to the {public_defender}:

Please take notice that the People of the State of California, by the {office}, do not challenge relief for
any of the {convictions} listed in {exhibit}, and move the Court to grant, for each of them, the relief
stated in its row of the exhibit.

[hearing]

# MOTION

1. Proposition 64, in effect since November 9, 2016, lowered or removed the penalties of Health and Safety
Code sections 11357, 11358, 11359 and 11360. Much of what those sections punished when these convictions were
entered is lawful today, or is a lesser offense.

2. Section 11361.8 gives a person who was convicted under the earlier law a right to have the conviction
dismissed and sealed, or redesignated as a misdemeanor or an infraction, when the conduct would not be an
offense, or would be a lesser one, under the present law. It presumes that the person qualifies unless the
contrary is proved by clear and convincing evidence.

3. Section 11361.9 does not wait for the person to ask. It has the Department of Justice find the convictions
in its records, the prosecution review them, and the Court grant relief where the prosecution raises no
challenge.

4. The {office} has reviewed the records of these convictions as they stood on {as_of}. {exhibit} lists
{convictions} of {people} in {cases}. They divide as follows.

[counts]

5. The row of each conviction names the case, the count, the offense as it was charged, the relief asked for,
the offense or grade that results, and the legal basis. Where a row names a basis beyond sections 11361.8 and
11361.9, the People rely on that basis for that row.

# RELIEF ASKED FOR

The People ask the Court to order:

[relief]

- that the clerk correct the record of each listed case accordingly, and report the changed dispositions to
the Department of Justice.

[signature]
""",
)

ORDER = Wording(
    title=f"[PROPOSED] ORDER GRANTING RELIEF FROM CANNABIS CONVICTIONS {SECTIONS}",
    footer="[PROPOSED] ORDER GRANTING RELIEF FROM CANNABIS CONVICTIONS",
    relief=RELIEF,
    body="""
The Court has considered the motion of the People, by the {office}, for relief from {convictions} of
{people} in {cases}, which {exhibit} of this order lists. The People challenge none of them. The Court finds
that each is entitled to the relief stated in its row, on the basis named there.

The Court orders:

[relief]

- that a conviction so redesignated or reduced be taken from now on as what its row states, for all purposes
for which the law allows it;

- that the record of each conviction so dismissed be sealed, and no one be given access to it except as the
law allows;

- that the clerk correct the record of each listed case accordingly, and report the changed dispositions to
the Department of Justice.

{exhibit} is part of this order.

[judge]
""",
)

ORDER_BY_ITEM = Wording(
    title=f"[PROPOSED] ORDER ON RELIEF FROM CANNABIS CONVICTIONS {SECTIONS}",
    footer="[PROPOSED] ORDER ON RELIEF FROM CANNABIS CONVICTIONS",
    relief=RELIEF,
    body="""
The Court has considered the motion of the People, by the {office}, for relief from {convictions} of
{people} in {cases}, which {exhibit} of this order lists.

The Court grants the relief stated in a row of {exhibit} where the row is marked “granted”, and denies it
where the row is marked “denied”. A row without a mark is not decided by this order.

The Court further orders:

- that a conviction redesignated or reduced by a granted row be taken from now on as what its row states, for
all purposes for which the law allows it;

- that the record of each conviction dismissed by a granted row be sealed, and no one be given access to it
except as the law allows;

- that the clerk correct the record of each case with a granted row accordingly, and report the changed
dispositions to the Department of Justice.

{exhibit} is part of this order.

[judge]
""",
)

PERSON_MOTION = Wording(
    title=f"MOTION OF THE PEOPLE FOR RELIEF FROM CANNABIS CONVICTIONS {SECTIONS}",
    footer="MOTION FOR RELIEF FROM CANNABIS CONVICTIONS",
    relief=RELIEF_OF_EACH,
    body="""
To the Court, to the {public_defender} and to {name}:

The People of the State of California, by the {office}, have reviewed the record of {name} as it stood on
{as_of}, and do not challenge relief from {convictions} under the law as it was before Proposition 64.
Sections 11361.8 and 11361.9 of the Health and Safety Code provide for that relief without a petition of the
person convicted.

[hearing]

The People ask the Court to order:

[each_conviction]

- that the clerk correct the record accordingly, and report the changed dispositions to the Department of
Justice.

[signature]
""",
)

PERSON_ORDER = Wording(
    title=f"[PROPOSED] ORDER GRANTING RELIEF FROM CANNABIS CONVICTIONS {SECTIONS}",
    footer="[PROPOSED] ORDER GRANTING RELIEF FROM CANNABIS CONVICTIONS",
    relief=RELIEF_OF_EACH,
    body="""
The Court has considered the motion of the People, by the {office}, and finds that {name} is entitled to
relief from {convictions}. The Court orders:

[each_conviction]

- that a conviction so redesignated or reduced be taken from now on as what this order states, for all
purposes for which the law allows it;

- that the record of each conviction so dismissed be sealed, and no one be given access to it except as the
law allows;

- that the clerk correct the record accordingly, and report the changed dispositions to the Department of
Justice.

[judge]
""",
)

PUBLIC_LIST = Wording(
    title=f"LIST OF CONVICTIONS FOR WHICH THE PEOPLE ASK RELIEF {SECTIONS}",
    footer="LIST OF CONVICTIONS",
    relief=RELIEF,
    body="""
{exhibit} lists {convictions} of {people} in {cases} for which the People, by the {office}, ask relief,
sorted by {order}. It leaves out dates of birth and state identification numbers, which a separate
confidential list gives to the Court and the Department of Justice.

[counts]

[signature]
""",
)

CONFIDENTIAL_LIST = Wording(
    title="CONFIDENTIAL LIST OF CONVICTIONS FOR THE COURT AND THE DEPARTMENT OF JUSTICE (Pen. Code, § 11142)",
    footer="CONFIDENTIAL LIST OF CONVICTIONS",
    relief=RELIEF,
    body="""
This list is criminal offender record information. It is for the Court and the Department of Justice only, and
is not to be placed in a public file or be shown to anyone who is not authorized by law to have it.

{exhibit} gives, for {convictions} of {people} in {cases}, the state identification number and the date of
birth by which the Court and the Department of Justice can find the records that the order concerns.

[signature]
""",
)

CHALLENGE = Wording(
    title="NOTICE OF CHALLENGE TO RELIEF FROM CANNABIS CONVICTIONS (Health & Saf. Code, § 11361.9)",
    footer="NOTICE OF CHALLENGE TO RELIEF FROM CANNABIS CONVICTIONS",
    relief={},
    body="""
To the Court and to the {public_defender}:

Please take notice that the People of the State of California, by the {office}, challenge relief for the
{convictions} of {people} listed in {exhibit}, each on the ground stated in its row. The records were reviewed
as they stood on {as_of}.

The grounds are these.

[grounds]

The People give this notice to the {public_defender} so that each person concerned can be told of the
challenge and can answer it. The People do not challenge any other conviction by this notice.

[signature]
""",
)

SERVICE = Wording(
    title="PROOF OF SERVICE",
    footer="PROOF OF SERVICE",
    relief={},
    body="""
[method]

The papers served are:

[served]

They were served on:

[recipients]

I declare under penalty of perjury under the laws of the State of California that the foregoing is true and
correct.

[declarant]
""",
)

SERVICE_SENTENCES: dict[str, str] = {
    "electronic": (
        "I am over the age of 18 and not a party to this matter. My business address is {address}. On {date} "
        "I served the papers named below by sending them to the electronic service addresses named below."
    ),
    "mail": (
        "I am over the age of 18 and not a party to this matter. I am employed in the county where the "
        "mailing took place, and my business address is {address}. On {date} I served the papers named below "
        "by placing them in the United States mail at {place}, in sealed envelopes with postage fully "
        "prepaid, addressed as named below."
    ),
    "personal": (
        "I am over the age of 18 and not a party to this matter. My business address is {address}. On {date} "
        "I served the papers named below by delivering them by hand at the addresses named below."
    ),
}

COVER_SHEET = Wording(
    title="COVER SHEET WITH TOTALS OF THE FILING",
    footer="COVER SHEET",
    relief={},
    body="""
The {office} files the following papers together.

[documents]

They concern, according to the records as they stood on {as_of}:

[totals]

[counts]

[agencies]
""",
)

LETTERHEAD = Wording(
    title="",
    footer="",
    relief={},
    body="""
{attorneys}
{office}
{address}
Telephone: {telephone}
E-mail: {email}
Attorneys for the People
""",
)

SIGNATURE = Wording(
    title="",
    footer="",
    relief={},
    body="""
Respectfully submitted,
{office}
By: [line]
{attorney}
{title}
Attorney for the People
""",
)

WORDINGS: dict[str, Wording] = {
    "motion": MOTION,
    "order": ORDER,
    "order_by_item": ORDER_BY_ITEM,
    "person_motion": PERSON_MOTION,
    "person_order": PERSON_ORDER,
    "public_list": PUBLIC_LIST,
    "confidential_list": CONFIDENTIAL_LIST,
    "challenge": CHALLENGE,
    "service": SERVICE,
    "cover_sheet": COVER_SHEET,
    "letterhead": LETTERHEAD,
    "signature": SIGNATURE,
}

# No papers of their own: the first lines of every paper, and the last of those that the office signs.
PARTS = ("letterhead", "signature")


def fields_of(kind: str) -> Mapping[str, str]:
    """The merge fields that a wording may have, with what each becomes."""
    return OFFICE_FIELDS if kind in PARTS else FIELDS


def blocks_of(kind: str) -> Mapping[str, str]:
    """The blocks that a wording may have, with what each becomes."""
    own: dict[str, Mapping[str, str]] = {
        "letterhead": {},
        "signature": {"line": "the line to sign on; words may stand before it"},
    }
    return own.get(kind, BLOCKS)

"""Plain values that a court paper is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from filings.documents.wording import LETTERHEAD, SIGNATURE


class Relief(StrEnum):
    """What the People ask the court to do with one conviction."""

    DISMISSAL = "dismissal"
    REDUCTION = "reduction"
    REDESIGNATION = "redesignation"


class Order(StrEnum):
    """What the list of a filing is sorted by."""

    CASE_NUMBER = "case number"
    NAME = "name"
    DATE = "date of conviction"


@dataclass(frozen=True)
class Attorney:
    """A person of the office who appears on the paper."""

    name: str
    bar_number: str = ""
    title: str = ""


@dataclass(frozen=True)
class Office:
    """The prosecuting office as the first lines of a paper name it."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Court:
    """The superior court that the paper is addressed to; `county` is the bare name ("San Joaquin").

    `judge` and `department` are those to whom its cases are assigned, where that is known.
    """

    county: str
    branch: str = ""
    judge: str = ""
    department: str = ""


@dataclass(frozen=True)
class Hearing:
    """When and where a motion is to be heard."""

    held_on: date
    time: str = ""
    department: str = ""


@dataclass(frozen=True)
class Item:
    """One conviction on a list; an empty string or None means unknown.

    `court` is the branch that convicted, by the name that captions give it, or else as the state's file
    names it. `person` tells people apart and is never printed; `reference` is the office's own number for the
    conviction. `completed` tells that the sentence is known to be completed. `ground` is why the People
    challenge relief, for a notice of challenge only. `cii_number` and `born_on` are confidential: they go to
    the court and the Department of Justice, never into a public list; so does the arrest, by which the
    Department finds the entry in its records.
    """

    case_number: str
    name: str
    section: str
    relief: Relief
    count: str = ""
    grade: str = ""
    convicted_on: date | None = None
    resulting: str = ""
    basis: str = ""
    agency: str = ""
    court: str = ""
    also_known_as: str = ""
    born_year: int | None = None
    person: str = ""
    reference: str = ""
    ground: str = ""
    completed: bool = False
    arrested_on: date | None = None
    arresting_agency: str = ""
    cii_number: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Motion:
    """A motion of the People for the relief of one or many convictions; the order and lists go with it.

    The items stand in the order in which every list shows them, which `order` names. A paper is addressed to
    the one of the `branches` that decided all its convictions, else to the `court`. `as_of` is the date of
    the records that were reviewed and fixes the bytes of the document; `dated` is printed beside the
    signature, or left blank to be written by hand. The first of the attorneys heads the office, the last one
    signs; `letterhead` and `signature` are the templates of the first lines and of the last.
    """

    attorneys: tuple[Attorney, ...]
    office: Office
    court: Court
    items: tuple[Item, ...]
    as_of: date
    dated: date | None = None
    case_number: str = ""
    hearing: Hearing | None = None
    order: Order = Order.CASE_NUMBER
    branches: tuple[Court, ...] = ()
    public_defender: str = "Public Defender"
    show_birth_year: bool = False
    letterhead: str = LETTERHEAD.body
    signature: str = SIGNATURE.body


class ServiceMethod(StrEnum):
    """How papers were served."""

    ELECTRONIC = "electronic"
    MAIL = "mail"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Recipient:
    """Someone who was served."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Service:
    """That papers were served, as the person who did it declares; what is unknown stays blank to write in."""

    served_by: str
    business_address: str
    method: ServiceMethod
    papers: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    served_on: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Document:
    """One paper of a filing, as its cover sheet names it."""

    title: str
    pages: int

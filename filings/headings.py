"""Who files, where, before whom, and to whom: the head of every paper of an office."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction

from audit.services import record
from offices.models import Office, User

from .branches import Branches
from .documents.captions import addressed_court
from .documents.values import Attorney, Court, Hearing, Item, Motion, Order, Recipient
from .documents.values import Office as Heading
from .models import PaperSettings


def settings_of(office: Office) -> PaperSettings:
    return PaperSettings.objects.filter(office=office).first() or PaperSettings(office=office)


@transaction.atomic
def change_settings(*, settings: PaperSettings, by: User, changed: list[str]) -> None:
    settings.save()
    record(by, "changed paper settings", settings, fields=changed)


def heading_of(office: Office) -> dict[str, Any]:
    """Who files, where, and before whom, as the office's details say now."""
    settings, branches = settings_of(office), Branches.of(office).listed
    county = office.county.title()
    attorneys = (
        Attorney(office.district_attorney, title="District Attorney"),
        Attorney(office.attorney, office.bar_number, "Deputy District Attorney"),
    )
    return {
        "attorneys": [asdict(attorney) for attorney in attorneys if attorney.name] or [asdict(attorneys[0])],
        "office": asdict(
            Heading(office.name, tuple(office.address.splitlines()), office.phone, office.email)
        ),
        "court": asdict(Court(county, "" if branches else office.court_branch, settings.judge)),
        "branches": [asdict(Court(county, each.name, each.judge, each.department)) for each in branches],
        "public_defender": {
            "name": settings.public_defender,
            "address": settings.public_defender_address.splitlines(),
            "email": settings.public_defender_email,
        },
        "show_birth_year": settings.show_birth_year,
    }


def headed(
    heading: dict[str, Any],
    items: tuple[Item, ...],
    *,
    as_of: datetime.date,
    dated: datetime.date,
    order: Order = Order.CASE_NUMBER,
    hearing: Hearing | None = None,
) -> Motion:
    return Motion(
        attorneys=tuple(Attorney(**attorney) for attorney in heading["attorneys"]),
        office=Heading(**with_lines(heading["office"])),
        court=court(heading["court"]),
        branches=tuple(map(court, heading.get("branches", []))),
        order=order,
        hearing=hearing,
        items=items,
        as_of=as_of,
        dated=dated,
        public_defender=public_defender(heading).name,
        show_birth_year=heading.get("show_birth_year", False),
    )


def court(values: dict[str, str]) -> Court:
    return Court(**{name: values.get(name, "") for name in ("county", "branch", "judge", "department")})


def court_for(office: Office, items: Iterable[Item]) -> Court:
    """The court that a paper about these convictions would be addressed to."""
    heading = heading_of(office)
    return addressed_court(items, map(court, heading["branches"]), court(heading["court"]))


def public_defender(heading: dict[str, Any]) -> Recipient:
    return Recipient(**with_lines(heading.get("public_defender", {"name": "Public Defender", "address": []})))


def with_lines(values: dict[str, Any]) -> dict[str, Any]:
    """What was kept as JSON, with the lines of the address as the values want them."""
    return values | {"address": tuple(values["address"])}

"""Which branch of the court a conviction belongs to: what the state's file says, by what the office keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from audit.services import record
from offices.models import Office, User

from .models import ConvictionCourt, CourtBranch

# What a filter says for convictions whose court is none of the office's branches.
UNASSIGNED = "unassigned"


@dataclass(frozen=True)
class Branches:
    """The branches of an office, found by the name of a court in the state's file."""

    listed: list[CourtBranch]

    @classmethod
    def of(cls, office: Office) -> Branches:
        return cls(list(CourtBranch.objects.filter(office=office)))

    def __bool__(self) -> bool:
        return bool(self.listed)

    def named(self, court: str) -> CourtBranch | None:
        """The branch that the file means; None where the office has assigned that name to none."""
        known = {key_of(name): branch for branch in self.listed for name in branch.file_names}
        return known.get(key_of(court))

    def courts_in(self, chosen: str, courts: list[str]) -> list[str]:
        """Those of the courts that belong to the chosen branch (its id), or to none at all."""
        wanted = None if chosen == UNASSIGNED else chosen
        return [court for court in courts if wanted == (str(b.pk) if (b := self.named(court)) else None)]


def key_of(court: str) -> str:
    """Court names are compared without regard to case and blanks: the file pads them."""
    return " ".join(court.upper().split())


def found_courts(office: Office) -> Counter[str]:
    """The courts that convicted, as the state's file names them, with their numbers of convictions."""
    found = ConvictionCourt.objects.filter(conviction__office=office).exclude(name="")
    return Counter(found.values_list("name", flat=True))


def unassigned(office: Office) -> list[tuple[str, int]]:
    """The courts of the files that belong to no branch, those with most convictions first."""
    branches = Branches.of(office)
    return [
        (court, count) for court, count in found_courts(office).most_common() if not branches.named(court)
    ]


@transaction.atomic
def save(*, branch: CourtBranch, by: User) -> CourtBranch:
    verb = "changed court branch" if branch.pk else "added court branch"
    branch.save()
    record(by, verb, branch, name=branch.name, file_names=branch.file_names)
    return branch


@transaction.atomic
def remove(*, branch: CourtBranch, by: User) -> None:
    """Filings that are locked keep the name of the branch; its courts belong to none from now on."""
    record(by, "removed court branch", branch, name=branch.name)
    branch.delete()

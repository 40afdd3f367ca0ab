"""Makes a demonstration office with invented people, already analysed, and one account a role."""

import datetime
import hashlib
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management.base import BaseCommand
from django.db import transaction

from eligibility.analysing import carry_out
from eligibility.models import Run
from eligibility.sample import write_sample
from eligibility.services import choose_policy, create_run
from offices.models import Office, Role, User
from uploads.services import receive

COUNTY = "SANTA MARIANA"
AS_OF = datetime.date(2026, 1, 1)
ROWS = 5000
SEED = 1
OPTIONS = {
    "baselineEligibility": {"dismiss": ["11357"], "reduce": ["11358", "11359", "11360"]},
    "additionalRelief": {
        "subjectUnder21AtConviction": True,
        "subjectAgeThreshold": 57,
        "yearsCrimeFreeThreshold": 10,
        "subjectHasOnlyProp64Charges": True,
        "subjectIsDeceased": True,
    },
}
PEOPLE = {
    Role.ADMINISTRATOR: "Alice Administrator",
    Role.SUPERVISOR: "Sam Supervisor",
    Role.REVIEWER: "Rita Reviewer",
    Role.CLERK: "Carl Clerk",
    Role.AUDITOR: "Audrey Auditor",
}


class Command(BaseCommand):
    help = "Creates the demonstration office, once. Its password is made anew for each installation."

    def handle(self, *args: Any, **options: Any) -> None:
        if Office.objects.exists():
            self.stdout.write("There is an office already; the demonstration is left as it is.")
            return
        run = create_office_with_records()
        carry_out(run)
        run.refresh_from_db()
        if run.state != Run.State.COMPLETE:
            self.stderr.write(f"The demonstration could not be analysed: {run.failure}")


@transaction.atomic
def create_office_with_records() -> Run:
    office = Office.objects.create(
        name="Santa Mariana County District Attorney (demonstration)",
        county=COUNTY,
        address="100 Courthouse Square\nSanta Mariana, California",
        phone="(000) 555-0100",
        email="district.attorney@santa-mariana.example",
        district_attorney="Dana Demonstration",
        attorney="Terry Trial",
        bar_number="000000",
        court_branch="Main Courthouse",
    )
    people = create_people(office)
    choose_policy(office=office, by=people[Role.ADMINISTRATOR], policy="configurable", options=OPTIONS)
    supervisor = people[Role.SUPERVISOR]
    with closing(sample_file()) as file:
        receive([file], by=supervisor)
    return create_run(office=office, by=supervisor, as_of=AS_OF)


def create_people(office: Office) -> dict[Role, User]:
    """One account a role, with one password that only this installation knows; DATA_DIR names it."""
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    people = {
        role: User.objects.create_user(
            f"{role}@santa-mariana.example", password, name=name, role=role, office=office
        )
        for role, name in PEOPLE.items()
    }
    lines = [f"  {person.email:40} {person.get_role_display()}" for person in people.values()]
    text = "\n".join(["Sign in to the demonstration as one of:", *lines, f"with the password {password}", ""])
    note = Path(settings.DATA_DIR) / "demonstration.txt"
    note.write_text(text)
    note.chmod(0o600)
    return people


def sample_file() -> TemporaryUploadedFile:
    """An invented state file, as if it had just arrived from a browser."""
    file = TemporaryUploadedFile("demonstration.dat", "text/plain", 0, None)
    path = Path(file.temporary_file_path())
    write_sample(path, COUNTY, ROWS, SEED)
    content = path.read_bytes()
    file.size = len(content)
    file.sha256 = hashlib.sha256(content).hexdigest()  # type: ignore[attr-defined]
    return file

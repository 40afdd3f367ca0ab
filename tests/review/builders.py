"""An office at work: people, their records, a complete run with its determinations."""

from datetime import date
from pathlib import Path

import pandas as pd
from django.test import Client

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, PolicyVersion, Run
from offices.models import Office, Role, User
from records.models import Conviction, Subject
from review.filling import fill
from review.models import Item
from review.office import reasons_of
from tests import builders
from uploads.formats.columns import COLUMNS
from uploads.models import Upload, UploadedFile

PASSWORD = "correct horse battery"


def office(name: str = "Sacramento", county: str = builders.COUNTY) -> Office:
    return Office.objects.create(name=name, county=county)


def person(office: Office, name: str = "Rita", role: Role = Role.REVIEWER) -> User:
    email = f"{name.lower()}@{office.pk}.example"
    return User.objects.create(email=email, name=name, office=office, role=role, password="!")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def run(office: Office, state: Run.State = Run.State.COMPLETE) -> Run:
    by = User.objects.filter(office=office).first() or person(office, "Ada", Role.ADMINISTRATOR)
    number = PolicyVersion.objects.filter(office=office).count() + 1
    version = PolicyVersion.objects.create(office=office, number=number, policy="configurable", by=by)
    return Run.objects.create(
        office=office, policy_version=version, as_of=date(2020, 7, 1), by=by, state=state
    )


def subject(office: Office, *people: builders.Subject, key: str = "1") -> Subject:
    """The person of the first rows, with an upload of their own; `people` may bring further rows."""
    by = User.objects.filter(office=office).first() or person(office, "Ada", Role.ADMINISTRATOR)
    upload = Upload.objects.create(office=office, by=by)
    UploadedFile.objects.create(upload=upload, position=0, name="state.dat", size=1, sha256="0" * 64)
    rows = history_frame(*people)
    write_rows(rows, upload.history)
    return Subject.objects.create(
        office=office,
        key=key,
        name=rows.PRI_NAME.iloc[0],
        cii_number=rows.CII_NUMBER.iloc[0],
        born=rows.PRI_DOB.iloc[0],
        upload=upload,
        first_row=0,
        row_count=len(rows),
    )


def nobody(office: Office, key: str = "1", name: str = "INVENTED,PERSON", cii: str = "") -> Subject:
    """A person without rows, for what does not look into the history."""
    by = User.objects.filter(office=office).first() or person(office, "Ada", Role.ADMINISTRATOR)
    upload = Upload.objects.filter(office=office).first() or Upload.objects.create(office=office, by=by)
    return Subject.objects.create(
        office=office, key=key, name=name, cii_number=cii, upload=upload, first_row=0, row_count=0
    )


def history_frame(*people: builders.Subject) -> pd.DataFrame:
    """The 95 columns as text, and where each row stands."""
    rows = pd.DataFrame(
        builders.history(*(people or (builders.subject(),))), columns=list(COLUMNS), dtype="string"
    )
    return rows.assign(file=0, row=range(1, len(rows) + 1))


def write_rows(rows: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.to_parquet(path)


def determination(
    run: Run,
    subject: Subject,
    *,
    count_order: str = "001002001000",
    outcome: Outcome = Outcome.DISMISSAL,
    flags: tuple[str, ...] = (),
    needs_person: bool = True,
    filled: bool = True,
    **fields: object,
) -> Determination:
    conviction, _ = Conviction.objects.get_or_create(
        office=run.office, subject=subject, count_order=count_order
    )
    defaults = {
        "reason": "Dismiss all HS 11359 convictions",
        "cites": "HSC 11361.9",
        "section": "11359(A) HS",
        "code_section": "11359",
        "grade": "felony",
        "convicted_earliest": date(2005, 5, 5),
        "convicted_latest": date(2005, 5, 5),
        "case_number": "INV-0001",
        "description": "11359(A) HS-POSSESS MARIJUANA FOR SALE",
    }
    made = Determination.objects.create(
        office=run.office,
        run=run,
        conviction=conviction,
        outcome=outcome,
        flags=list(flags),
        needs_person=needs_person,
        **(defaults | fields),
    )
    if filled and run.state == Run.State.COMPLETE:
        fill(run)
    return made


def item_of(determination: Determination) -> Item:
    return Item.objects.get(determination=determination)


def because(office: Office) -> int:
    """The number of a reason that needs no further words."""
    return next(reason.pk for reason in reasons_of(office) if not reason.needs_text)

"""The cast: one office with a person of each role, and Otto, who works elsewhere."""

import pytest
from django.test import Client

from offices.models import Office, Role, User

PASSWORD = "correct horse battery"


def person(office: Office, role: Role, name: str = "", password: str = PASSWORD, **fields: object) -> User:
    name = name or f"{role} {office.county}".title()
    email = f"{name.replace(' ', '.').lower()}@example.org"
    return User.objects.create_user(email, password, name=name, office=office, role=role, **fields)


def signed_in(user: User, **headers: str) -> Client:
    """A browser in which the person has signed in; it passes errors of the server on, as 500 pages."""
    client = Client(headers=headers)
    client.force_login(user)
    return client


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.create(name="San Joaquin County District Attorney", county="SAN JOAQUIN")


@pytest.fixture
def other_office(db: None) -> Office:
    return Office.objects.create(name="Yolo County District Attorney", county="YOLO")


@pytest.fixture
def alice(office: Office) -> User:
    return person(office, Role.ADMINISTRATOR, "Alice Alvarez")


@pytest.fixture
def sam(office: Office) -> User:
    return person(office, Role.SUPERVISOR, "Sam Singh")


@pytest.fixture
def rita(office: Office) -> User:
    return person(office, Role.REVIEWER, "Rita Romero")


@pytest.fixture
def carl(office: Office) -> User:
    return person(office, Role.CLERK, "Carl Chen")


@pytest.fixture
def audrey(office: Office) -> User:
    return person(office, Role.AUDITOR, "Audrey Adams")


@pytest.fixture
def otto(other_office: Office) -> User:
    return person(other_office, Role.ADMINISTRATOR, "Otto Olsen")

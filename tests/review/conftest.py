import pytest

from eligibility.law.outcomes import Outcome
from offices.models import Role

from .builders import determination, office, person, run, signed_in, subject


@pytest.fixture(autouse=True)
def _state_on_disk(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def sacramento(db):
    return office()


@pytest.fixture
def rita(sacramento):
    return person(sacramento, "Rita")


@pytest.fixture
def ron(sacramento):
    return person(sacramento, "Ron")


@pytest.fixture
def sue(sacramento):
    return person(sacramento, "Sue", Role.SUPERVISOR)


@pytest.fixture
def auditor(sacramento):
    return person(sacramento, "Augusta", Role.AUDITOR)


@pytest.fixture
def otto(db):
    """A reviewer of another office."""
    return person(office("Fresno", "FRESNO"), "Otto")


@pytest.fixture
def current(rita):
    return run(rita.office)


@pytest.fixture
def first(current):
    return determination(current, subject(current.office, key="1"), outcome=Outcome.DISMISSAL)


@pytest.fixture
def second(current, first):
    return determination(current, subject(current.office, key="2"), outcome=Outcome.HAND_REVIEW)


@pytest.fixture
def browser(rita):
    return signed_in(rita)

from dataclasses import dataclass, field

import pandas as pd
import pytest

from eligibility.law.outcomes import Outcome
from offices.models import Role
from review import pages

from .builders import determination, office, person, run, signed_in, subject


@dataclass
class Step:
    rule: str = "Under 21"
    text: str = "Under 21 when convicted"
    cites: str = "office policy"
    answer: str = "unknown"
    decided: bool = True
    facts: list = field(default_factory=lambda: [("Age when convicted", "unknown", [(0, 1)])])


@pytest.fixture(autouse=True)
def _state_on_disk(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(pages, "steps_of", lambda determination: [Step()])
    monkeypatch.setattr(pages, "frame_of", lambda subject: pd.read_parquet(subject.upload.history))


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

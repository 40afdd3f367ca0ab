"""What all tests share: a Redis of their own, `need` for programs, and no silent gaps where CI says so."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from tests.infra import nothing_left_out

pytest_plugins = ["tests.people"]

# How long an example takes says how busy the machine is, not whether the example holds.
hypothesis.settings.register_profile("busy machine", deadline=None)
hypothesis.settings.load_profile("busy machine")

PACKAGES = {"chromium": "chromium", "pdftotext": "poppler-utils", "redis-server": "redis-server"}


def need(program: str) -> str:
    """The path of a program; without it the test is skipped, and the message names the remedy."""
    found = shutil.which(program)
    if not found:
        pytest.skip(f"needs {program}: apt install {PACKAGES.get(program, program)}")
    return found


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory):
    """The Redis that the settings for tests name, unless REDIS_URL names one that runs."""
    from clearmyrecord import private_redis

    if os.environ.get("REDIS_URL") or not settings.configured:
        yield
        return
    logs = tmp_path_factory.mktemp("redis")
    with private_redis.running(Path(settings.DATA_DIR), logs=logs, environment=os.environ):
        yield


@pytest.fixture(autouse=True)
def empty_redis(request: pytest.FixtureRequest):
    """A test that may touch the database may touch the queue and the cache: it finds them empty."""
    if not is_database_test(request.node):
        yield
        return
    request.getfixturevalue("redis_server")
    from django.core.cache import cache

    cache.clear()
    yield


def is_database_test(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "database: touches the database (sets itself)")
    config.addinivalue_line("markers", "journey: drives the application with a browser (sets itself)")
    nothing_left_out.pytest_configure(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_database_test(item):
            item.add_marker("database")
        if "application" in getattr(item, "fixturenames", ()):
            item.add_marker("journey")

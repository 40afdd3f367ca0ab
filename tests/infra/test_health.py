"""/healthz, asked in the way the launcher does, without signing in."""

import os

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from clearmyrecord import private_redis

pytestmark = pytest.mark.django_db


def part_missing(client) -> str:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert set(answer.json()) == {"status", "part"}
    return answer.json()["part"]


def test_a_healthy_application_says_so_and_nothing_else(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


def test_a_redis_that_does_not_answer_is_named(client, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    assert part_missing(client) == "redis"


def test_a_redis_that_ended_is_named(client, settings, tmp_path):
    with private_redis.running(tmp_path, logs=tmp_path, environment=os.environ) as (_, address):
        settings.REDIS_URL = address
        assert client.get("/healthz").status_code == 200
    assert part_missing(client) == "redis"


def test_a_missing_migration_is_named(client):
    latest = MigrationLoader(connection).graph.leaf_nodes("audit")[0]
    MigrationRecorder(connection).record_unapplied(*latest)
    assert part_missing(client) == "migrations"


def test_a_database_that_refuses_is_named(client, monkeypatch):
    def refuse():
        raise OperationalError("password of somebody is wrong")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert part_missing(client) == "database"


def test_it_is_only_read(client):
    assert client.post("/healthz").status_code == 405

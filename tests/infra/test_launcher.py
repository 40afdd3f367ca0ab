"""The launcher, with the processes it really starts."""

import contextlib
import os
import re
import signal
import socket
import stat
from pathlib import Path

import pytest
import redis
from rq import Queue
from rq.serializers import JSONSerializer

from clearmyrecord import private_redis
from tests.infra.running import Launched, launch, processes_using, running, wait_for


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data directory for the tests that end what they start: the database in it is made once."""
    return tmp_path_factory.mktemp("launcher") / "data"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A running application for the tests that only look at it."""
    with running(tmp_path_factory.mktemp("undisturbed") / "data", WORKERS="2") as launched:
        yield launched


def queue(launched: Launched) -> Queue:
    connection = redis.Redis(unix_socket_path=str(launched.data / "redis.sock"))
    return Queue("default", connection=connection, serializer=JSONSerializer)


def start_a_long_job(launched: Launched) -> None:
    job = queue(launched).enqueue("time.sleep", 600)
    wait_for(lambda: job.get_status() == "started")


def process_of(name: str, launched: Launched) -> int:
    """The process id that the log of a worker or of the web server tells."""
    pattern = {"web": r"Listening at: .* \((\d+)\)", "worker-1": r"started with PID (\d+)"}[name]
    log = launched.data / "logs" / f"{name}.log"
    # The application is ready when it answers; a worker may take a moment longer.
    wait_for(lambda: re.search(pattern, log.read_text()))
    return int(re.search(pattern, log.read_text())[1])


def test_it_says_where_the_application_is_once_that_answers(undisturbed):
    assert undisturbed.url in undisturbed.said()
    assert undisturbed.ask("/healthz") == '{"status": "ok"}'


def test_it_gets_ready_where_only_a_public_name_is_served(data):
    with running(data, ALLOWED_HOSTS=".records.example", SECURE="on") as launched:
        assert launched.is_ready()


def test_every_process_it_starts_is_seen_by_these_tests(undisturbed):
    seen = " ".join(processes_using(undisturbed.data))
    assert all(part in seen for part in ("clearmyrecord.launcher", "unixsocket", "rqworker", "gunicorn"))


def test_without_a_demonstration_it_names_the_command_for_the_first_account(undisturbed):
    assert "create_first_administrator" in undisturbed.said()


def test_everything_it_makes_is_closed_to_others(undisturbed):
    made = [undisturbed.data, *undisturbed.data.iterdir()]
    assert {path.name for path in made} >= {"database.sqlite3", "secret_key", "redis.sock", "logs"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_ctrl_c_ends_everything_even_a_job_that_goes_on(data):
    with running(data) as launched:
        start_a_long_job(launched)
        assert launched.end(signal.SIGINT) == 0
        assert processes_using(data) == []
        assert "Everything entered is kept" in launched.said()


def test_who_asks_twice_for_the_end_does_not_wait_for_the_job(data):
    with running(data) as launched:
        start_a_long_job(launched)
        launched.process.send_signal(signal.SIGINT)
        wait_for(lambda: "Ending" in launched.said())
        assert launched.end(signal.SIGINT) == 0
        assert processes_using(data) == []


def test_an_order_to_end_while_it_starts_is_obeyed(data):
    launched = launch(data, wait=False)
    wait_for(lambda: "database" in launched.said())
    assert launched.end(signal.SIGTERM) == 0
    assert processes_using(data) == []


def test_nothing_outlives_a_launcher_that_is_killed(data):
    with running(data) as launched:
        start_a_long_job(launched)
        launched.end(signal.SIGKILL)
        wait_for(lambda: not processes_using(data), seconds=5)


def test_after_a_kill_it_starts_again_with_its_secret_key_and_what_was_promised(data):
    with running(data) as launched:
        first = (data / "secret_key").read_text()
        queue(launched).connection.set("promised", "yes")
        launched.end(signal.SIGKILL)
    with running(data) as launched:
        assert queue(launched).connection.get("promised") == b"yes"
        assert (data / "secret_key").read_text() == first != ""


@pytest.mark.parametrize("name", ["web", "worker-1"])
def test_a_part_that_dies_is_named_and_the_rest_ends(data, name):
    with running(data, WORKERS="2") as launched:
        os.kill(process_of(name, launched), signal.SIGKILL)
        assert launched.process.wait(timeout=60) == 1
        assert f"“{name}” was ended by SIGKILL" in launched.said()
        assert processes_using(data) == []


def test_a_redis_that_dies_is_named_with_the_end_of_its_log(data):
    with running(data) as launched:
        queue(launched).connection.shutdown()
        assert launched.process.wait(timeout=60) == 1
        assert "“redis” ended with status 0" in launched.said()
        assert "ready to exit" in launched.said()


def test_a_part_that_cannot_start_is_named_with_its_own_words(data):
    launched = launch(data, wait=False, DATABASE_URL="postgres://nobody@127.0.0.1:1/nowhere")
    assert launched.process.wait(timeout=60) == 1
    assert "“migrate” ended with status 1" in launched.said()
    assert "Connection refused" in launched.said()


def test_a_second_launcher_on_the_same_data_is_refused(undisturbed):
    second = launch(undisturbed.data, wait=False)
    assert second.process.wait(timeout=60) == 1
    assert f"is in use: Clear My Record runs already (process {undisturbed.process.pid})" in second.said()
    assert undisturbed.ask("/healthz")


def test_a_port_in_use_is_named_before_anything_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        launched = launch(tmp_path / "data", wait=False, PORT=str(port))
        assert launched.process.wait(timeout=60) == 1
    assert f"Port {port} cannot be used: Address already in use" in launched.said()
    assert not (tmp_path / "data" / "redis").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "logs").touch()
    (tmp_path / "secret_key").touch()
    launched = launch(tmp_path, wait=False)
    assert launched.process.wait(timeout=60) == 1
    assert f"File exists: '{tmp_path}/logs'" in launched.said()


@pytest.mark.parametrize(
    ("variable", "value"), [("PORT", "80.5"), ("PORT", "0"), ("WORKERS", "many"), ("WORKERS", "-1")]
)
def test_a_value_that_cannot_be_meant_is_named(tmp_path, variable, value):
    launched = launch(tmp_path / "data", wait=False, **{variable: value})
    assert launched.process.wait(timeout=60) == 1
    assert f"{variable} is to be a whole number" in launched.said()


def test_a_directory_with_other_things_in_it_is_not_closed_to_others(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "a letter").touch()
    launched = launch(tmp_path, wait=False)
    assert launched.process.wait(timeout=60) == 1
    assert "holds other things" in launched.said()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_directory_too_deep_for_a_socket_is_served_all_the_same(tmp_path, short_temporary_directory):
    deep = tmp_path / ("a" * 60) / ("b c%" * 20) / "data"
    deep.parent.mkdir(parents=True)
    with running(deep, TMPDIR=str(short_temporary_directory)) as launched:
        assert launched.ask("/healthz") == '{"status": "ok"}'
    assert list(short_temporary_directory.iterdir()) == []


def test_a_redis_that_is_given_is_used_and_left_running(data, tmp_path):
    with private_redis.running(tmp_path, logs=tmp_path, environment=os.environ) as (given, address):
        with running(data, REDIS_URL=address) as launched:
            assert not (data / "redis.sock").exists()
            assert launched.ask("/healthz") == '{"status": "ok"}'
        assert given.process.poll() is None


@pytest.fixture
def short_temporary_directory():
    with contextlib.ExitStack() as stack:
        path = Path("/tmp") / f"clearmyrecord-test-{os.getpid()}"  # noqa: S108
        path.mkdir(mode=0o700)
        stack.callback(path.rmdir)
        yield path

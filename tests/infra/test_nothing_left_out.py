"""A gap in the tests is seen where CI is set."""

import os
import subprocess
import sys

import pytest

from clearmyrecord.processes import PROJECT

SKIPPED = "import pytest\ndef test_a():\n    pytest.skip('no browser here')\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_a():\n    assert False\n"
SKIPPED_WHOLE = "import pytest\npytest.importorskip('no_such_package')\n"
COMPLETE = "def test_a():\n    pass\n"


def run(tmp_path, text: str, *, ci: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "test_some.py").write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "tests.infra.nothing_left_out"]
    return subprocess.run(
        [*command, "-c", str(tmp_path / "pytest.ini"), str(tmp_path)],
        cwd=PROJECT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SKIPPED, "test_some.py::test_a: Skipped: no browser here"),
        (EXPECTED_TO_FAIL, "test_some.py::test_a"),
        (SKIPPED_WHOLE, "test_some.py: Skipped: could not import 'no_such_package'"),
    ],
)
def test_with_ci_a_test_left_out_fails_the_run_and_is_listed(tmp_path, text, line):
    finished = run(tmp_path, text, ci="true")
    assert finished.returncode == 1
    assert line in finished.stdout.partition("left out, which CI does not allow")[2]


def test_with_ci_a_complete_run_passes(tmp_path):
    assert run(tmp_path, COMPLETE, ci="true").returncode == 0


def test_without_ci_a_test_may_be_left_out(tmp_path):
    assert run(tmp_path, SKIPPED, ci="").returncode == 0

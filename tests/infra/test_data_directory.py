import os
import stat
import subprocess
import sys

import pytest

from clearmyrecord import data_directory
from clearmyrecord.processes import PROJECT, Trouble


def test_a_new_directory_is_for_this_account_only(tmp_path):
    data_directory.make_private(tmp_path / "new" / "data")
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700


def test_an_empty_directory_is_closed_to_others(tmp_path):
    tmp_path.chmod(0o777)
    data_directory.make_private(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_directory_of_ours_is_closed_to_others(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "database.sqlite3").touch()
    data_directory.make_private(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_command_before_the_first_start_does_not_stand_in_its_way(tmp_path):
    own = {"DATA_DIR": str(tmp_path / "data"), "SECRET_KEY": "any"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "clearmyrecord.settings"}
    subprocess.run([sys.executable, "manage.py", "check"], env=environment, cwd=PROJECT, check=True)
    assert any((tmp_path / "data").iterdir())
    data_directory.make_private(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_file_where_the_directory_should_be_is_trouble(tmp_path):
    (tmp_path / "data").touch()
    with pytest.raises(Trouble, match=r"cannot be used: .*File exists"):
        data_directory.make_private(tmp_path / "data")


def test_a_key_half_written_by_a_killed_run_is_not_used(tmp_path):
    (tmp_path / "secret_key.new").write_text("half")
    data_directory.make_secret_key(tmp_path)
    assert len((tmp_path / "secret_key").read_text()) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) & 0o077 == 0

import pytest


@pytest.fixture(autouse=True)
def _state_on_disk(tmp_path, settings):
    settings.DATA_DIR = tmp_path

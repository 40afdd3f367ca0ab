import pytest


@pytest.fixture(autouse=True)
def _state_on_disk(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()

"""The application's settings for tests, which share nothing with an application that runs here."""

import os
import tempfile

# Before the settings are read: all of their paths follow from it. Removed when Python ends.
_data_directory = tempfile.TemporaryDirectory(prefix="clearmyrecord-tests-")
_given = {name: os.environ.get(name) for name in ("DATA_DIR", "SECRET_KEY")}
os.environ.update(DATA_DIR=_data_directory.name, SECRET_KEY="only-for-tests")

from clearmyrecord.settings import *  # noqa: E402, F403
from clearmyrecord.settings import CACHES, REDIS_URL, RQ_QUEUES, STATIC_ROOT  # noqa: E402

for _name, _value in _given.items():
    if _value is None:
        del os.environ[_name]
    else:
        os.environ[_name] = _value

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Tests empty their Redis: a database of their own, even on a server that others use.
REDIS_URL = f"{REDIS_URL.partition('?')[0]}?db=15"
CACHES["default"]["LOCATION"] = REDIS_URL
RQ_QUEUES["default"]["URL"] = REDIS_URL

# Slow on purpose in earnest.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT.mkdir()
# Pages are rendered without collecting the static files first.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

"""Settings of Clear My Record: one file, read from the environment, safe unless told otherwise.

| variable | meaning | if not set |
|---|---|---|
| DATA_DIR | where all state lives: database, uploads, histories, filings, logs | `.data` beside manage.py |
| SECRET_KEY | signs sessions and forms | the file `secret_key` in DATA_DIR, made at first start |
| DATABASE_URL | `postgres://user:password@host/name` | SQLite in DATA_DIR |
| REDIS_URL | `redis://host:port/0` or `unix:///path` | `redis.sock` in DATA_DIR |
| ALLOWED_HOSTS | comma-separated host names | this machine only |
| SECURE | cookies over HTTPS only; turn on behind a TLS proxy | off |
| DEBUG | tracebacks in the browser; never in a real office | off |
"""

import tomllib
from pathlib import Path
from typing import Any

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()


def secret_key() -> str:
    """The key from the environment or DATA_DIR; empty without one, which Django refuses on first use."""
    stored = DATA_DIR / "secret_key"
    return env.str("SECRET_KEY", default=stored.read_text().strip() if stored.exists() else "")


SECRET_KEY = secret_key()
DEBUG = env.bool("DEBUG", default=False)
SECURE = env.bool("SECURE", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "offices",
    "audit",
    "administration",
    "uploads",
    "records",
    "eligibility",
    "review",
    "filings",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_rq",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "offices.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "offices.middleware.no_store",
    "offices.middleware.own_password_first",
]

ROOT_URLCONF = "clearmyrecord.urls"
WSGI_APPLICATION = "clearmyrecord.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clearmyrecord.navigation.navigation",
                "clearmyrecord.navigation.version",
            ],
        },
    },
]

FORM_RENDERER = "clearmyrecord.forms.Renderer"

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "database.sqlite3",
    "OPTIONS": {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-16000; PRAGMA mmap_size=1073741824;"
        ),
    },
}
DATABASE: dict[str, Any] = env.db_url("DATABASE_URL") if env.str("DATABASE_URL", default="") else SQLITE
# The web server keeps connections open between requests (web.py); what forks, or ends soon, does not.
KEPT_OPEN = {"CONN_MAX_AGE": env.int("SECONDS_A_CONNECTION_IS_KEPT", default=0), "CONN_HEALTH_CHECKS": True}
if DATABASE["ENGINE"] == "django.db.backends.postgresql":
    # To plan a question takes PostgreSQL longer than to answer it: on a connection it plans each one once.
    PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
    DATABASE["OPTIONS"] = {**PREPARED, **DATABASE.get("OPTIONS", {})}
DATABASES = {"default": {**DATABASE, **KEPT_OPEN}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default=f"unix://{DATA_DIR / 'redis.sock'}")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Jobs carry ids only and are stored as JSON: nothing that Redis keeps can name a person or run code.
DAY = 24 * 60 * 60
RQ_QUEUES = {
    "default": {
        "URL": REDIS_URL,
        "DEFAULT_TIMEOUT": DAY,
        "DEFAULT_RESULT_TTL": 60,
        "SERIALIZER": "rq.serializers.JSONSerializer",
    }
}
RQ = {"FAILURE_TTL": DAY}

AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "review.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "offices.unsaved.form_too_old"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 365 * DAY if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Files are taken in by one view alone, which chooses its own handler: see uploads/receiving.py.
FILE_UPLOAD_HANDLERS = ["uploads.receiving.NoFiles"]
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "incoming"
# A command may come before the first start, which wants the directory for this account only.
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# Says why the details of an office cannot be saved, or "": a function of the office as it would be.
CANNOT_SAVE_OFFICE = "filings.wordings.cannot_head_papers"

LANGUAGE_CODE = "en-us"
# There is one language: not to ask for it at every value saves a page a seventh of its time.
USE_I18N = False
TIME_ZONE = env.str("TIME_ZONE", default="America/Los_Angeles")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

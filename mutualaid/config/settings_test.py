"""Settings for the test suite: fast, quiet, the same code paths."""

from .settings import *  # noqa: F403
from .settings import STORAGES

SECRET_KEY = "for tests only"  # noqa: S105
LOG_KEY = "for tests only, and nothing but the tests"
LOG_OLD_KEYS: list[str] = []
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SECURE_SSL_REDIRECT = False

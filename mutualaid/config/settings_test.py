"""Settings for the test suite: fast, quiet, the same code paths."""

from pathlib import Path
from tempfile import TemporaryDirectory

from .settings import *  # noqa: F403
from .settings import DATABASES, STORAGES

# A connection that is closed is gone, and with it whatever a test told its session.
DATABASES["default"]["OPTIONS"].pop("pool", None)
# What a test writes need not outlive a power cut; PostgreSQL has no such words.
_options = DATABASES["default"]["OPTIONS"]
if "init_command" in _options:
    _options["init_command"] += "PRAGMA synchronous=OFF;"
# The test database is made by the owner and used by this role.
SERVING_DATABASE = dict(DATABASES["default"])
# What keeps areas apart above the database is tested on SQLite too.
ONE_AREA_ONLY = False

SECRET_KEY = "for tests only"  # noqa: S105
LOG_KEY = "for-tests-only-and-for-nothing-but-tests"
LOG_OLD_KEYS = []
VAULT_KEY = "for-tests-only-and-for-nothing-but-the-vault"
VAULT_OLD_KEYS = []
HASH_OLD_KEYS = []
HASH_KEY = "for-tests-only-and-for-nothing-but-hashes"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SECURE_SSL_REDIRECT = False
STEADY_SECONDS = 0.0
AFTER_REPLY_SECONDS = None
PASSWORD_HASHERS = ["mutualaid.accounts.tests.quick_hasher.QuickArgon2"]
# Gone when the tests are over.
_files = TemporaryDirectory(prefix="mutualaid-files-")
FILES_DIR = Path(_files.name)
_vault = TemporaryDirectory(prefix="mutualaid-vault-")
VAULT_DIR = Path(_vault.name)

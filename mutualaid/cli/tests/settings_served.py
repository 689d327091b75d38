"""The ordinary settings over the log tests' addresses, for a server of its own."""

from mutualaid.config.settings import *  # noqa: F403
from mutualaid.config.settings import MIDDLEWARE as ORDINARY

ROOT_URLCONF = "mutualaid.core.tests.pages"
# The database of these tests holds no area, without which every address is unknown.
MIDDLEWARE = [name for name in ORDINARY if not name.endswith(".AreaMiddleware")]
SECURE_SSL_REDIRECT = False

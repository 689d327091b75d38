"""The settings that serve; static files alone need no build.

WEATHER_SYNCHRONOUS is for showing that a database which flushes less would be noticed.
"""

import os

from mutualaid.config.settings import *  # noqa: F403
from mutualaid.config.settings import DATABASES, STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

_started = DATABASES["default"]["OPTIONS"]["init_command"]
DATABASES["default"]["OPTIONS"]["init_command"] = _started.replace(
    "synchronous=FULL",
    f"synchronous={os.environ.get('WEATHER_SYNCHRONOUS', 'FULL')}",
)

"""The program's own settings with the made-up app beside it."""

from mutualaid.config.settings import *  # noqa: F403
from mutualaid.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "upgraded"]

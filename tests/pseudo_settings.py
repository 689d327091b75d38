"""The settings of the tests in a language that lies in the data directory."""

from mutualaid.config.settings_test import *  # noqa: F403
from mutualaid.config.settings_test import DATA_DIR

LANGUAGE_CODE = "xx"
LANGUAGES = [("xx", "Brackets")]
LOCALE_PATHS = [DATA_DIR / "locale"]
LOGGING_CONFIG = None

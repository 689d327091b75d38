"""A process of its own whose database is in memory, with the world in it.

A child that is forked from it has a copy to spoil.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def stand_alone() -> None:
    """Set Django up on an empty database in memory, and quieten its log."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "mutualaid.config.settings_test"
    for name in ("DATABASE_URL", "MUTUALAID_OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.DATABASES["default"]["NAME"] = ":memory:"
    settings.LOGGING_CONFIG = None
    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from mutualaid.core.tests import template_database  # noqa: PLC0415

    setup_test_environment()
    template_database.fill(connection)

"""Make the area that the measured meetings belong to, and load the fellowships."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings")
django.setup()

from mutualaid.core.actor import system_actor  # noqa: E402
from mutualaid.directory.actions import load_national_fellowships  # noqa: E402
from mutualaid.organisations.actions import create_area  # noqa: E402

BY = system_actor("bench")
create_area(name="Bench", slug="bench", latitude=53.0, longitude=-1.5, by=BY)
load_national_fellowships(by=BY)

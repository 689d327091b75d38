"""What the rules about the code look at: the routes, the models and the files."""

import subprocess
from datetime import date, time
from pathlib import Path

import pytest
from access_table import FELLOWSHIP_KEY, MEETING_REFERENCE
from django.test import Client

from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.tests.database_roles import stand_in
from mutualaid.directory.models import Fellowship, Meeting, Venue
from mutualaid.organisations.models import Area

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small_directory(db) -> Meeting:
    """One of everything that an address in the access table leads to."""
    written = {"created_at": clock.now(), "updated_at": clock.now()}
    with within(INSTALLATION):
        area = Area.objects.create(
            slug="sample", name="Sample area", latitude=52.0, longitude=-1.0, **written
        )
        fellowship = Fellowship.objects.create(
            key=FELLOWSHIP_KEY,
            name="Sample Fellowship",
            short_name="Sample",
            approach="other",
            summary="Meetings for samples.",
            checked_on=date(2026, 1, 1),
            **written,
        )
    stand_in(area.pk)
    with within(area.pk):
        venue = Venue.objects.create(
            area=area, identity="v", name="Sample Hall", town="Sampleton", **written
        )
        return Meeting.objects.create(
            reference=MEETING_REFERENCE,
            area=area,
            fellowship=fellowship,
            venue=venue,
            name="Sample meeting",
            frequency="weekly",
            weekday=0,
            start_time=time(19, 30),
            duration_minutes=60,
            mode="in-person",
            **written,
        )


@pytest.fixture
def visitor(small_directory) -> Client:
    """Somebody who has not signed in."""
    return Client()


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file of the project, those about to be committed included."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    names = told.stdout.decode().strip("\0").split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]

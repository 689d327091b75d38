"""Areas for the tests."""

from typing import Any

from mutualaid.core.actor import system_actor
from mutualaid.core.tests.database_roles import stand_in
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

TESTER = system_actor("tests")


def an_area(slug: str = "northbridge", **given: Any) -> Area:
    usual = {"name": slug.title(), "latitude": 53.8, "longitude": 0.75, "by": TESTER}
    area = create_area(slug=slug, **{**usual, **given})
    stand_in(area.pk)
    return area

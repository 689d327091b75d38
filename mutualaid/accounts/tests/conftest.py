"""A site to sign in to. Areas belong to a layer above, so they are made by name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.tests.database_roles import stand_in


@pytest.fixture
def site(db) -> Any:
    """The only area, which every host leads to."""
    now = clock.now()
    with within(INSTALLATION):
        area = apps.get_model("organisations", "Area").objects.create(
            slug="northbridge",
            name="Northbridge Recovery Partnership",
            latitude=53.8,
            longitude=0.75,
            created_at=now,
            updated_at=now,
        )
    stand_in(area.pk)
    return area


@pytest.fixture
def lines(site) -> Callable[..., list[Entry]]:
    """Reads the site's activity log: `lines(act="accounts.sign_in")`."""

    def read(**wanted: Any) -> list[Entry]:
        with within(site.pk):
            return list(Entry.objects.filter(**wanted).order_by("pk"))

    return read


@pytest.fixture
def other_client() -> Client:
    """A second browser."""
    return Client()

"""What a first visit to a list of meetings carries over the line, compressed."""

import gzip
import re
from datetime import time
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from .factories import a_meeting, a_venue

pytestmark = pytest.mark.django_db
MOST = 38_000  # octets; 60,000 would still do


def test_a_first_visit_is_light(client, record_property):
    venue = a_venue()
    for number in range(30):
        a_meeting(
            name=f"Meeting {number}",
            venue=venue,
            start_time=time(number % 24),
            features=["newcomers", "step-free"],
        )

    page = client.get("/meetings/?place=NB1").content
    loaded = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', page))
    files = {
        name.decode(): brotli.compress(Path(finders.find(name.decode())).read_bytes())
        for name in loaded
        if b"icon-180" not in name  # asked for only when put on a home screen
    }
    weight = len(gzip.compress(page)) + sum(map(len, files.values()))

    record_property("octets of a first visit", weight)
    assert len(files) == 4  # style, script, htmx, icon
    assert weight <= MOST

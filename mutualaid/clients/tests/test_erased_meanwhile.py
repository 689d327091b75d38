"""A record that is erased at the moment in which somebody else changes it."""

import time
from threading import Event

import pytest

from mutualaid.clients.actions import handing_over
from mutualaid.core.area import within

from . import factories
from .test_two_at_once import EXPECTED, acts_on, at_once, is_gone, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db(transaction=True)

LONG_ENOUGH = 0.3  # seconds, for the other to come as far as it can


class TestErasing:
    def test_takes_the_caseload_that_begins_meanwhile(self, scene, monkeypatch):
        """It waits for the change, so that no row is left which leads to nothing."""
        client, has_begun = factories.client(scene.first.service, scene.first), Event()
        record = handing_over.record

        def record_slowly(**given):
            has_begun.set()
            time.sleep(LONG_ENOUGH)
            record(**given)

        monkeypatch.setattr(handing_over, "record", record_slowly)
        with within(scene.area_id):
            acts = acts_on(scene, client, scene.hat(scene.first), "word")

        def erase():
            assert has_begun.wait(10)
            return acts["erase"]()

        answers = at_once(scene, [0, 0], [acts["hand over"], erase])

        assert not any(isinstance(each, EXPECTED) for each in answers)
        with within(scene.area_id):
            is_gone(client)

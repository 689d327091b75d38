from datetime import UTC, datetime

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import areas as actions
from mutualaid.organisations.models import Area

from .areas import an_area

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class TestCreateArea:
    def test_keeps_what_it_is_told(self):
        with clock.frozen_at(NOON):
            an_area(name="Northbridge", host="Meetings.Example", is_demo=True)

        area = Area.objects.get()
        assert (area.name, area.slug) == ("Northbridge", "northbridge")
        assert (area.latitude, area.longitude) == (53.8, 0.75)
        assert (area.host, area.is_demo) == ("meetings.example", True)
        assert area.created_at == area.updated_at == NOON

    def test_leaves_the_first_line_in_the_areas_own_chain(self):
        area = an_area(host="Meetings.Example")

        entry = Entry.objects.get()
        assert (entry.act, entry.actor) == ("organisations.create_area", "system:tests")
        assert (entry.chain, entry.sequence) == (area.pk, 1)
        assert entry.subject == f"area:{area.reference}"
        assert entry.detail == {
            "name": "Northbridge",
            "slug": "northbridge",
            "host": "meetings.example",
        }

    @pytest.mark.parametrize(
        ("again", "sentence"),
        [
            ({}, "There is already an area called northbridge."),
            (
                {"slug": "southby", "host": "MEETINGS.example"},
                "There is already an area that answers to meetings.example.",
            ),
        ],
    )
    def test_refuses_what_another_area_has(self, again, sentence):
        an_area(host="meetings.example")

        with pytest.raises(Refused) as refused:
            an_area(**again)

        assert refused.value.sentence == sentence
        assert Area.objects.count() == Entry.objects.count() == 1

    def test_refuses_a_second_area_where_one_is_all(self, settings):
        an_area()
        settings.ONE_AREA_ONLY = True

        with pytest.raises(Refused, match="SQLite serves one area"):
            an_area("southby")

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(actions, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            an_area()

        assert not Area.objects.exists()

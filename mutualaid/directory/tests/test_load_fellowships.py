from datetime import UTC, datetime

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.directory.actions import fellowships, load_national_fellowships
from mutualaid.directory.fellowship_list import national_fellowships
from mutualaid.directory.models import DirectoryRevision, Fellowship

from .factories import TESTER

pytestmark = pytest.mark.django_db
EARLIER = datetime(2026, 11, 1, tzinfo=UTC)
LATER = datetime(2026, 11, 21, tzinfo=UTC)


class TestLoadNationalFellowships:
    def test_adds_every_one_with_all_that_the_file_tells(self):
        changed = load_national_fellowships(by=TESTER)

        assert changed == Fellowship.objects.count() == len(national_fellowships())
        for told in national_fellowships():
            kept = Fellowship.objects.get(key=told.key)
            assert kept.name == told.name
            assert kept.for_whom == list(told.for_whom)
            assert (kept.helpline, kept.checked_on) == (told.helpline, told.checked_on)

    def test_leaves_a_line_in_the_installations_chain_and_a_new_revision(self):
        changed = load_national_fellowships(by=TESTER)

        entry = Entry.objects.get()
        assert (entry.chain, entry.act) == (0, "directory.load_national_fellowships")
        assert entry.detail == {"changed": changed}
        assert DirectoryRevision.current() == 1

    def test_changes_nothing_the_second_time(self):
        with clock.frozen_at(EARLIER):
            load_national_fellowships(by=TESTER)
        before = list(Fellowship.objects.order_by("pk").values())

        assert load_national_fellowships(by=TESTER) == 0
        assert list(Fellowship.objects.order_by("pk").values()) == before
        assert Entry.objects.count() == DirectoryRevision.current() == 1

    def test_brings_up_to_date_only_what_differs(self):
        with clock.frozen_at(EARLIER):
            load_national_fellowships(by=TESTER)
        Fellowship.objects.filter(key="aa").update(helpline="01632 960123")
        reference = Fellowship.objects.get(key="aa").reference

        with clock.frozen_at(LATER):
            assert load_national_fellowships(by=TESTER) == 1

        aa = Fellowship.objects.get(key="aa")
        assert aa.helpline != "01632 960123"
        assert (aa.reference, aa.updated_at) == (reference, LATER)
        assert Fellowship.objects.filter(updated_at=LATER).count() == 1

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(fellowships, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            load_national_fellowships(by=TESTER)

        assert not Fellowship.objects.exists()
        assert DirectoryRevision.current() == 0

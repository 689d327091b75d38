from dataclasses import dataclass

import pytest
from bare_sql import changed, found, rows
from django.db import transaction
from django.db.utils import ProgrammingError

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.row_security import RowScope, scoped_models
from mutualaid.core.tests.database_roles import forget_area
from mutualaid.directory.models import Fellowship, SourceRecord, Verification
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.tests.factories import (
    a_fellowship,
    a_group,
    a_meeting,
    a_venue,
    an_area,
)
from mutualaid.organisations.models import Area, Holiday, KeptApart
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, service

pytestmark = pytest.mark.django_db
REFUSED = "row-level security policy"
TESTER = system_actor("tests")


@dataclass
class Two:
    """Two areas with a row in many tables each."""

    north: Area
    south: Area


@pytest.fixture
def two() -> Two:
    made = Two(an_area(), an_area(slug="southby", name="Southby"))
    for area in (made.north, made.south):
        membership(Role.KEYWORKER, area, service=service(area))
        a_meeting(area=area, venue=a_venue(area=area), group=a_group(area=area))
        a_meeting(area=area, venue=None, status=MeetingStatus.GONE, name="Gone")
        with within(area.pk), transaction.atomic():
            record(act="tests.try", by=TESTER)
    forget_area()
    return made


def tables(scope: RowScope) -> dict[str, str]:
    """Each table of this scope, and the name of its area's column."""
    return {
        model._meta.db_table: getattr(model, "ROW_AREA_COLUMN", "area_id")
        for model in scoped_models()
        if model.ROW_SCOPE is scope
    }


class TestUnset:
    def test_is_no_rows_and_no_error(self, two):
        for table in tables(RowScope.OWN) | tables(RowScope.SHARED):
            assert found(table, "1") == [], table

    def test_is_nothing_to_change(self, two):
        assert changed("UPDATE directory_venue SET name = 'Ours now'") == 0
        assert changed("DELETE FROM organisations_membership") == 0

    @pytest.mark.parametrize("model", [KeptApart, Holiday, Fellowship])
    def test_is_nowhere_to_write(self, two, model):
        dates = {"added_on": clock.today(), "on": clock.today()}
        times = {"created_at": clock.now(), "updated_at": clock.now()}
        given = {"area_id": two.south.pk, **dates, **times}
        names = {field.attname for field in model._meta.fields}

        with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
            model.objects.create(**{each: given[each] for each in names & set(given)})

    def test_shows_the_areas_themselves(self, two):
        assert len(rows("SELECT id FROM organisations_area")) == 2


class TestOwnRows:
    def test_are_all_that_a_bare_select_gives(self, two):
        """S5: with the product's own filter left out, still nothing of the other area."""
        filled = 0
        for table, column in tables(RowScope.OWN).items():
            for area in (two.north, two.south):
                with within(area.pk):
                    of_areas = found(table, column)
                assert of_areas in ([], [(area.pk,)]), table
                filled += len(of_areas)

        assert filled >= 2 * 5

    def test_cannot_be_reached_by_their_key(self, two):
        table = "organisations_membership"
        remove = "DELETE FROM organisations_membership WHERE id = %s"
        change = "UPDATE organisations_membership SET role = role WHERE id = %s"
        with within(two.north.pk):
            ((key,),) = found(table, "id")
        with within(two.south.pk):
            assert found(table, "id", f"id = {key}") == []
            assert (changed(remove, key), changed(change, key)) == (0, 0)
        with within(two.north.pk):
            assert (changed(change, key), changed(remove, key)) == (1, 1)

    def test_can_be_changed(self, two):
        with within(two.north.pk):
            assert changed("UPDATE organisations_service SET name = 'Ours'") == 1

    @pytest.mark.parametrize("other", ["south", "installation"])
    def test_cannot_be_moved_or_made_elsewhere(self, two, other):
        area_id = two.south.pk if other == "south" else None
        made = (
            "INSERT INTO organisations_organisation "
            "(reference, created_at, updated_at, name, area_id) "
            "VALUES ('x', now(), now(), 'Theirs', %s)"
        )
        moved = "UPDATE organisations_organisation SET area_id = %s"
        for statement in (made, moved):
            with (
                pytest.raises(ProgrammingError, match=REFUSED),
                within(two.north.pk),
            ):
                changed(statement, area_id)

    def test_within_another_area_are_that_ones(self, two):
        asked = "SELECT area_id FROM organisations_membership"
        with within(two.north.pk):
            with within(two.south.pk):
                assert rows(asked) == [(two.south.pk,)]
            assert rows(asked) == [(two.north.pk,)]

    def test_of_areas_are_not_the_installations(self, two):
        with within(INSTALLATION):
            for table, column in tables(RowScope.OWN).items():
                assert found(table, "1", f"{column} <> 0") == [], table


class TestLog:
    def test_is_read_and_written_in_ones_own_chain(self, two):
        with within(two.north.pk):
            for table in ("activity_log_entry", "activity_log_chainhead"):
                assert found(table, "chain") == [(two.north.pk,)]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE activity_log_entry SET act = 'other'",
            "DELETE FROM activity_log_entry",
            "TRUNCATE activity_log_entry",
            "ALTER TABLE activity_log_entry DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE activity_log_entry DISABLE TRIGGER ALL",
            "DROP POLICY mutualaid_all ON activity_log_entry",
        ],
    )
    def test_cannot_be_changed_by_the_role_that_serves(self, two, statement):
        with (
            pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
            within(two.north.pk),
        ):
            changed(statement)


class TestSharedRows:
    def test_are_read_by_every_area(self, two):
        for area_id in (two.north.pk, two.south.pk, INSTALLATION):
            with within(area_id):
                of_areas = found("directory_venue", "area_id")
            assert {area for (area,) in of_areas} == {two.north.pk, two.south.pk}

    def test_that_are_not_listed_are_read_by_their_own(self, two):
        gone = "SELECT area_id FROM directory_meeting WHERE status = 'gone'"
        with within(two.north.pk):
            assert rows(gone) == [(two.north.pk,)]
        with within(INSTALLATION):
            assert rows(gone) == []

    def test_are_written_by_their_own(self, two):
        with within(two.north.pk):
            assert changed("UPDATE directory_venue SET notes = 'Ours'") == 1
            assert changed("DELETE FROM directory_meeting WHERE name = 'Gone'") == 1
        with within(two.south.pk):
            assert len(rows("SELECT 1 FROM directory_venue WHERE notes = 'Ours'")) == 1
            assert len(rows("SELECT 1 FROM directory_meeting WHERE name = 'Gone'")) == 1

    def test_cannot_be_hidden_or_moved_by_another(self, two):
        hide = "UPDATE directory_meeting SET status = 'gone' WHERE area_id = %s"
        with within(two.north.pk):
            assert changed(hide, two.south.pk) == 0
        with pytest.raises(ProgrammingError, match=REFUSED), within(two.north.pk):
            changed("UPDATE directory_venue SET area_id = %s", two.south.pk)

    def test_that_are_national_are_the_installations(self, two):
        a_fellowship("na")
        rename = "UPDATE directory_fellowship SET name = 'Other' WHERE area_id IS NULL"
        with within(two.north.pk):
            assert len(rows("SELECT key FROM directory_fellowship")) == 2
            assert changed(rename) == 0
        with within(INSTALLATION):
            assert changed(rename) == 2

    def test_leave_what_their_sources_said_to_their_own_area(self):
        assert SourceRecord.ROW_SCOPE is RowScope.OWN
        assert Verification.ROW_SCOPE is RowScope.SHARED


class TestAreas:
    ADD = (
        "INSERT INTO organisations_area (reference, created_at, updated_at, slug, name, "
        "host, latitude, longitude, is_demo, colour, contact_name, contact_email, "
        "contact_telephone, safeguarding_contact, retention, authority_codes) VALUES "
        "('x', now(), now(), 'east', 'East', '', 0, 0, false, '', '', '', '', '', '{}', '[]')"
    )

    def test_are_added_by_the_installation_only(self, two):
        with within(INSTALLATION):
            assert changed(self.ADD) == 1
        for context in (within(two.north.pk), transaction.atomic()):
            with pytest.raises(ProgrammingError, match=REFUSED), context:
                changed(self.ADD.replace("'x'", "'y'").replace("east", "west"))

    def test_are_changed_by_themselves_and_the_installation(self, two):
        rename = "UPDATE organisations_area SET name = 'Other'"
        with within(two.north.pk):
            assert changed(rename) == 1
        with within(INSTALLATION):
            assert changed(rename) == 2
        assert changed(rename) == 0

    def test_are_not_removed(self, two):
        with pytest.raises(ProgrammingError, match="denied"), within(INSTALLATION):
            changed("DELETE FROM organisations_area")

from datetime import timedelta

import pytest

from mutualaid.clients.actions.commitments import plan
from mutualaid.clients.actions.extra_private import make_extra_private
from mutualaid.clients.agreements import (
    is_extra_private,
    planned_meetings,
    works_with_client,
)
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.privacy.consents.actions.answering import answer_contact, answer_telling
from mutualaid.privacy.consents.agreements import chosen_meetings
from mutualaid.privacy.consents.in_force import may_contact, may_tell
from mutualaid.privacy.models import HowSaid, Route, Telling

from .places import Place, hat


@pytest.fixture
def place(db) -> Place:
    return Place()


class TestVeto:
    def test_keeps_the_software_from_extra_private_clients(self, place):
        client, by = place.added(), hat(place.keyworker)
        answer_contact(
            person=client.person,
            route=Route.TEXT,
            is_yes=True,
            how=HowSaid.SAID,
            wording=1,
            seen="",
            by=by,
        )
        assert may_contact(client.person, Route.TEXT)

        make_extra_private(client=client, readers=[], version=client.version, by=by)

        assert is_extra_private(client.person)
        assert not may_contact(client.person, Route.TEXT)


class TestTies:
    def test_are_the_keyworker_s_and_of_who_stands_in(self, place):
        client = place.added()
        assert works_with_client(hat(place.keyworker), client.person)
        assert not works_with_client(hat(place.colleague), client.person)
        assert not works_with_client(hat(place.stranger), client.person)

        place.cover(place.keyworker, place.colleague)
        assert works_with_client(hat(place.colleague), client.person)

    def test_are_not_made_by_an_emergency(self, place):
        client = place.added()
        factories.break_glass(client, place.colleague)

        assert not works_with_client(hat(place.colleague), client.person)


class TestPlannedMeetings:
    def test_can_be_agreed_on_one_by_one(self, place):
        client, by, meeting = place.added(), hat(place.keyworker), place.meeting()
        held = meeting.schedule().next_occurrence(clock.now() + timedelta(days=1))
        plan(client=client, meeting=meeting, on=held.original_date, by=by)

        (chosen,) = planned_meetings(client.person)
        assert chosen.key == f"{meeting.reference}/{held.original_date.isoformat()}"
        assert (chosen.on, chosen.words) == (held.original_date, meeting.name)
        assert list(chosen_meetings(client.person, since=clock.today())) == [chosen]

        answer_telling(
            person=client.person,
            is_yes=True,
            whom="Sam",
            meeting=chosen,
            how=HowSaid.SAID,
            wording=1,
            by=by,
        )
        asked = {"what": Telling.PLACE, "whom": "sam", "on": chosen.on}
        assert may_tell(client.person, meeting_key=chosen.key, **asked)

    def test_are_those_to_come(self, place):
        client = place.added()

        assert list(chosen_meetings(client.person, since=clock.today())) == []

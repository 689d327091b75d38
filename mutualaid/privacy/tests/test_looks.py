from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked
from mutualaid.privacy.presenters import SENTENCES, WHO, looks_of

from . import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


@pytest.fixture
def service():
    return people.service(people.area(), name="Riverside")


@pytest.fixture
def person(service):
    return factories.person(service)


def looked(person, service, role=Role.KEYWORKER, what=Looked.RECORD, at=NOW):
    place = None if role in AREA_WIDE_ROLES else service
    worn = people.membership(role, service.area, service=place)
    hat = Membership.objects.with_everything().get(pk=worn.pk).hat()
    with clock.frozen_at(at):
        look([person], by=hat, what=what)
    return hat


class TestLooksOf:
    def test_says_who_what_and_when_without_a_name(self, person, service):
        hat = looked(person, service)

        (line,) = looks_of(person)
        assert line.words == "A keyworker at Riverside opened your record."
        assert line.when == "3 March 2026 at 2:05pm"
        assert hat.name not in line.words

    @pytest.mark.parametrize("role", Role)
    @pytest.mark.parametrize("what", Looked)
    def test_has_words_for_everybody_and_everything(self, person, service, role, what):
        looked(person, service, role, what)

        (line,) = looks_of(person)
        assert line.words.endswith(".")
        assert "%" not in line.words

    def test_has_nothing_to_say_twice(self):
        assert set(SENTENCES) == set(Looked)
        assert set(WHO) == set(Role)
        assert len(set(map(str, SENTENCES.values()))) == len(Looked)

    def test_makes_one_line_of_the_lists_of_a_day(self, person, service):
        hat = looked(person, service, what=Looked.LIST)
        for hours in (1, 2, 26):
            with clock.frozen_at(NOW + timedelta(hours=hours)):
                look([person], by=hat, what=Looked.LIST)

        assert [line.when for line in looks_of(person)] == [
            "4 March 2026 at 4:05pm",
            "3 March 2026, 3 times",
        ]

    def test_begins_with_the_newest(self, person, service):
        looked(person, service)
        looked(person, service, what=Looked.PRINT, at=NOW + timedelta(hours=1))

        assert ["printed" in line.words for line in looks_of(person)] == [True, False]

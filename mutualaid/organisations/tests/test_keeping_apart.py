"""Nobody can find out who works here and also gets help here."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.access import Door, door_of
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.models import KeptApart, is_kept_apart
from mutualaid.organisations.models.people import digests_of
from mutualaid.organisations.roles import Role

from . import factories
from .factories import client_of, signed_in_client
from .people import by, staff

pytestmark = pytest.mark.django_db
ADDRESS = "/account/also-a-client/"
INSTANT = clock.now()


@pytest.fixture
def here():
    return staff()


def tell(here, membership):
    user = membership.user
    actions.keep_apart(user=user, area=here.area, by=Actor(user.token))


class TestKeepApart:
    def test_is_known_of_one_person_in_one_area(self, here):
        tell(here, here.keyworker)

        assert is_kept_apart(here.keyworker.user, here.area)
        assert not is_kept_apart(here.colleague.user, here.area)
        assert not is_kept_apart(here.keyworker.user, factories.area())

    def test_keeps_nothing_that_leads_to_the_person(self, here):
        tell(here, here.keyworker)

        user, row = here.keyworker.user, KeptApart.objects.values().get()
        for fact in (user.token, user.reference, user.email, user.name):
            assert fact not in row["person_digest"]
        assert len(row["person_digest"]) == 64
        assert str(KeptApart.objects.get()) == "Somebody"

    def test_depends_on_the_key(self, here, settings):
        before = next(digests_of(here.keyworker.user, here.area))
        settings.SECRET_KEY = "another"

        assert next(digests_of(here.keyworker.user, here.area)) != before

    def test_outlives_a_change_of_key(self, here, settings):
        tell(here, here.keyworker)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another"
        user = here.keyworker.user

        assert is_kept_apart(user, here.area)
        actions.stop_keeping_apart(user=user, area=here.area, by=Actor(user.token))
        assert not KeptApart.objects.exists()

    def test_leaves_a_confidential_line_that_names_nobody_else(self, here):
        tell(here, here.keyworker)

        entry = Entry.objects.order_by("pk").last()
        assert entry.act == "organisations.keep_apart"
        assert entry.is_confidential
        assert (entry.subject, entry.detail) == ("", {})
        assert not Entry.objects.shown().filter(act__contains="apart").exists()

    @pytest.mark.parametrize("action", [actions.keep_apart, actions.stop_keeping_apart])
    def test_is_nobody_elses_to_say(self, here, action):
        user = here.keyworker.user

        with pytest.raises(Refused, match="Only the person themselves"):
            action(user=user, area=here.area, by=by(here.administrator))

    def test_twice_is_refused_and_so_is_taking_back_nothing(self, here):
        tell(here, here.keyworker)
        with pytest.raises(Refused, match="already"):
            tell(here, here.keyworker)

        user = here.colleague.user
        with pytest.raises(Refused, match="nothing here"):
            actions.stop_keeping_apart(user=user, area=here.area, by=Actor(user.token))


class TestTellAlsoAClient:
    def test_is_said_and_taken_back(self, here):
        client = signed_in_client(here.keyworker)
        assert "I also get help here" in client.get(ADDRESS).content.decode()

        assert client.post(ADDRESS, {"answer": "yes"})["Location"] == ADDRESS
        assert "You have told us" in client.get(ADDRESS).content.decode()
        again = client.post(ADDRESS, {"answer": "yes"})
        assert "told us this already" in again.content.decode()

        client.post(ADDRESS, {"answer": "take-back"})
        assert not is_kept_apart(here.keyworker.user, here.area)

    def test_needs_no_hat_and_both_factors(self, here):
        person = factories.person()

        assert client_of(person).get(ADDRESS).status_code == 200
        half = client_of(person, both_factors=False).get(ADDRESS)
        assert half.status_code == 302
        assert Client().get(ADDRESS).status_code == 302


def addresses(here) -> list[str]:
    """Every address behind a hat that a reference of this area, or none, leads to."""
    references = [here.keyworker.reference, here.keyworker.user.reference]
    found = set()
    for pattern in filter(behind_a_hat, patterns(get_resolver())):
        for reference in references:
            for arguments in ([], [reference]):
                try:
                    found.add(reverse(pattern.name, args=arguments))
                except NoReverseMatch:
                    continue
    return sorted(found)


def patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def behind_a_hat(pattern) -> bool:
    return door_of(pattern.callback) is Door.HAT


class TestNobodyCanTell:
    """Each page of each role is the same, byte for byte, whether somebody has told us."""

    @pytest.fixture(autouse=True)
    def _same_forms(self, monkeypatch):
        """Forms carry a token that is masked anew each time, and a signature with its second."""
        monkeypatch.setattr("django.core.signing.time.time", INSTANT.timestamp)
        monkeypatch.setattr(
            "django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2
        )

    def crawl(self, here, worn) -> dict[str, tuple[int, bytes]]:
        """Undone at the end, because reading some pages leaves a line in the log."""
        point = transaction.savepoint()
        answers = {}
        with clock.frozen_at(INSTANT):
            client = signed_in_client(worn)
            client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
            for address in addresses(here):
                response = client.get(address)
                answers[address] = response.status_code, b"".join(response)
        transaction.savepoint_rollback(point)
        return answers

    @pytest.mark.parametrize("role", ["administrator", "auditor", "manager"])
    def test_on_any_page(self, here, role):
        worn = getattr(here, role, None) or factories.membership(
            Role.AUDITOR, here.area
        )
        before, again = self.crawl(here, worn), self.crawl(here, worn)
        same = [path for path in before if before[path] == again[path]]
        assert len(same) > 30

        tell(here, here.keyworker)

        after = self.crawl(here, worn)
        assert [path for path in same if before[path] != after[path]] == []

    def test_so_that_the_crawl_would_notice_something_else(self, here):
        before = self.crawl(here, here.administrator)
        here.keyworker.user.name = "Canary"
        here.keyworker.user.save()
        after = self.crawl(here, here.administrator)

        assert before["/people/"] != after["/people/"]
        assert sum(b"Canary" in content for _, content in after.values()) > 2

"""Nothing that somebody can open changes when a concern about them is raised and worked on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern, LeadPosition, Outcome

from .crawling import Browser, addresses, addresses_elsewhere
from .factories import World, a_lead, hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=120)  # in a finished quarter, which totals count
CANARIES = {name: f"{name}canary" for name in ("words", "note", "done", "closed")}
ROLES = list(Role)
OURS = ("/today/", "/concerns/", "/safeguarding-leads/", "/activity/")


@pytest.fixture
def subject(world: World) -> dict[Role, Membership]:
    """One person in every role, lead of the service, of the area and of the other service."""
    user = factories.person(name="Subject of it all")
    hats = {}
    for role in Role:
        service = None if role in AREA_WIDE_ROLES else world.service
        hats[role] = factories.membership(role, world.area, service=service, user=user)
    for lead in (world.lead, world.area_lead):
        lead.ended_at = LONG_AGO
        lead.save()
    a_lead(hats[Role.SERVICE_MANAGER], world.service)
    a_lead(hats[Role.SERVICE_MANAGER], world.other_service)
    a_lead(hats[Role.COMMISSIONER], None)
    a_lead(hats[Role.KEYWORKER], None, LeadPosition.DEPUTY)
    return hats


def concerns_about(world: World, subject) -> Concern:
    """Enough that a total would show them, one brought to each status by the deputy."""
    by = hat_of(world.other_manager)
    about = [subject[Role.PEER].user]
    for number in range(7):
        concern = world.raises(about=about, words=f"{CANARIES['words']} {number}")
        if number > 0:
            actions.open_concern(concern=concern, by=by)
            actions.add_note(concern=concern, words=CANARIES["note"], by=by)
            actions.mark_seen(concern=concern, by=by)
        if number > 1:
            actions.say_what_was_done(concern=concern, words=CANARIES["done"], by=by)
        if number > 2:
            outcome, words = Outcome.POLICE, CANARIES["closed"]
            actions.close_concern(concern=concern, outcome=outcome, words=words, by=by)
        if number == 3:
            actions.reopen_concern(concern=concern, words=CANARIES["note"], by=by)
    return concern


def pages_without_and_with(
    worn: Membership, make, *, under=("/",)
) -> tuple[dict, dict]:
    """What this hat can open in a world without the concern, and in the same world with it."""
    browser = Browser(worn)
    point = transaction.savepoint()
    with clock.frozen_at(LONG_AGO):
        reference = make().reference
    with clock.frozen_at(NOON):
        tell_totals(worn.area)
        after = browser.crawl(reference, under)
    transaction.savepoint_rollback(point)
    with clock.frozen_at(NOON):
        tell_totals(worn.area)
        return browser.crawl(reference, under), after


def tell_totals(area: Area) -> None:
    with within(area.pk):
        actions.release_totals(area=area, by=system_actor("tick"))


class TestEveryPage:
    @pytest.fixture(autouse=True)
    def _signed_in_at_noon(self):
        with clock.frozen_at(NOON):
            yield

    @pytest.mark.parametrize("role", ROLES)
    def test_is_the_same_with_and_without_it(self, world, subject, role):
        without, with_it = pages_without_and_with(
            subject[role], lambda: concerns_about(world, subject)
        )

        assert list(without) == list(with_it)
        different = [each for each in without if without[each] != with_it[each]]
        assert different == []
        assert not [
            address
            for address, page in with_it.items()
            if any(canary in page for canary in CANARIES.values())
        ]

    def test_is_not_the_same_for_somebody_who_may_see_it(self, world, subject):
        without, with_it = pages_without_and_with(
            world.other_manager, lambda: concerns_about(world, subject), under=OURS
        )

        for address in ("/today/", "/concerns/"):
            assert without[address] != with_it[address]
        assert any(CANARIES["words"] in page for page in with_it.values())

    def test_of_totals_is_the_same_for_another_commissioner(self, world, subject):
        """The two could compare theirs."""
        without, with_it = pages_without_and_with(
            factories.membership(Role.COMMISSIONER, world.area),
            lambda: concerns_about(world, subject),
            under=OURS,
        )

        assert "About 10" not in with_it["/concerns/totals/"]
        assert with_it["/concerns/totals/"] == without["/concerns/totals/"]

    def test_of_totals_is_not_the_same_for_somebody_else_s(self, world, subject):
        """So the totals that are compared here do count."""
        colleague = {Role.PEER: world.colleague}

        without, with_it = pages_without_and_with(
            subject[Role.COMMISSIONER],
            lambda: concerns_about(world, colleague),
            under=("/concerns/totals/",),
        )

        assert "About 10" in with_it["/concerns/totals/"]
        assert "About 10" not in without["/concerns/totals/"]

    def test_of_another_app_does_not_know_its_reference(self, world, subject):
        """Asked in the role that opens most pages with a reference."""
        browser = Browser(subject[Role.SERVICE_MANAGER])
        reference, made_up = concerns_about(world, subject).reference, "BCDFGHJKMN"

        for here, nowhere in zip(
            addresses_elsewhere(reference), addresses_elsewhere(made_up), strict=True
        ):
            page = browser.get(here).replace(reference, made_up)
            assert page == browser.get(nowhere), here

    def test_is_asked_for(self, world):
        asked = Browser(world.commissioner).crawl("BCDFGHJKMN", under=OURS)

        assert {"/concerns/BCDFGHJKMN/close/", "/today/"} < asked.keys()
        assert "/concerns/receipts/BCDFGHJKMN/" in asked
        ours = {each for each in addresses("BCDFGHJKMN") if each.startswith(OURS)}
        assert len(ours) > 15
        assert ours <= asked.keys()
        assert len(addresses("BCDFGHJKMN")) > 100


class TestAddedLater:
    def test_leaves_a_lead_with_what_they_would_have_had_without_it(
        self, world, subject
    ):
        """From the moment they are added it is as if it had never been raised."""
        by = hat_of(world.other_manager)

        def raised_then_added() -> Concern:
            concern = world.raises()
            user = subject[Role.PEER].user
            actions.add_person(concern=concern, user=user, by=by)
            return concern

        with clock.frozen_at(NOON):
            for role in (Role.SERVICE_MANAGER, Role.COMMISSIONER):
                without, with_it = pages_without_and_with(
                    subject[role], raised_then_added, under=OURS
                )
                assert without == with_it


class TestEveryPost:
    @pytest.mark.parametrize("role", ROLES)
    def test_is_not_found(self, world, subject, role):
        concern = concerns_about(world, subject)
        client = factories.signed_in_client(subject[role])
        given = {
            "words": "x",
            "outcome": "police",
            "person": world.colleague.user.reference,
        }
        names = ["mark_seen", "add_note", "say_what_was_done", "close_concern"]
        names += ["reopen_concern", "add_person"]

        answers = {
            name: client.post(reverse(name, args=[concern.reference]), given)
            for name in names
        }

        assert {name: got.status_code for name, got in answers.items()} == (
            dict.fromkeys(names, 404)
        )
        concern.refresh_from_db()
        assert concern.status == "closed"
        assert concern.about.count() == 1


class TestOtherChannels:
    def test_carry_no_letter(self, world, subject, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            concerns_about(world, subject)

        assert mail.outbox
        address = subject[Role.PEER].user.email
        assert not [letter for letter in mail.outbox if address in letter.to]
        said = "".join(letter.subject + letter.body for letter in mail.outbox)
        assert not [canary for canary in CANARIES.values() if canary in said]
        assert "Subject of it all" not in said

    def test_keep_no_line_of_the_log_that_is_shown(self, world, subject):
        lines = Entry.objects.shown().count()

        concern = concerns_about(world, subject)

        assert Entry.objects.shown().count() == lines
        about_it = Entry.objects.filter(is_confidential=True)
        last = Entry.objects.filter(subject=f"concern:{concern.reference}")
        assert last.count() == 6
        said = "".join(f"{entry.subject} {entry.detail}" for entry in about_it)
        token = subject[Role.PEER].user.token
        assert token not in said
        assert not [canary for canary in CANARIES.values() if canary in said]

    def test_set_no_cookie_apart(self, world, subject):
        concerns_about(world, subject)
        client = factories.signed_in_client(subject[Role.SERVICE_MANAGER])

        client.get("/concerns/")

        names = set(client.cookies)
        assert names <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}

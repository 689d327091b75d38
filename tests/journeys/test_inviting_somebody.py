"""An administrator invites, a second one agrees, and the person invited begins to work."""

import re

import pytest
from colleague import Colleague
from django.core import mail
from django.urls import reverse
from page_rules import HEIGHT, without_scripts
from playwright.sync_api import Page, expect
from visitor import Visitor

from mutualaid.accounts.tests.factories import current_code
from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.models import Invitation, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.organisations.tests.people import Staff, by, invited, staff
from mutualaid.organisations.tests.test_cover import arranged

pytestmark = pytest.mark.django_db(transaction=True)
NAME, EMAIL = "Robin Marsh", "robin@northbridge.example"
PASSWORD = "copper ferry midwinter"
LINK = re.compile(r"https?://[^/]+(/join/\S+/)")


@pytest.fixture
def here(transactional_db) -> Staff:
    made = staff()
    made.area.host = "localhost"
    made.area.save()
    return made


@pytest.fixture(params=[(320, True), (1280, True), (320, False)], ids=str)
def page_of(request, new_context, watch):
    """Opens a browser for each person: narrow, wide, and narrow without scripts."""
    width, scripts = request.param
    bare = []

    def opened() -> Page:
        context = watch.over(new_context(java_script_enabled=scripts))
        if not scripts:
            bare.append(context)
            without_scripts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return page

    yield opened
    for context in bare:
        without_scripts.remove(context)


def letter_to(address: str) -> str:
    (letter,) = [one for one in mail.outbox if one.to == [address]]
    return letter.body


class TestInvitingSomebody:
    def test_from_the_form_to_the_hat(self, here, live_server, page_of):
        site = live_server.url
        invites(Colleague(page_of(), site, here.administrator), here)
        approves(Colleague(page_of(), site, here.other_administrator))
        begins(Visitor(page_of(), site), here)

        role = Membership.objects.active().get(user__email=EMAIL)
        assert (role.role, role.service) == (Role.KEYWORKER, here.service)


def invites(administrator: Colleague, here: Staff) -> None:
    administrator.opens("/today/")
    administrator.goes_to_the_room("People")
    administrator.looks_closely()
    administrator.follows("Invite somebody")
    administrator.presses("Send the invitation")
    administrator.is_told("“Name” needs an answer.")
    administrator.looks_closely()
    administrator.writes("Name", NAME)
    administrator.writes("Work e-mail address", EMAIL)
    administrator.chooses("Keyworker")
    administrator.page.get_by_label("Service", exact=True).select_option(
        here.service.name
    )
    administrator.presses("Send the invitation")
    administrator.arrives_at("Invitations")
    administrator.reads(NAME)
    administrator.looks_closely()


def approves(second: Colleague) -> None:
    second.opens("/today/")
    second.reads("1 invitation waits for your approval.")
    second.follows("See invitations to approve")
    second.page.get_by_role("link", name=NAME).click()
    second.arrives_at(f"Invitation of {NAME}")
    second.looks_closely()
    second.presses("Approve")
    second.reads("Approved by")
    second.looks_closely()


def begins(invited_one: Visitor, here: Staff) -> None:
    page = invited_one.page
    invited_one.opens(LINK.search(letter_to(EMAIL))[1])
    invited_one.arrives_at("Accept your invitation")
    assert invited_one.address == "/join/"
    invited_one.looks_closely()
    page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    invited_one.presses("Accept")
    invited_one.arrives_at("You have accepted")
    invited_one.looks_closely()
    invited_one.presses("Sign in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    sets_up_an_app(invited_one)
    invited_one.opens("/today/")
    hat = page.get_by_role("region", name="Your account")
    expect(hat).to_contain_text(f"{NAME}: Keyworker, {here.service.name}")


def sets_up_an_app(visitor: Visitor) -> None:
    visitor.arrives_at("Set up your second step")
    visitor.follows("Set up an app")
    secret = visitor.page.locator(".ma-key").inner_text().replace(" ", "")
    visitor.page.get_by_label("Code").fill(current_code(secret))
    visitor.presses("Continue")
    visitor.arrives_at("Keep these recovery codes")
    visitor.presses("I have kept them")


PAGES = {
    "list_people": "",
    "show_person": "person",
    "end_role": "role",
    "end_roles": "person",
    "turn_off_person": "person",
    "arrange_cover": "role",
    "list_invitations": "",
    "invite_person": "",
    "show_invitation": "invitation",
    "tell_also_a_client": "",
}


class TestEveryPage:
    @pytest.fixture
    def references(self, here) -> dict[str, str]:
        arranged(here)
        invited(here, email=here.keyworker.user.email, role=Role.PEER)
        invitation = invited(here)
        return {
            "person": here.keyworker.user.reference,
            "role": here.keyworker.reference,
            "invitation": invitation.reference,
        }

    @pytest.mark.parametrize("seat", ["administrator", "manager"])
    def test_is_sound(self, here, live_server, sized_page, references, seat):
        colleague = Colleague(sized_page, live_server.url, getattr(here, seat))
        titles = set()
        for name, of in PAGES.items():
            colleague.opens(reverse(name, args=[references[of]] if of else []))
            colleague.looks_closely()
            titles.add(colleague.page.title())

        assert len(titles) == len(PAGES)

    def test_that_says_no_is_sound(self, here, live_server, sized_page):
        colleague = Colleague(sized_page, live_server.url, here.administrator)
        invitation = invited(here)
        colleague.opens(reverse("show_invitation", args=[invitation.reference]))
        actions.withdraw_invitation(invitation=invitation, by=by(here.manager))

        colleague.presses("Withdraw")

        colleague.reads("This was not done")
        colleague.reads("This invitation has been withdrawn.")
        colleague.looks_closely()


class TestLinksThatLeadNowhere:
    @pytest.fixture
    def path(self, here) -> str:
        invited(here, email=EMAIL)
        return LINK.search(letter_to(EMAIL))[1]

    def ends_at(self, visitor: Visitor, path: str, heading: str, words: str) -> None:
        visitor.opens(path)
        visitor.arrives_at(heading)
        visitor.reads(words)
        visitor.looks_closely()

    def test_say_what_happened(self, here, live_server, sized_page, path):
        visitor = Visitor(sized_page, live_server.url)
        heading = "This link cannot be used now"
        self.ends_at(
            visitor, "/join/nothing/", "We do not know this link", "whoever invited you"
        )
        Invitation.objects.update(expires_at=clock.now())
        self.ends_at(visitor, path, heading, "seven days")
        invitation = Invitation.objects.get()
        actions.resend_invitation(invitation=invitation, by=by(here.manager))
        self.ends_at(visitor, path, heading, "A newer link")
        actions.withdraw_invitation(invitation=invitation, by=by(here.manager))
        self.ends_at(visitor, path, heading, here.administrator.user.name)

    def test_ask_somebody_known_to_sign_in(self, live_server, sized_page, path):
        make.person(email=EMAIL)
        visitor = Visitor(sized_page, live_server.url)

        self.ends_at(visitor, path, "Sign in to accept", EMAIL)

    def test_tell_somebody_else_to_sign_out(self, here, live_server, sized_page, path):
        colleague = Colleague(sized_page, live_server.url, here.keyworker)
        heading = "This invitation is for somebody else"
        self.ends_at(colleague, path, heading, here.keyworker.user.name)

        colleague.main.get_by_role("button", name="Sign out").click()
        self.ends_at(colleague, path, "Accept your invitation", EMAIL)


class TestLosingARole:
    def test_is_told_on_the_next_page(self, here, live_server, sized_page):
        colleague = Colleague(sized_page, live_server.url, here.keyworker)
        colleague.opens("/today/")
        actions.end_role(membership=here.keyworker, by=by(here.manager))

        colleague.opens("/your-roles/")

        colleague.reads(f"Your role has ended: Keyworker, {here.service.name}.")
        colleague.looks_closely()

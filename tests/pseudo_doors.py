"""Every page behind the doors and at them, in each state that has words of its own."""

from collections import Counter

from django.db import transaction
from django.template import engines
from django.test import Client, RequestFactory, override_settings
from pseudo_people import PASSWORD, WORD, Town, a_person
from pseudo_sign_in import SignIn
from pseudo_walk import Walk

from mutualaid.activity_log.acts import known_acts, sentence_of
from mutualaid.core import clock
from mutualaid.core.page_hat import FIELD as PAGE_HAT
from mutualaid.demo.outbox import BACKEND
from mutualaid.design_system.context import page_context
from mutualaid.organisations.area_settings import settings_of
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.models.invitation_links import hash_of
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import client_of, signed_in_client
from mutualaid.safeguarding.models import SafeguardingLead

# Only a provider of identities, or a person closed meanwhile, leads to these.
NOT_ASKED_FOR = {
    "account/signup_closed.jinja": {},
    "accounts/account_is_closed.jinja": {},
    "accounts/provider_refused.jinja": {"provider": WORD},
}
# One of each role, and those to whom the same page says something else.
SEATS = (*Role, "second administrator", "second manager", "far manager", "far champion")
NEW = {"name": WORD, "password": PASSWORD}
MISTAKES = {
    "/invitations/new/": [
        {"name": WORD, "email": "x@x.example", "role": "keyworker"},
        {"name": WORD, "email": WORD, "role": "recovery-champion"},
        {"name": "\u202e", "email": "x0@northbridge.example", "role": "auditor"},
    ],
    "/holidays/add/": [
        {"on-day": "1", "on-month": "1", "on-year": "1999", "name": WORD},
        {"on-day": "26", "on-month": "11", "on-year": "2026", "name": WORD},
        {"on-day": "λ", "on-month": "13", "on-year": "", "name": WORD * 40},
    ],
    "/organisations/add/": [{"name": "Σπίτι"}],
    "/settings/": [
        {"colour": "λ", "contact_telephone": "λ", "keep_activity-log": "λ"},
        {"colour": "#cccccc", "name": WORD, "opened": ""},
    ],
    "/people/": [
        {"name": "τίποτα"},
        {"status": "ended", "role": "λ"},
        {"status": "suspended"},
    ],
    "/concerns/raise/": [{"is_danger_now": "yes"}, {"words": WORD}],
    "/account/password/": [
        {"password": "λ", "new_password": "λ"},
        {"password": "λ", "new_password": "mutual recovery"},
    ],
}


class Doors(SignIn):
    """Collects what the doors of this town say."""

    def walk_in(self) -> None:
        """Everybody's own pages: a walk for each seat."""
        pressed: Counter[str] = Counter()
        for seat in SEATS:
            held = self.town.seats[seat]
            client = signed_in_client(held, HTTP_USER_AGENT="Firefox/1 Linux")
            start = ("/today/", "/hats/", "/activity/", "/concerns/totals/")
            start += ("/your-roles/", "/settings/", "/no-such-page/")
            Walk(str(seat), client, self.pages, pressed).from_(*start)

    def mistake(self) -> None:
        for seat in (Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER):
            client = signed_in_client(self.town.seats[seat])
            for address, forms in MISTAKES.items():
                for number, fields in enumerate(forms):
                    self._try(client, address, fields, f"{number} as {seat}")
            for query in ("day-day=40", "person=λ", "act=accounts.sign_in", "act=λ"):
                address = f"/activity/?{query}"
                self.told(f"{address} as {seat}", client.get(address))
        client = signed_in_client(self.town.seats[Role.AREA_ADMINISTRATOR])
        stale = settings_of(self.town.area).flat() | {"colour": "", "opened": "λ"}
        self._try(client, "/settings/", stale, "meanwhile")
        self._wrong_cover()
        over = Cover.objects.get(ended_at__isnull=False).reference
        client = signed_in_client(self.town.seats[Role.SERVICE_MANAGER])
        self.told("end of cover", client.post(f"/cover/{over}/end/"))

    def _try(self, client: Client, address: str, fields: dict, how: str) -> None:
        with transaction.atomic():
            answer = client.post(address, fields, follow=True)
            self.told(f"mistakes in {address} {how}", answer)
            transaction.set_rollback(True)

    def _wrong_cover(self) -> None:
        client = signed_in_client(self.town.seats[Role.SERVICE_MANAGER])
        names = (Role.KEYWORKER, "third keyworker")
        one, other = (self.town.seats[name].reference for name in names)
        for first, last in ((1, 2), (28, 27), (22, 24)):
            fields = {"covered_by": other}
            for name, day in {"starts_on": first, "ends_on": last}.items():
                fields |= {f"{name}-day": day, f"{name}-month": 11}
                fields |= {f"{name}-year": 2026}
            self._try(client, f"/roles/{one}/cover/", fields, f"{first} to {last}")

    def be_alone(self) -> None:
        """One administrator is left, and nobody who receives concerns."""
        others = ("second administrator", Role.SERVICE_MANAGER, "second manager")
        users = [self.town.user(seat) for seat in others]
        client = signed_in_client(self.town.seats[Role.AREA_ADMINISTRATOR])
        writer = signed_in_client(self.town.seats[Role.KEYWORKER])
        with transaction.atomic():
            roles = Membership.objects.filter(user__in=users)
            roles.update(status=MembershipStatus.SUSPENDED)
            SafeguardingLead.objects.update(ended_at=clock.now())
            invitation = self.town.links["new"].reference
            for page in ("today/", "invitations/new/", f"invitations/{invitation}/"):
                self.told(f"alone, {page}", client.get(f"/{page}"))
            told, address = {"service": "none"}, "/concerns/not-comfortable/"
            self.told("nobody receives", writer.post(address, told))
            told["keep"] = "yes"
            self.told("kept", writer.post(address, told, follow=True))
            transaction.set_rollback(True)

    def change_hats(self) -> None:
        town = self.town
        user, held = town.user("both"), town.seats["both"]
        client = client_of(user, hat=town.seats["both, too"])
        typed = {"note": WORD, PAGE_HAT: f"{user.reference}.{held.reference}"}
        self.told("other hat", client.post("/today/", typed))
        for status, ended_at in {"suspended": None, "ended": clock.now()}.items():
            mine = Membership.objects.filter(pk=held.pk)
            mine.update(status=status, ended_at=ended_at)
            self.told(f"{status} hat", client.post("/today/", typed))
            lost = client_of(user, hat=held)
            self.told(f"hat is {status}", lost.get("/today/", follow=True))
        shut = signed_in_client(town.seats["whose place shuts"])
        town.seats["whose place shuts"].service.closed_on = town.area.created_at
        self.told("no hat", client_of(a_person()).get("/hats/"))
        self.told("place shuts", shut.get("/hats/"))

    def join(self) -> None:
        """What the holder of each link meets."""
        for called, invitation in self.town.links.items():
            link = invitation.links.latest("pk")
            link.token_hash = hash_of(called.replace(" ", "-"))
            link.save()
            self._open(called, Client())
            self._open(called, client_of(self.town.user(Role.AUDITOR)))
        known = self.town.links["known"]
        user = type(a_person()).objects.get(email=known.email)
        self._open("known", client_of(user, both_factors=False))
        self._open("known", client_of(user))
        self.told("no link", Client().get("/join/λ/"))
        self.told("joined", Client().get("/join/accepted/"))

    def _open(self, called: str, client: Client) -> None:
        path = f"/join/{called.replace(' ', '-')}/"
        self.told(f"join as {called}", client.get(path, follow=True))
        for fields in ({}, {"name": WORD, "password": "λ"}, NEW):
            with transaction.atomic():
                answer = client.post("/join/", fields, follow=True)
                self.told(f"join as {called}, sent", answer)
                transaction.set_rollback(True)

    def show_the_rest(self) -> None:
        with override_settings(DEMO=True):
            for address in ("/demo/", "/demo/letters/"):
                self.told(address, Client().get(address))
        for name, values in NOT_ASKED_FOR.items():
            request = RequestFactory().get("/")
            request.area, request.is_signed_in = self.town.area, False
            template = engines["jinja2"].get_template(name)
            page = template.render({**page_context(request), **values}, request)
            self.pages[name] = page
        self.pages["acts"] = "\n".join(sentence_of(act) for act in known_acts())


def behind(town: Town) -> dict[str, str]:
    """Every page of the doors, with every letter that was sent."""
    doors = Doors(town, {})
    with override_settings(EMAIL_BACKEND=BACKEND):
        doors.walk_in()
        doors.mistake()
        doors.be_alone()
        doors.sign_in()
        doors.set_up()
        doors.lock()
        doors.join()
        doors.change_hats()
        doors.show_the_rest()
    return doors.pages


def templates_used() -> list[str]:
    """The name of every template that this process has read."""
    return sorted({name for _, name in engines["jinja2"].env.cache})

"""The demo's people and places: invented, invited and let in as anybody would be."""

from dataclasses import dataclass, replace
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt

from mutualaid.accounts.models import User
from mutualaid.accounts.totp import add_totp, step_now
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.actions import (
    accept_invitation,
    accept_with_new_account,
    approve_invitation,
    arrange_cover,
    invite_first_administrator,
    invite_person,
)
from mutualaid.organisations.actions.areas import change_settings
from mutualaid.organisations.actions.holidays import add_bank_holidays
from mutualaid.organisations.actions.providers import add_organisation, add_service
from mutualaid.organisations.area_settings import settings_of
from mutualaid.organisations.models import Area, Invitation, Membership, Service
from mutualaid.organisations.roles import ChampionLevel, Role
from mutualaid.safeguarding.actions.leading import appoint_lead
from mutualaid.safeguarding.models import LeadPosition

PASSWORD = "three quiet gravel paths"  # noqa: S105 - shown on the demo's own page
DOMAIN = "northbridge.example"

ORGANISATIONS = {
    "Northbridge Council": ("Public health team",),
    "Harbour Recovery": ("Riverside", "Linholt"),
    "Lantern Peer Network": ("Lantern hub",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One role of one person of the demo."""

    name: str
    role: Role
    service: str = ""
    level: ChampionLevel | None = None

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


ADMINISTRATORS = (
    Part("Asha Tarn", Role.AREA_ADMINISTRATOR),
    Part("Col Brackwater", Role.AREA_ADMINISTRATOR),
)
_CHAMPION = Role.RECOVERY_CHAMPION
PARTS = (
    Part("Ines Fallow", Role.COMMISSIONER),
    Part("Greta Finchley", Role.AUDITOR),
    Part("Noor Vance", Role.SERVICE_USER_REPRESENTATIVE),
    Part("Mirek Solway", Role.SERVICE_MANAGER, "Riverside"),
    Part("Pell Rowan", Role.SERVICE_MANAGER, "Riverside"),
    Part("Dee Lanyard", Role.SERVICE_MANAGER, "Linholt"),
    Part("Joss Petherwin", Role.KEYWORKER, "Riverside"),
    Part("Yemi Oakham", Role.KEYWORKER, "Riverside"),
    Part("Bryn Callow", Role.KEYWORKER, "Linholt"),
    Part("Ottilie Marsh", _CHAMPION, "Public health team", ChampionLevel.STRATEGIC),
    Part("Farida Wells", _CHAMPION, "Riverside", ChampionLevel.THERAPEUTIC),
    Part("Lou Sable", _CHAMPION, "Lantern hub", ChampionLevel.COMMUNITY),
    Part("Kit Marlow", Role.PEER, "Lantern hub"),
    Part("Sol Abbot", Role.PEER, "Lantern hub"),
    # Two hats: a peer who also speaks for those who use the services.
    Part("Robin Thackeray", Role.PEER, "Lantern hub"),
    Part("Robin Thackeray", Role.SERVICE_USER_REPRESENTATIVE),
)


# Where concerns go: the service, or the area as a whole, and who is named for it.
LEADS = (
    ("", "Ines Fallow", LeadPosition.LEAD),
    ("", "Ottilie Marsh", LeadPosition.DEPUTY),
    ("Riverside", "Mirek Solway", LeadPosition.LEAD),
    ("Riverside", "Pell Rowan", LeadPosition.DEPUTY),
    ("Linholt", "Dee Lanyard", LeadPosition.LEAD),
)
WAITING = Part("Wynn Harker", Role.KEYWORKER, "Linholt")


def bring_people(area: Area, by: Actor) -> None:
    """Everybody with their roles, each invited by one administrator, approved by the other."""
    services = _places(area, by)
    first, second = (_administrator(area, part, by) for part in ADMINISTRATORS)
    for part in PARTS:
        invitation = _invite(area, part, services, first)
        if invitation.needs_second_person():
            invitation = approve_invitation(invitation=invitation, by=second)
        _accept(invitation, by)
    _invite(area, WAITING, services, first)
    _settle(area, first)
    _name_leads(area, services)
    _arrange_cover(area)


def _invite(
    area: Area, part: Part, services: dict[str, Service], by: Actor
) -> Invitation:
    return invite_person(
        area=area,
        email=part.email,
        name=part.name,
        role=part.role,
        service=services.get(part.service),
        champion_level=part.level or "",
        by=by,
    )


def _settle(area: Area, by: Actor) -> None:
    """The area's own contacts, of a place that is not there, and its holidays."""
    area.refresh_from_db()
    answers = replace(
        settings_of(area),
        contact_name="Public health team, Northbridge Council",
        contact_email=f"mutual.aid@{DOMAIN}",
        contact_telephone="01632 960123",
        safeguarding_contact="Northbridge safeguarding desk, 01632 960456, any time",
    )
    change_settings(area=area, answers=answers, opened_at=area.updated_at, by=by)
    for year in (clock.today().year, clock.today().year + 1):
        add_bank_holidays(area=area, year=year, by=by)


def _held_by(area: Area, name: str) -> Membership:
    """The first role of somebody in the area."""
    held = Membership.objects.active().with_everything().filter(area=area)
    return held.filter(user__name=name).order_by("pk")[0]


def _name_leads(area: Area, services: dict[str, Service]) -> None:
    administrator = _held_by(area, ADMINISTRATORS[0].name).hat()
    for service, name, position in LEADS:
        appoint_lead(
            membership=_held_by(area, name),
            service=services.get(service),
            position=position,
            by=administrator,
        )


def _arrange_cover(area: Area) -> None:
    """One keyworker is away next week, and a colleague stands in."""
    begins = clock.today() + timedelta(days=7)
    arrange_cover(
        membership=_held_by(area, "Joss Petherwin"),
        covered_by=_held_by(area, "Yemi Oakham"),
        starts_on=begins,
        ends_on=begins + timedelta(days=4),
        by=_held_by(area, "Mirek Solway").hat().actor,
    )


def _places(area: Area, by: Actor) -> dict[str, Service]:
    services = {}
    for name, of_it in ORGANISATIONS.items():
        organisation = add_organisation(area=area, name=name, by=by)
        for service in of_it:
            services[service] = add_service(
                organisation=organisation, name=service, by=by
            )
    return services


def _administrator(area: Area, part: Part, by: Actor) -> Actor:
    invitation, _link = invite_first_administrator(
        area=area, email=part.email, name=part.name, by=by
    )
    user = _accept(invitation, by)
    return Actor(token=user.token, role=part.role.value)


def _accept(invitation: Invitation, by: Actor) -> User:
    link = invitation.links.get(is_replaced=False)
    user = User.objects.filter(email=invitation.email).first()
    if user:
        accept_invitation(link=link, user=user, by=Actor(token=user.token))
        return user
    accept_with_new_account(link=link, name=invitation.name, password=PASSWORD, by=by)
    user = User.objects.get(email=invitation.email)
    add_totp(user, secret=generate_totp_secret(), step=0)
    return user


def current_codes() -> list[tuple[str, str]]:
    """What each person's telephone shows now, by address."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return [
        (
            app.user.email,
            format_hotp_value(hotp_value(decrypt(app.data["secret"]), step_now())),
        )
        for app in apps.select_related("user").order_by("user__email")
    ]

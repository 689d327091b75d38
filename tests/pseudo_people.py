"""Somebody in every seat and one of everything behind the doors; names and words in Greek."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from allauth.mfa.models import Authenticator

from mutualaid.accounts.models import User
from mutualaid.accounts.tests.factories import with_totp
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations import actions
from mutualaid.organisations.actions import areas, champions, holidays, providers
from mutualaid.organisations.area_settings import settings_of
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import (
    Area,
    Invitation,
    Membership,
    Organisation,
    Service,
)
from mutualaid.organisations.roles import ChampionLevel, Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions as safeguarding
from mutualaid.safeguarding.models import ConcernKind, LeadPosition, Outcome

WORD = "Λόγος"
PASSWORD = "τέσσερις ήσυχες βίδρες"
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Town:
    """Who is there, by what they are called here, and what they have to do with."""

    area: Area
    service: Service
    other_service: Service
    seats: dict[str, Membership] = field(default_factory=dict)
    links: dict[str, Invitation] = field(default_factory=dict)

    def hat(self, seat: str) -> Hat:
        rows = Membership.objects.with_everything()
        return rows.get(pk=self.seats[seat].pk).hat()

    def by(self, seat: str) -> Actor:
        return self.hat(seat).actor

    def user(self, seat: str) -> User:
        return self.seats[seat].user

    def seat(self, called: str, role: Role, **given: object) -> Membership:
        user = given.pop("user", None) or a_person()
        self.seats[called] = factories.membership(role, self.area, user=user, **given)
        return self.seats[called]


def a_person() -> User:
    user = factories.person(name=f"Άννα {greek(User.objects.count())}")
    user.set_password(PASSWORD)
    user.save()
    return user


def greek(number: int) -> str:
    return "".join(chr(ord("α") + int(digit)) for digit in str(number))


def a_town(area: Area) -> Town:
    owner = factories.organisation(area, name="Φορέας")
    first, second = (
        factories.service(area, organisation=owner, name=name)
        for name in ("Κέντρο", "Γωνιά")
    )
    factories.service(area, organisation=owner, name="Ησυχία")
    town = Town(area, first, second)
    _seat(town)
    _look_after_places(town, owner)
    _invite(town)
    _keep_times(town)
    _worry(town)
    return town


def _seat(town: Town) -> None:
    here = {"service": town.service}
    for role in Role:
        town.seat(role, role, **({} if role in factories.AREA_WIDE_ROLES else here))
    town.seat("second administrator", Role.AREA_ADMINISTRATOR)
    town.seat("second manager", Role.SERVICE_MANAGER, **here)
    town.seat("second keyworker", Role.KEYWORKER, **here)
    town.seat("third keyworker", Role.KEYWORKER, **here)
    there = {"service": town.other_service}
    town.seat("far manager", Role.SERVICE_MANAGER, **there)
    town.seat("far champion", Role.RECOVERY_CHAMPION, **there)
    for level in (ChampionLevel.STRATEGIC, ChampionLevel.THERAPEUTIC):
        town.seat(level, Role.RECOVERY_CHAMPION, champion_level=level, **here)
    town.seat("both", Role.KEYWORKER, **here)
    town.seat("both, too", Role.COMMISSIONER, user=town.user("both"))
    for called in ("left", "turned off", "turned on", "whose place shuts"):
        town.seat(called, Role.PEER, **here)
    _end(town)


def _end(town: Town) -> None:
    boss = town.by(Role.AREA_ADMINISTRATOR)
    actions.end_role(membership=town.seats["left"], by=boss)
    for called in ("turned off", "turned on"):
        held = [town.seats[called]]
        actions.turn_off_person(person=town.user(called), memberships=held, by=boss)
    held = list(Membership.objects.filter(pk=town.seats["turned on"].pk))
    actions.turn_on_person(person=town.user("turned on"), memberships=held, by=boss)
    actions.keep_apart(user=town.user(Role.PEER), area=town.area, by=town.by(Role.PEER))
    user = town.user(Role.KEYWORKER)
    with_totp(user)
    for number in ("1", "2"):
        Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": WORD, "credential": {"id": number}},
        )


def _look_after_places(town: Town, owner: Organisation) -> None:
    area, by = town.area, town.by(Role.AREA_ADMINISTRATOR)
    providers.rename_organisation(organisation=owner, name="Σπίτι", by=by)
    empty = providers.add_organisation(area=area, name="Μόνος", by=by)
    providers.add_organisation(area=area, name="Κενός", by=by)
    shut = providers.add_service(organisation=empty, name="Κλειστό", by=by)
    town.seats["whose place shuts"] = factories.membership(
        Role.PEER, area, service=shut, user=a_person()
    )
    with clock.frozen_at(clock.now() - 3 * A_DAY):
        gone = providers.add_service(organisation=owner, name="Παλιό", by=by)
        providers.close_service(service=gone, expected={}, by=by)
    providers.close_organisation(organisation=empty, expected={"peer": 1}, by=by)
    level = ChampionLevel.COMMUNITY
    champion = town.seats[ChampionLevel.THERAPEUTIC]
    champions.change_champion_level(champion=champion, level=level, by=by)
    answers = replace(settings_of(area), safeguarding_contact="01632 960123")
    areas.change_settings(area=area, answers=answers, opened_at=area.updated_at, by=by)
    day = clock.today() + 5 * A_DAY
    for number in range(3):
        last = holidays.add_holiday(
            area=area, on=day + number * A_DAY, name=WORD, by=by
        )
    holidays.delete_holiday(holiday=last, by=by)
    holidays.add_bank_holidays(area=area, year=clock.today().year + 5, by=by)


def _invite(town: Town) -> None:
    def invited(
        called: str, role: Role = Role.KEYWORKER, **given: object
    ) -> Invitation:
        by = town.by(Role.AREA_ADMINISTRATOR)
        place = None if role in factories.AREA_WIDE_ROLES else town.service
        email = f"x{len(town.links)}@northbridge.example"
        usual = {"area": town.area, "email": email, "name": WORD, "service": place}
        town.links[called] = actions.invite_person(
            **{**usual, "role": role, "by": by, **given}
        )
        return town.links[called]

    def accept(called: str, user: User) -> None:
        link = town.links[called].links.get(is_replaced=False)
        actions.accept_invitation(link=link, user=user, by=Actor(user.token))

    with clock.frozen_at(clock.now() - 9 * A_DAY):
        invited("run out")
    with clock.frozen_at(clock.now() - 6 * A_DAY):
        invited("running out", Role.COMMISSIONER)
    boss, other = (
        town.by(seat) for seat in (Role.AREA_ADMINISTRATOR, "second administrator")
    )
    invited("new", Role.AUDITOR)
    invited("for the manager", by=other)
    actions.withdraw_invitation(invitation=invited("withdrawn"), by=boss)
    actions.refuse_invitation(invitation=invited("refused"), by=other)
    actions.approve_invitation(invitation=invited("approved"), by=other)
    known, used = a_person(), a_person()
    invited("known", Role.COMMISSIONER, email=known.email)
    invited("accepted", Role.AUDITOR, email=used.email)
    accept("accepted", used)
    invited("used", Role.KEYWORKER, email=used.email)
    accept("used", used)
    actions.approve_invitation(invitation=town.links["used"], by=other)


def _keep_times(town: Town) -> None:
    by, today = town.by(Role.SERVICE_MANAGER), clock.today()
    keyworkers = (Role.KEYWORKER, "second keyworker", "third keyworker")
    first, second, third = (town.seats[seat] for seat in keyworkers)
    for one, other, begins, lasts in (
        (first, second, 0, 2),
        (third, second, 1, 1),
        (second, first, 3, 1),
        (first, third, 20, 1),
    ):
        begins_on = today + begins * A_DAY
        cover = actions.arrange_cover(
            membership=one,
            covered_by=other,
            starts_on=begins_on,
            ends_on=begins_on + lasts * A_DAY,
            by=by,
        )
    actions.end_cover(cover=cover, by=by)


def _worry(town: Town) -> None:
    boss = town.hat(Role.AREA_ADMINISTRATOR)
    for seat, position, service in (
        (Role.SERVICE_MANAGER, LeadPosition.LEAD, town.service),
        ("second manager", LeadPosition.DEPUTY, town.service),
        (Role.COMMISSIONER, LeadPosition.LEAD, None),
        ("far manager", LeadPosition.DEPUTY, town.service),
    ):
        named = safeguarding.appoint_lead(
            membership=town.seats[seat], service=service, position=position, by=boss
        )
    safeguarding.end_lead(lead=named, by=boss)

    lead, writer = town.hat(Role.SERVICE_MANAGER), town.hat(Role.KEYWORKER)

    def raised(**given: object):
        usual = {"kind": ConcernKind.SAFEGUARDING, "service": town.service}
        usual |= {"by": writer, "words": f"{WORD} {len(given)}"}
        return safeguarding.raise_concern(**{**usual, **given})

    for days in (200, 9, 1):
        with clock.frozen_at(clock.now() - days * A_DAY):
            raised(kind=ConcernKind.NOT_COMFORTABLE, words="")
    everybody = [
        town.user(seat)
        for seat in (Role.SERVICE_MANAGER, "second manager", Role.COMMISSIONER)
    ]
    raised(about=everybody, service=None)
    raised(is_danger_now=True, is_about_somebody_unlisted=True)
    acted_on = raised(service=town.service, about=[town.user("left")])
    safeguarding.mark_seen(concern=acted_on, by=lead)
    safeguarding.say_what_was_done(concern=acted_on, words=WORD, by=lead)
    for seat, outcome in ((Role.PEER, Outcome.COUNCIL), ("both", Outcome.ADVICE)):
        last = raised(about=[town.user(seat)])
        safeguarding.mark_seen(concern=last, by=lead)
        safeguarding.add_note(concern=last, words=WORD, by=lead)
        safeguarding.say_what_was_done(concern=last, words=WORD, by=lead)
        safeguarding.close_concern(concern=last, words=WORD, outcome=outcome, by=lead)
    safeguarding.reopen_concern(concern=last, words=WORD, by=lead)
    safeguarding.release_totals(area=town.area, by=town.by(Role.COMMISSIONER))

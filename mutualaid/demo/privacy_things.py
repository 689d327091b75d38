"""What the demo's clients were told and agreed to, and one incident that is closed."""

from datetime import timedelta

from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.consents.actions.answering import (
    answer_contact,
    answer_telling,
    tell_about_privacy,
)
from mutualaid.privacy.consents.agreements import chosen_meetings
from mutualaid.privacy.incidents.actions.incidents import (
    add_incident_note,
    close_incident,
    decide_incident,
    report_incident,
)
from mutualaid.privacy.models import (
    Affected,
    DataKind,
    HowSaid,
    HowTold,
    Person,
    Risk,
    Route,
    Step,
)
from mutualaid.privacy.models.consents import COMPANY, TOLD
from mutualaid.privacy.wording import current_wording

from .past import noon

KEYWORKER, MANAGER = "Joss Petherwin", "Mirek Solway"


def agree_and_report(area: Area) -> None:
    """One client who said yes to company and no to texts; a letter that came back unopened."""
    keyworker, manager = _hat(area, KEYWORKER), _hat(area, MANAGER)
    for client in (
        Client.objects.visible_to(keyworker).active().select_related("person")
    ):
        if any(chosen_meetings(client.person, since=clock.today())):
            _agree(client.person, keyworker)
            break
    _report(keyworker, manager)


def _agree(person: Person, by: Hat) -> None:
    with clock.frozen_at(noon(1)):
        tell_about_privacy(
            person=person,
            how=HowTold.TOGETHER,
            wording=current_wording(TOLD).version,
            by=by,
        )
    meeting = next(chosen_meetings(person, since=clock.today()))
    answer_telling(
        person=person,
        is_yes=True,
        whom="Casper",
        meeting=meeting,
        how=HowSaid.SAID,
        wording=current_wording(COMPANY).version,
        by=by,
    )
    for route, is_yes in ((Route.TELEPHONE, True), (Route.TEXT, False)):
        answer_contact(
            person=person,
            route=route,
            is_yes=is_yes,
            safe_hours="In the mornings.",
            how=HowSaid.SIGNED,
            wording=current_wording(route).version,
            seen="",
            by=by,
        )


def _report(keyworker: Hat, manager: Hat) -> None:
    began = noon(45)
    with clock.frozen_at(began):
        incident = report_incident(
            words="A letter about a visit went to the flat next door.",
            happened_on=clock.today(),
            aware_at=began - timedelta(hours=1),
            affected=Affected.ONE,
            kinds=[DataKind.NAMES, DataKind.HEALTH],
            contained="The neighbour gave it back unopened the same day.",
            by=keyworker,
        )
    with clock.frozen_at(began + timedelta(hours=20)):
        decide_incident(
            incident=incident,
            risk=Risk.NONE,
            words="It was not opened, and the envelope says nothing.",
            affected=Affected.ONE,
            seen=1,
            by=manager,
        )
        add_incident_note(
            incident=incident,
            step=Step.NOTE,
            words="The person was told all the same, and thanked us.",
            by=manager,
        )
    with clock.frozen_at(began + timedelta(days=6)):
        close_incident(
            incident=incident,
            lessons="Two people read each address before a letter goes out.",
            seen=3,
            by=manager,
        )


def _hat(area: Area, name: str) -> Hat:
    held = Membership.objects.active().with_everything().filter(area=area)
    return held.filter(user__name=name).order_by("-pk")[0].hat()

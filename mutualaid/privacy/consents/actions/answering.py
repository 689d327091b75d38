"""Writing down what somebody was told, and what they answered.

Each action holds the person's answers still and asks again whether the hat still sees them:
it raises Person.DoesNotExist if not, since a tie may end in mid-form.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.consents.agreements import ChosenMeeting
from mutualaid.privacy.hashing import plainly
from mutualaid.privacy.models import (
    Answer,
    AnswerStatus,
    ContactPreference,
    HowSaid,
    HowTold,
    Person,
    PrivacyTold,
    Route,
    TellingPermission,
)
from mutualaid.privacy.models.consents import (
    AFTER_VISIT,
    COMPANY,
    CONTACT_LASTS,
    TOLD,
)
from mutualaid.privacy.wording import current_wording

from .withdrawing import end, former_tellings, hold, log


@transaction.atomic
def tell_about_privacy(
    *, person: Person, how: HowTold, wording: int, by: Hat
) -> PrivacyTold:
    """Keep that somebody was told what we keep. Raises Refused for words that are old by now."""
    hold(person, by)
    _refuse_old_words(TOLD, wording)
    told = PrivacyTold.objects.create(
        area_id=person.area_id,
        person=person,
        wording=wording,
        how=how,
        told_by_id=by.membership_id,
        told_at=clock.now(),
    )
    log("tell_about_privacy", person, by.actor)
    return told


@transaction.atomic
def answer_telling(
    *,
    person: Person,
    is_yes: bool,
    whom: str,
    meeting: ChosenMeeting,
    how: HowSaid,
    wording: int,
    by: Hat,
) -> TellingPermission:
    """Keep whether one person may be told the first name and the place, for one visit.

    It ends the answer that was there for the same person and visit.
    """
    hold(person, by)
    _refuse_old_words(COMPANY, wording)
    _refuse_no_visit(whom, meeting)
    former = former_tellings(person, whom, meeting)
    row = TellingPermission(
        visit_on=meeting.on,
        expires_on=meeting.on + AFTER_VISIT,
        **_given(person, is_yes, how, wording, by),
    )
    row.write("sealed_whom", whom.strip())
    row.write("sealed_meeting", meeting.key)
    row.write("sealed_place", meeting.words)
    _replace(former, row, by)
    log("answer_telling", person, by.actor)
    return row


@transaction.atomic
def answer_contact(
    *,
    person: Person,
    route: Route,
    is_yes: bool,
    how: HowSaid,
    wording: int,
    seen: str,
    by: Hat,
    may_leave_message: bool = False,
    safe_hours: str = "",
) -> ContactPreference:
    """Keep whether we may get in touch by one route, and when that is safe.

    `seen` is the reference of the answer that stood when the page was opened, or "". Raises
    Refused where another stands by now.
    """
    hold(person, by)
    _refuse_old_words(route, wording)
    former = list(_standing_contact(person, route))
    if seen != standing_reference(former):
        raise Refused(
            gettext(
                "Somebody else wrote down another answer since this page was opened. "
                "Yours was not kept. Theirs stands on this page: answer again only if "
                "it is not right any more."
            )
        )
    row = ContactPreference(
        route=route,
        may_leave_message=is_yes and route == Route.TELEPHONE and may_leave_message,
        expires_on=clock.today() + CONTACT_LASTS,
        **_given(person, is_yes, how, wording, by),
    )
    row.write("sealed_safe_hours", safe_hours.strip() if is_yes else "")
    _replace(former, row, by)
    log("answer_contact", person, by.actor)
    return row


def standing_reference(rows: Iterable[ContactPreference]) -> str:
    """What a form remembers of the answer it was opened over."""
    return next((row.reference for row in rows), "")


def _refuse_old_words(topic: str, wording: int) -> None:
    if wording != current_wording(topic).version:
        raise Refused(
            gettext(
                "The words to read out have changed since this page was opened. Nothing "
                "was kept. Read out the new ones, then ask again."
            )
        )


def _refuse_no_visit(whom: str, meeting: ChosenMeeting) -> None:
    if not plainly(whom):
        raise Refused(gettext("Say who is to be told."))
    if meeting.on < clock.today():
        raise Refused(gettext("That day is over. Choose a meeting that is to come."))


def _given(
    person: Person, is_yes: bool, how: HowSaid, wording: int, by: Hat
) -> dict[str, Any]:
    return {
        "area_id": person.area_id,
        "person": person,
        "wording": wording,
        "status": AnswerStatus.GIVEN if is_yes else AnswerStatus.REFUSED,
        "how": how,
        "recorded_by_id": by.membership_id,
        "recorded_at": clock.now(),
    }


def _standing_contact(person: Person, route: Route) -> Iterable[ContactPreference]:
    rows = ContactPreference.objects.standing()
    return rows.filter(person=person, route=route)


def _replace(former: Iterable[Answer], row: Answer, by: Hat) -> None:
    """A no after a yes takes it back; any other answer was asked for again."""
    for each in former:
        takes_back = (each.status, row.status) == (
            AnswerStatus.GIVEN,
            AnswerStatus.REFUSED,
        )
        ends_as = AnswerStatus.WITHDRAWN if takes_back else AnswerStatus.REPLACED
        end([each], ends_as, by=by)
    row.save()

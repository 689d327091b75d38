"""What other features ask before they tell anybody anything, or get in touch. Silence is no.

The seals are opened for the comparison alone; nobody is shown what they hold.
"""

from datetime import date

from django.db import connection
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.privacy.hashing import plainly
from mutualaid.privacy.models import (
    ContactPreference,
    Person,
    Route,
    Telling,
    TellingPermission,
)

from .agreements import is_vetoed
from .agreements import register_veto as register_veto


def may_tell(
    person: Person,
    *,
    what: Telling,
    whom: str = "",
    meeting_key: str = "",
    on: date | None = None,
) -> bool:
    """Whether this may be told to this person, for this meeting on this day (else today).

    What is not named is not covered. A page may ask; whoever then tells, asks
    `require_permission_to_tell`.
    """
    today = clock.today()
    wanted = plainly(whom), meeting_key
    rows = TellingPermission.objects.in_force(today)
    rows = rows.filter(person=person, visit_on=on or today).select_related("person")
    return all(wanted) and any(
        what in row.words_read.covers and opened(row) == wanted for row in rows
    )


def require_permission_to_tell(
    person: Person, *, what: Telling, whom: str, meeting_key: str, on: date
) -> None:
    """Hold the permission still until the caller's transaction ends, or raise Refused.

    Whoever takes it back meanwhile waits; whoever was first is seen here.
    """
    lock_answers(person)
    if not may_tell(person, what=what, whom=whom, meeting_key=meeting_key, on=on):
        raise Refused(
            gettext(
                "There is no permission to tell this person, or it was taken back. "
                "Nothing was told. Ask first, and write the answer down."
            )
        )


def may_contact(person: Person, route: Route) -> bool:
    """Whether the software may get in touch by this route on its own."""
    return _preference(person, route) is not None and not is_vetoed(person)


def may_leave_message(person: Person) -> bool:
    """Whether a message may be left where the telephone is not answered."""
    row = _preference(person, Route.TELEPHONE)
    return row is not None and row.may_leave_message and not is_vetoed(person)


def require_contact(person: Person, route: Route) -> None:
    """The same for a transaction that sends something: held still, or Refused."""
    lock_answers(person)
    if not may_contact(person, route):
        raise Refused(
            gettext(
                "They have not agreed to this way of getting in touch, or have taken it "
                "back. Nothing was sent."
            )
        )


def lock_answers(person: Person) -> None:
    """Let one transaction at a time read or change what somebody agreed to."""
    if not connection.in_atomic_block:
        raise RuntimeError("An answer can be held still inside a transaction only.")
    # Rows that point at the person may be added meanwhile: a look, say.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _preference(person: Person, route: Route) -> ContactPreference | None:
    rows = ContactPreference.objects.in_force(clock.today())
    return rows.filter(person=person, route=route).first()


def opened(row: TellingPermission) -> tuple[str, str]:
    """Whom it names, and for which meeting; nothing once that was erased."""
    return plainly(row.words_left("sealed_whom")), row.words_left("sealed_meeting")


def whom_and_place(row: TellingPermission) -> tuple[str, str]:
    """The same for a page. Whoever shows it has written the log first."""
    return row.words_left("sealed_whom"), row.words_left("sealed_place")


def safe_hours_of(row: ContactPreference) -> str:
    """When it is safe to get in touch. Whoever shows it has written the log first."""
    return row.words_left("sealed_safe_hours")

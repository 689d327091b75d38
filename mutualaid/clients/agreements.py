"""What consent asks of the apps that keep records: who works with whom, and which meetings.

Silence there is no: nothing registered here, nothing told and nothing sent.
"""

from collections.abc import Iterator

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.consents.agreements import (
    ChosenMeeting,
    register_meetings,
    register_ties,
    register_veto,
)
from mutualaid.privacy.models import Person

from .models import Client, Commitment
from .permissions import can_change_client


def is_extra_private(person: Person) -> bool:
    """No message by itself reaches somebody whose record few may read."""
    return Client.objects.filter(person=person, is_extra_private=True).exists()


def works_with_client(hat: Hat, person: Person) -> bool:
    """Their keyworker today, whoever stands in, and the manager."""
    client = Client.objects.visible_to(hat).filter(person=person).first()
    return client is not None and can_change_client(hat, client)


def planned_meetings(person: Person) -> Iterator[ChosenMeeting]:
    """Keyed by meeting and date as the commitment names them; on the day that it is held."""
    rows = Commitment.objects.planned().filter(client=person.pk)
    for row in rows.select_related("meeting__venue").with_its_day():
        venue = row.meeting.venue
        parts = [row.meeting.name, venue.name if venue else ""]
        yield ChosenMeeting(
            key=meeting_key(row),
            words=", ".join(filter(None, parts)),
            on=row.held_on,
        )


def meeting_key(commitment: Commitment) -> str:
    """As a permission to tell names the meeting."""
    day = commitment.original_date.isoformat()
    return f"{commitment.meeting.reference}/{day}"


def register() -> None:
    register_veto(is_extra_private)
    register_ties(works_with_client)
    register_meetings(planned_meetings)

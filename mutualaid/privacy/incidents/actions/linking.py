"""Naming, by reference, whose data an incident touches."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import (
    Incident,
    IncidentPerson,
    IncidentStatus,
    Looked,
    Person,
)

from .incidents import locked, log


@transaction.atomic
def link_person(*, incident: Incident, reference: str, by: Hat) -> IncidentPerson:
    """Add somebody whom the hat sees. Raises Refused for anybody else, whether there or not."""
    row = locked(incident, by)
    if row.status == IncidentStatus.CLOSED:
        raise Refused(row.stands())
    plain = "".join(reference.upper().split()).replace("-", "")
    person = Person.objects.visible_to(by).filter(reference=plain).first()
    if person is None or person.service_id != row.service_id:
        raise Refused(gettext("There is no such reference among those you may open."))
    look([person], by=by, what=Looked.FOUND)
    link, _ = IncidentPerson.objects.get_or_create(
        incident=row,
        person=person,
        defaults={
            "area_id": row.area_id,
            "added_by_id": by.membership_id,
            "added_at": clock.now(),
        },
    )
    log("link_incident_person", row, by)
    return link

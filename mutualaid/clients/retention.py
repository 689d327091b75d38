"""When a client's record has been kept for its time: counted from the last contact."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.privacy.models import Person
from mutualaid.privacy.retention.schedule import register_rule

from .models import Client


def clients_long_ago(area_id: int, last_day: date) -> Iterator[tuple[Person, date]]:
    """Everybody whom nobody has met since that day, discharged or not."""
    rows = Client.objects.filter(area=area_id, last_contact_on__lte=last_day)
    for client in rows.select_related("person").order_by("last_contact_on", "pk"):
        yield client.person, client.last_contact_on


register_rule(CARE_RECORD, _("Records of clients"), due=clients_long_ago)

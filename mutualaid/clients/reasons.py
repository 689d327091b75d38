"""Why somebody who does not work with a client reads a name; the log keeps the key."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NameReason(TextChoices):
    """Stored in the log; the keys never change."""

    CLIENT_ASKS = "client-asks", _("The client is here, writes or rings")
    KEYWORKER_AWAY = "keyworker-away", _("Their keyworker is away")
    CASELOADS = "caseloads", _("To share out the work among keyworkers")
    SUPERVISION = "supervision", _("To talk about it with their keyworker")
    RIGHTS = "rights", _("To answer what the client asks about the record")
    SAFETY = "safety", _("Somebody’s safety")

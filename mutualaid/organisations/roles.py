"""The roles of the toolkit, and what is true of each wherever it is held."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to a partnership; the stored keys never change."""

    PEER = "peer", _("Peer")
    RECOVERY_CHAMPION = "recovery-champion", _("Recovery champion")
    KEYWORKER = "keyworker", _("Keyworker")
    SERVICE_MANAGER = "service-manager", _("Service manager")
    SERVICE_USER_REPRESENTATIVE = (
        "service-user-representative",
        _("Service-user representative"),
    )
    COMMISSIONER = "commissioner", _("Commissioner")
    AREA_ADMINISTRATOR = "area-administrator", _("Area administrator")
    AUDITOR = "auditor", _("Auditor")


class ChampionLevel(models.TextChoices):
    """Where a recovery champion leads: the partnership, a service's staff, or among peers."""

    STRATEGIC = "strategic", _("Strategic")
    THERAPEUTIC = "therapeutic", _("Therapeutic")
    COMMUNITY = "community", _("Community")


# Held for the whole area; every other role is held in one service.
AREA_WIDE_ROLES = frozenset(
    {
        Role.COMMISSIONER,
        Role.AREA_ADMINISTRATOR,
        Role.AUDITOR,
        Role.SERVICE_USER_REPRESENTATIVE,
    }
)
# They read something of clients, so that one person's word is not enough to give them.
CLIENT_READING_ROLES = frozenset(
    {
        Role.PEER,
        Role.RECOVERY_CHAMPION,
        Role.KEYWORKER,
        Role.SERVICE_MANAGER,
        Role.AUDITOR,
    }
)

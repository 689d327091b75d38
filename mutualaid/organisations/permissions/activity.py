"""Who reads the activity log, and which of its lines."""

from collections import defaultdict

from django.db.models import Q

from mutualaid.activity_log.models import Entry, EntryQuerySet
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role

READERS = frozenset(
    {Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER, Role.AUDITOR, Role.KEYWORKER}
)


def can_read_activity(hat: Hat) -> bool:
    """Open the activity log, or take its lines away in a file."""
    return hat.role in READERS


def reads_only_own_activity(hat: Hat) -> bool:
    """Whether what this hat reads is about nobody else."""
    return hat.is_one_of(Role.KEYWORKER)


def sees_names_in_activity(hat: Hat) -> bool:
    """The auditor judges what was done without knowing who did it."""
    return not hat.is_one_of(Role.AUDITOR)


def activity_seen_by(hat: Hat) -> EntryQuerySet:
    """The lines of the area that this hat may read."""
    lines = Entry.objects.shown().of_area(hat.area_id)
    if hat.is_one_of(Role.AUDITOR):
        return lines
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return lines.of_sign_ins()
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return lines.filter(_by_people_of(hat))
    if hat.is_one_of(Role.KEYWORKER):
        return lines.by_actor(hat.token)
    return lines.none()


def _by_people_of(hat: Hat) -> Q:
    """What people of the service did in their role there, or with no hat on.

    What the same people do elsewhere in another role is not this manager's to read.
    """
    tokens: defaultdict[str, list[str]] = defaultdict(list)
    held = Membership.objects.held().filter(area=hat.area_id, service=hat.service_id)
    for role, token in held.values_list("role", "user__token"):
        tokens[role].append(token)
    seen = Q(pk__in=[])
    for role, of_role in tokens.items():
        seen |= Q(actor__in=of_role, role__in=[role, ""])
    return seen

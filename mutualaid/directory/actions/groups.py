"""Groups: their name and what they publish, and what stays inside."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Fellowship, Group, GroupRelations
from mutualaid.organisations.models import Area

from .changing import mark_changed

PUBLISHED = ("name", "notes", "website", "public_contact")
KEPT_INSIDE = ("shared_email", "is_shared", "letters_stopped", "rent", "relations")


@transaction.atomic
def add_group(*, area: Area, fellowship: Fellowship, name: str, by: Actor) -> Group:
    """The fellowship's group of this name: the one that is known, else a new one."""
    now = clock.now()
    group, is_new = Group.objects.get_or_create(
        area=area,
        fellowship=fellowship,
        name=name,
        defaults={"created_at": now, "updated_at": now},
    )
    if is_new:
        record(
            act="directory.add_group",
            by=by,
            subject=f"group:{group.reference}",
            area_id=area.pk,
        )
    return group


@transaction.atomic
def change_group(*, group: Group, values: Mapping[str, Any], by: Actor) -> list[str]:
    """Give a group these values, published or kept inside; what is now another.

    Raises Refused for a name that is taken, and for an address that nobody says is shared.
    """
    relations = _relations(group)
    _refuse_wrong(group, values)
    published = _set(group, values, PUBLISHED)
    inside = _set(relations, values, KEPT_INSIDE)
    if not (published or inside):
        return []
    group.updated_at = relations.updated_at = clock.now()
    group.save(update_fields=[*published, "updated_at"])
    if inside:
        relations.save()
    if published:
        mark_changed(group.meetings.all())
    record(
        act="directory.change_group",
        by=by,
        subject=f"group:{group.reference}",
        detail={"fields": [*published, *inside]},
        area_id=group.area_id,
    )
    return [*published, *inside]


def _relations(group: Group) -> GroupRelations:
    known = GroupRelations.objects.filter(group=group).first()
    return known or GroupRelations(
        area_id=group.area_id, group=group, created_at=clock.now()
    )


def _refuse_wrong(group: Group, values: Mapping[str, Any]) -> None:
    if values.get("shared_email") and not values.get("is_shared"):
        raise Refused(
            gettext("Keep an address only if the group shares it; nothing was saved.")
        )
    others = Group.objects.filter(
        area_id=group.area_id,
        fellowship_id=group.fellowship_id,
        name=values.get("name", group.name),
    ).exclude(pk=group.pk)
    if others.exists():
        raise Refused(gettext("There is already a group of that name."))


def _set(
    row: models.Model, values: Mapping[str, Any], names: tuple[str, ...]
) -> list[str]:
    changed = [
        name for name in names if name in values and getattr(row, name) != values[name]
    ]
    for name in changed:
        setattr(row, name, values[name])
    return changed

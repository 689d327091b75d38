"""Changes to areas."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.area_settings import AreaSettings, settings_of
from mutualaid.organisations.models import Area
from mutualaid.organisations.retention import departures
from mutualaid.organisations.themes import is_readable

# Shown to the public, but an office's own: the log has only that they changed.
TOLD_BY_NAME = frozenset(
    {"contact_name", "contact_email", "contact_telephone", "safeguarding_contact"}
)


class ChangedMeanwhile(Refused):
    """Somebody else saved the settings after this person had opened them."""


@transaction.atomic
@within(INSTALLATION)
def create_area(
    *,
    name: str,
    slug: str,
    latitude: float,
    longitude: float,
    by: Actor,
    host: str = "",
    is_demo: bool = False,
) -> Area:
    """Add a partnership. Its point is where distances are measured from by default.

    Raises Refused where another has its slug or its host, and a second area on SQLite.
    """
    if settings.ONE_AREA_ONLY and Area.objects.exists():
        raise Refused(
            _(
                "SQLite serves one area; set DATABASE_URL to a PostgreSQL database for "
                "more."
            )
        )
    host = host.lower()
    if Area.objects.filter(slug=slug).exists():
        raise Refused(_("There is already an area called %(slug)s.") % {"slug": slug})
    if host and Area.objects.filter(host=host).exists():
        raise Refused(
            _("There is already an area that answers to %(host)s.") % {"host": host}
        )
    now = clock.now()
    area = Area.objects.create(
        name=name,
        slug=slug,
        latitude=latitude,
        longitude=longitude,
        host=host,
        is_demo=is_demo,
        created_at=now,
        updated_at=now,
    )
    record(
        act="organisations.create_area",
        by=by,
        subject=f"area:{area.reference}",
        detail={"name": name, "slug": slug, "host": host},
        area_id=area.pk,
    )
    return area


@transaction.atomic
def change_settings(
    *, area: Area, answers: AreaSettings, opened_at: datetime | None, by: Actor
) -> Area:
    """Settle what the area decides for itself.

    `opened_at` is the area's `updated_at` when the settings were read; raises ChangedMeanwhile
    where it is another now, and Refused for a colour that words cannot be read in.
    """
    area = Area.objects.select_for_update().get(pk=area.pk)
    if area.updated_at != opened_at:
        raise ChangedMeanwhile(_("Somebody else has saved these settings meanwhile."))
    if answers.colour and not is_readable(answers.colour):
        raise Refused(
            _("Words in the colour %(colour)s would be hard to read.")
            % {"colour": answers.colour}
        )
    before, after = settings_of(area).flat(), answers.flat()
    changed = {name: after[name] for name in after if after[name] != before[name]}
    if not changed:
        return area
    _settle(area, answers)
    record(
        act="organisations.change_settings",
        by=by,
        subject=f"area:{area.reference}",
        detail={
            "changed": sorted(changed),
            **{name: changed[name] for name in changed.keys() - TOLD_BY_NAME},
        },
        area_id=area.pk,
    )
    return area


def _settle(area: Area, answers: AreaSettings) -> None:
    area.name = answers.name
    area.colour = answers.colour
    area.contact_name = answers.contact_name
    area.contact_email = answers.contact_email
    area.contact_telephone = answers.contact_telephone
    area.safeguarding_contact = answers.safeguarding_contact
    area.retention = departures(answers.retention)
    area.updated_at = clock.now()
    area.save()

"""How far an area reaches."""

import re

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.geography.boundaries import as_geojson
from mutualaid.geography.outlines import Outline
from mutualaid.organisations.models import Area

LEAST_MILES, MOST_MILES = 1, 100
MOST_CODES = 50
_CODE = re.compile(r"[A-Z0-9]{3,12}")


def read_codes(text: str) -> list[str]:
    """The codes of authorities in what somebody wrote. Raises Refused for what is none."""
    codes = list(
        dict.fromkeys(text.upper().replace(",", " ").replace(";", " ").split())
    )
    odd = [code for code in codes if not _CODE.fullmatch(code)]
    if odd:
        raise Refused(
            gettext(
                "A code is letters and digits, like E10000007; this is not: %(code)s."
            )
            % {"code": odd[0][:40]}
        )
    if len(codes) > MOST_CODES:
        raise Refused(
            gettext("At most %(most)d codes can be given.") % {"most": MOST_CODES}
        )
    return codes


@transaction.atomic
def set_reach(
    *,
    area: Area,
    outline: Outline | None,
    authority_codes: list[str],
    radius_miles: float | None,
    by: Actor,
) -> Area:
    """Say how far an area reaches: an outline, or else a circle around its middle.

    The codes are of the authorities that the outline was taken from. Raises Refused for
    neither an outline nor a circle of a sensible size.
    """
    area = Area.objects.select_for_update().get(pk=area.pk)
    if outline is None and not _is_sensible(radius_miles):
        raise Refused(
            gettext("Give an outline, or a circle of %(least)d to %(most)d miles.")
            % {"least": LEAST_MILES, "most": MOST_MILES}
        )
    area.boundary = as_geojson(outline) if outline else None
    area.authority_codes = authority_codes if outline else []
    area.radius_miles = None if outline else radius_miles
    area.updated_at = clock.now()
    area.save(
        update_fields=["boundary", "authority_codes", "radius_miles", "updated_at"]
    )
    record(
        act="organisations.set_reach",
        by=by,
        subject=f"area:{area.reference}",
        detail={"points": outline.size, "codes": area.authority_codes}
        if outline
        else {"miles": f"{radius_miles:g}"},
        area_id=area.pk,
    )
    return area


def _is_sensible(miles: float | None) -> bool:
    return miles is not None and LEAST_MILES <= miles <= MOST_MILES

"""Changes to where recovery champions lead."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import ChampionLevel, Role


@transaction.atomic
def change_champion_level(
    *, champion: Membership, level: ChampionLevel, by: Actor
) -> None:
    """Put a recovery champion at another level; who may do so is the permission's to say."""
    champion = (
        Membership.objects.select_for_update(of=("self",))
        .active()
        .filter(pk=champion.pk, role=Role.RECOVERY_CHAMPION)
        .first()
    ) or _nobody()
    if champion.champion_level == level:
        return
    former, champion.champion_level = champion.champion_level, level
    champion.updated_at = clock.now()
    champion.save(update_fields=["champion_level", "updated_at"])
    record(
        act="organisations.change_champion_level",
        by=by,
        subject=f"membership:{champion.reference}",
        detail={"level": level.value, "former_level": former},
        area_id=champion.area_id,
    )


def _nobody() -> Membership:
    raise Refused(gettext("This person is no longer a recovery champion here."))

"""Recurring work that needs to know of areas, or joins packages which do not know each other."""

from datetime import timedelta

from mutualaid.activity_log.actions import anchor_chain
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, current_area_id
from mutualaid.duties.registry import duty

DAILY = timedelta(days=1)


@duty(every=DAILY, per_area=True)
def anchor_log_of_area(*, by: Actor) -> None:
    """State where the area's log stands, outside the database."""
    anchor_chain(chain=current_area_id() or INSTALLATION)


@duty(every=DAILY, per_area=False)
def anchor_log_of_installation(*, by: Actor) -> None:
    """The same for what belongs to no area."""
    anchor_chain(chain=INSTALLATION)

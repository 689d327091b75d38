"""Looking every hour whether the time of an incident presses."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, current_area_id
from mutualaid.duties.registry import duty

from .actions.warning import warn_of_incidents


@duty(every=timedelta(hours=1), per_area=True)
def warn_of_pressing_incidents(*, by: Actor) -> None:
    """A letter before the 72 hours end, and one once they are over."""
    warn_of_incidents(area_id=current_area_id() or INSTALLATION, by=by)

"""Lines that reading the activity log itself leaves."""

from collections.abc import Sequence

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor


@transaction.atomic
def log_reading_of_activity(*, filters: Sequence[str], by: Actor) -> None:
    """Keep that somebody read of others, and by which kinds of filter; not what was sought."""
    record(act="organisations.read_activity", by=by, detail={"filters": list(filters)})


@transaction.atomic
def log_export_of_activity(*, filters: Sequence[str], by: Actor) -> None:
    """Keep that somebody is about to take lines away in a file."""
    record(
        act="organisations.export_activity", by=by, detail={"filters": list(filters)}
    )

"""The national list of fellowships, kept in step with the file that ships with the code."""

from dataclasses import asdict

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.directory.fellowship_list import national_fellowships
from mutualaid.directory.models import DirectoryRevision, Fellowship


@transaction.atomic
@within(INSTALLATION)
def load_national_fellowships(*, by: Actor) -> int:
    """Add or bring up to date every national fellowship; answers how many changed."""
    known = {fellowship.key: fellowship for fellowship in Fellowship.objects.all()}
    changed = sum(
        _settle(known.get(each.key), asdict(each)) for each in national_fellowships()
    )
    if changed:
        DirectoryRevision.advance()
        record(
            act="directory.load_national_fellowships",
            by=by,
            detail={"changed": changed},
        )
    return changed


def _settle(known: Fellowship | None, told: dict[str, object]) -> bool:
    now = clock.now()
    told["for_whom"] = list(told["for_whom"])  # type: ignore[call-overload]
    if known is None:
        Fellowship.objects.create(**told, created_at=now, updated_at=now)
        return True
    changed = [name for name, value in told.items() if getattr(known, name) != value]
    for name in changed:
        setattr(known, name, told[name])
    if changed:
        known.updated_at = now
        known.save()
    return bool(changed)

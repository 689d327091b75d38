"""What stands in the calendar of a list, and by what one tells whether it has changed."""

from hashlib import sha256

from .finding import Finding
from .models import DirectoryRevision, Meeting

MOST_SERIES = 200


def _keys(finding: Finding) -> list[int]:
    """The meetings found, those that share a row included, in an order that stays."""
    hits = finding.answer.hits
    return sorted(key for hit in hits for key in (hit.key, *hit.others))[:MOST_SERIES]


def feed_meetings(finding: Finding) -> list[Meeting]:
    """The meetings, with all that a calendar says of them."""
    found = Meeting.objects.published().filter(pk__in=_keys(finding))
    return list(found.with_everything().order_by("pk"))


def feed_etag(finding: Finding, is_discreet: bool) -> str:
    """Changes with the directory, and with what of it is found."""
    told = f"{finding.published.snapshot.revision} {is_discreet} {_keys(finding)}"
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


def feed_time(finding: Finding) -> int | None:
    """When the list last changed; None for one that changes with the clock as well."""
    query = finding.query
    moves = {"today", "tomorrow"} & set(query.day) or query.checked
    if moves or finding.answer.total > MOST_SERIES:
        return None
    changed = DirectoryRevision.objects.values_list("changed_at", flat=True).first()
    return int(changed.timestamp()) if changed else None

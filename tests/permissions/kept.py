"""What keepers of a directory keep: meetings in every state, places, groups, pairs."""

from datetime import date, time
from typing import Any

from world import World

from mutualaid.directory.models import (
    DifferentDate,
    Fellowship,
    Group,
    GroupRelations,
    LocalValue,
    Meeting,
    Venue,
)

# A Monday after the world's present: on it the meeting with a date that differs is off.
MONDAY = date(2026, 12, 7)


def add_kept(world: World, area: int) -> None:
    """One of each, beside the published meeting that everybody finds."""
    here = {"area": world.areas[area], **world.written()}
    fellowship = Fellowship.objects.get(key=f"sample-{area}")
    venue = Venue.objects.create(identity="kept", name="Kept Hall", **here)
    group = Group.objects.create(fellowship=fellowship, name=f"Kept {area}", **here)
    rent = world.word("what a group pays", area)
    GroupRelations.objects.create(group=group, rent=rent, **here)
    world.add("venue", venue, area)
    world.add("group", group, area)

    def meeting(name: str, **given: Any) -> Meeting:
        usual = {"frequency": "weekly", "weekday": 0, "start_time": time(19, 30)}
        shared = {"fellowship": fellowship, "mode": "in-person", "name": name}
        return Meeting.objects.create(**{**usual, **shared, **given}, **here)

    kept = meeting("Kept meeting", group=group, venue=venue)
    world.add("kept-meeting", kept, area)
    closed = meeting("Closed meeting", status="closed", weekday=1)
    world.add("closed-meeting", closed, area)
    merged = meeting("Merged meeting", status="merged", merged_into=kept)
    world.add("merged-meeting", merged, area)
    other = meeting("Kept meeting", venue=venue)
    names = {"first": kept.reference, "second": other.reference}
    world.add("meeting-pair", kept, area, arguments=names)
    _add_waiting(world, area, meeting("Waiting meeting", weekday=2))
    _add_date(
        world, area, meeting("Meeting that is off", weekday=0, start_time=time(9))
    )


def _add_waiting(world: World, area: int, meeting: Meeting) -> None:
    LocalValue.objects.create(
        area=world.areas[area],
        meeting=meeting,
        field="notes",
        value="Ours",
        source_value="Theirs",
        offered="Theirs now",
        needs_review=True,
        set_at=world.now,
        by_role="recovery-champion",
    )
    world.add("waiting-meeting", meeting, area)


def _add_date(world: World, area: int, meeting: Meeting) -> None:
    DifferentDate.objects.create(
        area=world.areas[area],
        meeting=meeting,
        original_date=MONDAY,
        kind="cancelled",
        **world.written(),
    )
    world.add("meeting-with-a-date", meeting, area)

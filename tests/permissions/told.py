"""What somebody told an area of its list, and a letter to one of its groups."""

from datetime import timedelta

from world import World

from mutualaid.directory.actions.chasing import hash_of
from mutualaid.directory.models import (
    CheckLetter,
    Correction,
    Fellowship,
    Group,
    Meeting,
)
from mutualaid.directory.taken import Taken, sealed_link


def add_told(world: World, area: int) -> None:
    """A message that a meeting is missing, and the link that a group was sent."""
    here = world.areas[area]
    fellowship = Fellowship.objects.get(key=f"sample-{area}")
    said = world.word("what somebody told", area)
    correction = Correction.objects.create(
        area=here,
        kind="missing",
        origin="public",
        proposed={"name": said},
        words=f"Somebody said {said}.",
        reply_to=f"{said}@told.example",
        told_at=world.now,
    )
    world.add("correction", correction, area, mark=said)
    group = Group.objects.create(
        area=here, fellowship=fellowship, name=f"Asked {area}", **world.written()
    )
    token = f"letter-{group.reference}"
    letter = CheckLetter.objects.create(
        area=here,
        group=group,
        token_hash=hash_of(token),
        number=1,
        sent_at=world.now,
        expires_at=world.now + timedelta(30),
    )
    world.add("check-letter", letter, area, arguments={"token": token})
    _add_week_link(world, area)


def _add_week_link(world: World, area: int) -> None:
    meeting = Meeting.objects.get(area=world.areas[area], name="Sample meeting")
    taken = Taken(meeting.reference, world.now.date())
    arguments = {"token": sealed_link([taken])}
    world.add("week-link", meeting, area, arguments=arguments)

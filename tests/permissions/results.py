"""A signed round of each area: its results, and what it means for each team."""

from datetime import timedelta

from world import SERVICES, World

from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import (
    AgreedRating,
    Rater,
    Rating,
    Round,
    RoundStatus,
)

PART = "1.4"


def add_results(world: World, area: int) -> None:
    """One part was rated and agreed; the words about it are nobody's outside of the area."""
    commissioner = world.person("commissioner", area).membership
    shared = {"area": world.areas[area], **world.written()}
    today = world.now.date()
    signed = Round.objects.create(
        name=world.word("name of a signed round", area),
        status=RoundStatus.SIGNED_OFF,
        instrument=current_table(),
        evidence_from=today - timedelta(days=380),
        rating_closes_on=today - timedelta(days=200),
        opened_by=commissioner,
        revealed_at=world.now - timedelta(days=199),
        signed_off_at=world.now - timedelta(days=198),
        signed_off_by=commissioner,
        annexes={"on": today.isoformat(), "title": "", "coverage": [], "annexes": []},
        **shared,
    )
    rater = Rater.objects.create(
        round=signed, kind="group", label="A group", status="finished", **shared
    )
    comment = world.word("what a rater wrote", area)
    Rating.objects.create(
        rater=rater, part_key=PART, answer="1", comment=comment, **shared
    )
    said = world.word("what was agreed", area)
    AgreedRating.objects.create(
        round=signed,
        part_key=PART,
        answer="1",
        comment=said,
        agreed_by=commissioner,
        **shared,
    )
    world.add("signed-round", signed, area)
    statement = {"reference": signed.reference, "key": PART}
    world.add("signed-round-statement", signed, area, arguments=statement)
    for service in range(SERVICES):
        team = world.services[area][service].reference
        named = {"reference": signed.reference, "service": team}
        world.add("signed-round-team", signed, area, service=service, arguments=named)


def tabled_body(world: World) -> dict[str, str]:
    """A day since the round was signed off."""
    day = world.now.date()
    return {
        "tabled_on-day": str(day.day),
        "tabled_on-month": str(day.month),
        "tabled_on-year": str(day.year),
        "minutes": "Item 3",
    }

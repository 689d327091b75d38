"""Service positions of each area, and answers to the forms about them."""

from datetime import timedelta

from world import World

from mutualaid.directory.forms.reach import ReachAnswers
from mutualaid.directory.models import Fellowship, ServicePosition

SHARED = "professionals@samples.example"


def add_positions(world: World, area: int) -> None:
    """One that is filled and one that is vacant."""
    fellowship = Fellowship.objects.get(key=f"sample-{area}")
    for kind, is_filled in (("position", True), ("vacant-position", False)):
        row = ServicePosition.objects.create(
            area=world.areas[area],
            fellowship=fellowship,
            role="health",
            description=world.word(f"what a {kind} is for", area),
            shared_email=SHARED,
            is_filled=is_filled,
            review_on=world.now.date() + timedelta(days=90),
            **world.written(),
        )
        world.add(kind, row, area, mark=row.description)


def position_body(world: World, area: int | None = None) -> dict[str, str]:
    """A valid answer; with an area, about a fellowship of its own."""
    day = world.now.date() + timedelta(days=100)
    body = {
        "role": "prisons",
        "shared_email": SHARED,
        "is_shared": "on",
        "review_on-day": str(day.day),
        "review_on-month": str(day.month),
        "review_on-year": str(day.year),
    }
    return body if area is None else {**body, "fellowship": f"sample-{area}"}


def reach_body() -> dict[str, str]:
    """A circle that somebody has looked at already."""
    return {"sealed": ReachAnswers(radius_miles=9.0).sealed()}

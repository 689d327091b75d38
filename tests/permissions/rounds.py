"""A round of each area that people rate in, with voices without an account."""

from datetime import timedelta

from world import Person, World

from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import Rater, RaterKind, Round


def add_rounds(world: World, area: int) -> None:
    """One voice has finished, so that the ratings could be shown."""
    opened = _round(world, area)
    voices = {"round-rater": RaterKind.OTHER, "round-fellowship": RaterKind.GROUP}
    for kind, voice in voices.items():
        rater = Rater.objects.create(
            area=world.areas[area],
            round=opened,
            kind=voice,
            label=f"Voice {world.word('what a voice is called', area)}",
            status="finished",
            **world.written(),
        )
        arguments = {"reference": opened.reference, "rater": rater.reference}
        world.add(kind, rater, area, arguments=arguments, mark=rater.label)


def _round(world: World, area: int) -> Round:
    today = world.now.date()
    opened = Round.objects.create(
        area=world.areas[area],
        name=f"Round {world.word('name of a round', area)}",
        instrument=current_table(),
        evidence_from=today - timedelta(days=180),
        rating_closes_on=today + timedelta(days=14),
        opened_by=world.person("commissioner", area).membership,
        **world.written(),
    )
    world.add("round", opened, area, mark=opened.name)
    return opened


def round_body(world: World) -> dict[str, str]:
    closes = world.now.date() + timedelta(days=20)
    return {
        "name": "Round by Another Name",
        "rating_closes_on-day": str(closes.day),
        "rating_closes_on-month": str(closes.month),
        "rating_closes_on-year": str(closes.year),
    }


def opening_body(world: World) -> dict[str, str]:
    since = world.now.date()
    return {
        **round_body(world),
        "mode": "scale",
        "evidence_from-day": str(since.day),
        "evidence_from-month": str(since.month),
        "evidence_from-year": str(since.year),
    }


def invite_body(world: World, person: Person) -> dict[str, str]:
    manager = world.person("service-manager", person.area).membership
    return {"people": manager.reference if manager else ""}

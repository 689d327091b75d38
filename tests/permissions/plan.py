"""Actions of the improvement plan and barriers of each area."""

from datetime import timedelta

from world import SERVICES, World

from mutualaid.improvement_plan.models import (
    Action,
    Barrier,
    BarrierKind,
    BarrierStatus,
    Cause,
    PdsaCycle,
)

MOVES = (("action-to-move", "in-progress"), ("action-to-drop", "dropped"))


def add_plan(world: World, area: int) -> None:
    """For each service an agreed action that its keyworker owns, and what is in the way."""
    for service in range(SERVICES):
        _add_action(world, area, service)
    for kind, status in (
        ("barrier", BarrierStatus.STANDING),
        ("lifted-barrier", BarrierStatus.LIFTED),
    ):
        row = Barrier.objects.create(
            area=world.areas[area],
            kind=BarrierKind.PLACE,
            words=world.word(f"what a {kind} is", area),
            status=status,
            **world.written(),
        )
        world.add(kind, row, area, mark=row.words)


def _add_action(world: World, area: int, service: int) -> None:
    owner = world.person("keyworker", area, service)
    action = Action.objects.create(
        area=world.areas[area],
        title=world.word("what is to be done", area, service),
        cause=Cause.NOBODY,
        owner=owner.membership,
        service=world.services[area][service],
        due_on=world.now.date() + timedelta(days=60),
        status="agreed",
        **world.written(),
    )
    told = {"service": service, "owners": frozenset({owner.user_id})}
    world.add("action", action, area, mark=action.title, **told)
    for kind, to in MOVES:
        arguments = {"reference": action.reference, "to": to}
        world.add(kind, action, area, arguments=arguments, **told)
    cycle = PdsaCycle.objects.create(
        area=world.areas[area],
        action=action,
        question=world.word("what is tried", area, service),
        prediction="More people come.",
        plan="Ask ten people.",
        tried_on=world.now.date(),
        **world.written(),
    )
    world.add("cycle", cycle, area, **told)


def trial_body(world: World) -> dict[str, str]:
    """Something to be tried from today."""
    day = world.now.date()
    return {
        "question": "Does a message help?",
        "prediction": "It does.",
        "plan": "Ten people, a fortnight.",
        "tried_on-day": str(day.day),
        "tried_on-month": str(day.month),
        "tried_on-year": str(day.year),
    }

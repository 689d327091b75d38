"""A care session with the plain client of each service, and forms about it."""

import json

from clients import second_keyworker
from world import SERVICES, World

from mutualaid.care.tests import factories

STEP = "1.2"
FORMS = {
    "answer_follow_up": {"reached": "yes", "revision": "0", "times": "1-3"},
    "fit_meetings": {"avoid": "Sample Hall", "ways": ["walk"], "most_minutes": "30"},
    "start_care_session": {"kind": "one", "occasion": "keywork", "way": "in-person"},
    "take_step": {"outcome": "done", "revision": "1", "note": "Liked the tea"},
}


def add_care(world: World, area: int) -> None:
    """Going on, with one step written down and something typed and not saved."""
    for service in range(SERVICES):
        keyworker = second_keyworker(world, area, service)
        (client,) = [
            each.row
            for each in world.things["client"]
            if (each.area, each.service) == (area, service)
        ]
        session = factories.care_session(client, keyworker.membership)
        said = world.word("note of a step", area, service)
        typed = world.word("draft of a step", area, service)
        draft = json.dumps({"note": [typed]})
        factories.step_record(session, STEP, note=f"Said {said}.", draft=draft)
        away = world.word("where a client will not go", area, service)
        factories.client_week(client, keyworker.membership, avoid=[away])
        owners = frozenset({keyworker.user_id})
        told = {"service": service, "owners": owners}
        world.add("care-session", session, area, **told)
        world.add(
            "follow-up", factories.follow_up(client, keyworker.membership), area, **told
        )

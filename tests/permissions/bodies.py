"""The least that makes a valid answer to each form; nothing for those that are a button."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from agreed import ANSWERS, link_body, report_body, told_body
from asking import RIGHTS_ANSWERS, asked_body
from care import FORMS as CARE
from caseload import FORMS as CASELOAD
from caseload import keyworker_body, new_client_body, plan_body
from charts import note_body, rebase_body
from clients import EMERGENCIES, emergency_body, reader_body
from evidence import READING, evidence_body
from kept import MONDAY
from plan import trial_body
from positions import position_body, reach_body
from rating import ANSWER
from results import tabled_body
from retention import date_body, review_body
from rounds import invite_body, opening_body, round_body
from world import Person, Thing, World

from mutualaid.organisations.actions.providers import roles_held_in
from mutualaid.organisations.forms.area_settings import opened_now
from mutualaid.organisations.forms.places import ClosingForm

Body = dict[str, Any]
Maker = Callable[[World, Person, Thing | None], Body]

# What nobody can be made to do without a device or a password that the world lacks.
NOT_DONE = frozenset(
    {
        "account_login",
        "mfa_authenticate",
        "sign_in_with_passkey",
        "confirm_it_is_you",
        "change_password",
        "add_authenticator_app",
        "add_a_passkey",
        "carry_on",
        "accept_invitation",
        "sign_in_as",
        # A second factor is asked for on the form itself.
        "break_glass",
        "openid_connect_login",
        "openid_connect_callback",
    }
)
# What is made is shown this once, on the answer itself.
SHOWN_ONCE = frozenset({"renew_rater_link"})
# What can be done to something that stands otherwise than the world's first of its kind.
NOT_NOW = frozenset(
    {
        # The world has keyworkers without a client of their own: they can name nobody.
        "link_incident_person",
        # A manager reaches only clients who are not extra-private: these have no readers.
        "name_reader",
        # The round that has results is over, and people rate in the other one.
        "agree_statement",
        "sign_off_round",
        # Whoever brought it takes it back, and the commissioner; others read why not.
        "withdraw_evidence",
        # A file is no field of these forms; and a list that waits has nothing to undo.
        "add_import",
        "import_population",
        "undo_import",
        "turn_on_person",
        "reopen_organisation",
        "reopen_service",
        "close_concern",
        "reopen_concern",
        "mark_seen",
        # There is a round already.
        "open_round",
    }
)
A_LONG_PASSWORD = "three words that do not belong"
WORDS = {"words": "Something was done about it."}


def body(route: str, world: World, person: Person, thing: Thing | None) -> Body:
    """A valid answer to the form of this route."""
    if route in ALWAYS:
        return dict(ALWAYS[route])
    return MADE[route](world, person, thing) if route in MADE else {}


def _days(name: str, day: date) -> Body:
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def _choose_hat(_world: World, person: Person, _thing: Thing | None) -> Body:
    return {"reference": person.membership.reference if person.membership else ""}


def _change_settings(world: World, person: Person, _thing: Thing | None) -> Body:
    now = opened_now(world.areas[person.area])
    return {name: "" if value is None else value for name, value in now.items()}


def _close(_world: World, _person: Person, thing: Thing | None) -> Body:
    assert thing is not None
    return {"seen": ClosingForm(held=roles_held_in(thing.row)).seen}


def _change_level(_world: World, _person: Person, thing: Thing | None) -> Body:
    return {"level": "therapeutic"} if thing else {}


def _arrange_cover(world: World, _person: Person, thing: Thing | None) -> Body:
    assert thing is not None
    colleagues = [
        each.row.reference
        for each in world.things["role"]
        if (each.area, each.service) == (thing.area, thing.service)
        and each.row.role == thing.row.role
        and each.owners != thing.owners
    ]
    first = world.now.date() + timedelta(days=20)
    days = _days("starts_on", first) | _days("ends_on", first + timedelta(days=3))
    return {"covered_by": (colleagues or [""])[-1], **days}


def _invite(world: World, person: Person, _thing: Thing | None) -> Body:
    service = world.services[person.area][person.service or 0]
    return {
        "name": "Somebody New",
        "email": "somebody.new@northbridge.example",
        "role": "keyworker",
        "service": service.reference,
    }


def _add_holiday(world: World, _person: Person, _thing: Thing | None) -> Body:
    day = world.now.date() + timedelta(days=40)
    return {**_days("on", day), "name": "Training day"}


def _raise_concern(world: World, person: Person, _thing: Thing | None) -> Body:
    service = world.services[person.area][person.service or 0]
    return {
        **WORDS,
        "service": service.reference,
        "kind_of_concern": "safeguarding",
        "is_danger_now": "no",
        "keep": "yes",
    }


def _add_person(world: World, _person: Person, thing: Thing | None) -> Body:
    assert thing is not None
    other = world.person("commissioner", thing.area or 0)
    return {"person": other.user.reference if other.user else ""}


def _appoint_lead(world: World, person: Person, _thing: Thing | None) -> Body:
    manager = world.person("service-manager", person.area, 1)
    return {
        "post": world.services[person.area][1].reference,
        "holder": manager.membership.reference if manager.membership else "",
        "position": "deputy",
    }


def _add_meeting(_world: World, person: Person, _thing: Thing | None) -> Body:
    return {
        **_kept("New meeting"),
        "fellowship": f"sample-{person.area}",
        "place_name": "New Hall",
    }


def _change_meeting(_world: World, _person: Person, thing: Thing | None) -> Body:
    assert thing is not None
    return {**_kept("Kept by another name"), "seen": str(thing.row.calendar_sequence)}


def _kept(name: str) -> Body:
    return {
        "name": name,
        "frequency": "weekly",
        "weekday": "3",
        "start_time": "7pm",
        "visibility": "public",
    }


def _confirm(world: World, _person: Person, _thing: Thing | None) -> Body:
    return {"kind": "visited", **_days("on", world.now.date())}


def _check_venue(world: World, _person: Person, _thing: Thing | None) -> Body:
    return {"step_free": "yes", **_days("checked_on", world.now.date())}


def _name_premises(world: World, person: Person, _thing: Thing | None) -> Body:
    return {"service": world.services[person.area][1].reference}


def _merge(_world: World, _person: Person, thing: Thing | None) -> Body:
    assert thing is not None
    return {"keep": thing.arguments["first"]}


ALWAYS: dict[str, Body] = {
    **ANSWERS,
    "change_source": {"stale_after_days": "30"},
    "place_hold": {"reason": "complaint"},
    "tell_us": {"kind": "ended"},
    "tell_missing_meeting": {"name": "Dawn"},
    "answer_correction": {"answer": "The group says that it runs."},
    "add_different_date": {"kind": "cancelled", **_days("on", MONDAY)},
    "undo_different_date": {"on": MONDAY.isoformat()},
    "change_venue": {"name": "Hall by Another Name"},
    "change_group": {"name": "Group by Another Name"},
    "review_local_values": {"notes": "ours"},
    "add_organisation": {"name": "New Provider"},
    "rename_organisation": {"name": "Provider by Another Name"},
    "add_service": {"name": "New Service"},
    "rename_service": {"name": "Service by Another Name"},
    "list_people": {"name": "zq"},
    "add_note": WORDS,
    "say_what_was_done": WORDS,
    "close_concern": {**WORDS, "outcome": "advice"},
    "reopen_concern": WORDS,
    "add_action": {"title": "Ask for a daytime meeting", "cause": "supply"},
    "change_action": {
        "title": "Ask for an evening meeting",
        "cause": "supply",
        "revision": "1",
    },
    "move_action": WORDS,
    "comment_on_action": WORDS,
    "study_cycle": {
        "happened": "Six of ten came.",
        "learned": "Ask earlier.",
        "verdict": "adapt",
    },
    "write_insert": {"words": "Ask for Sam at the front desk."},
    "fill_map": {"goal": "One meeting by Friday."},
    "add_barrier": {"words": "No bus on Sundays.", "kind": "place"},
    "keep_reading": {"indicator": READING},
    "refuse_reading": {"reason": "Sunday is missing."},
    "withdraw_evidence": {"reason": "It was another meeting."},
    "add_round_barrier": {"words": "No bus after eight.", "kind": "place"},
    "rate_statement": ANSWER,
    "enter_rating": {**ANSWER, "said_by": "Paper form 3"},
    "reveal_round": {"unfinished": "99"},
    "abandon_round": {"reason": "Too few came."},
    "add_rater": {"kind": "other", "label": "Carers’ group", "way": "paper"},
    "name_fellowship": {"named": "yes"},
    "forgot_password": {"email": "nobody@northbridge.example"},
    "choose_new_password": {"new_password": A_LONG_PASSWORD},
    "account_login": {
        "email": "nobody@northbridge.example",
        "password": A_LONG_PASSWORD,
    },
    "change_password": {
        "password": A_LONG_PASSWORD,
        "new_password": A_LONG_PASSWORD,
    },
    "add_authenticator_app": {"code": "123456"},
    "add_a_passkey": {"credential": "{}", "name": "Blue key"},
    "sign_in_with_passkey": {"credential": "{}"},
    "tell_also_a_client": {"answer": "yes"},
    **EMERGENCIES,
    **RIGHTS_ANSWERS,
    **CARE,
    **CASELOAD,
}
MADE: dict[str, Maker] = {
    "open_rights_request": lambda world, _p, _t: asked_body(world),
    "report_incident": lambda world, _p, _t: report_body(world),
    "record_telling": lambda world, _p, _t: told_body(world),
    "link_incident_person": lambda world, person, _t: link_body(world, person),
    "add_client": new_client_body,
    "hand_over_client": keyworker_body,
    "return_client": keyworker_body,
    "plan_commitment": plan_body,
    "break_glass": lambda world, person, _t: emergency_body(world, person),
    "name_reader": lambda world, person, _t: reader_body(world, person),
    "review_record": lambda world, _p, _t: review_body(world),
    "confirm_date": lambda world, _p, _t: date_body(world),
    "add_chart_note": lambda world, _person, _thing: note_body(world),
    "rebase_chart": lambda world, _person, _thing: rebase_body(world),
    "change_chart": lambda _world, _person, _thing: {"target": "6"},
    "add_meeting": _add_meeting,
    "change_meeting": _change_meeting,
    "check_venue": _check_venue,
    "confirm_meeting": _confirm,
    "merge_meetings": _merge,
    "name_premises": _name_premises,
    "choose_hat": _choose_hat,
    "change_settings": _change_settings,
    "close_organisation": _close,
    "close_service": _close,
    "change_champion_level": _change_level,
    "arrange_cover": _arrange_cover,
    "invite_person": _invite,
    "add_holiday": _add_holiday,
    "add_bank_holidays": lambda world, _p, _t: {"year": str(world.now.year)},
    "raise_concern": _raise_concern,
    "say_not_comfortable": _raise_concern,
    "add_person": _add_person,
    "appoint_lead": _appoint_lead,
    "add_cycle": lambda world, _p, _t: trial_body(world),
    "add_evidence": lambda world, _p, _t: evidence_body(world),
    "table_summary": lambda world, _p, _t: tabled_body(world),
    "open_round": lambda world, _p, _t: opening_body(world),
    "change_round": lambda world, _p, _t: round_body(world),
    "invite_raters": lambda world, person, _t: invite_body(world, person),
    "add_position": lambda world, person, _t: position_body(world, person.area),
    "change_position": lambda world, _p, _t: position_body(world),
    "change_reach": lambda _w, _p, _t: reach_body(),
}

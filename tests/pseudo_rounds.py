"""Rounds and who rates in them, with one of each state; data is in Greek, statements too."""

from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from pseudo_evidence import in_greek
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.self_assessment.actions import raters as actions
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.letters import post_reminder
from mutualaid.self_assessment.models import Rater, RaterKind, Round, RoundStatus
from mutualaid.self_assessment.tests import factories

READERS = (Role.COMMISSIONER, Role.KEYWORKER, Role.AUDITOR)
LATE = {
    f"rating_closes_on-{part}": n
    for part, n in zip(("day", "month", "year"), (1, 1, 2031), strict=True)
}
OLD = {f"evidence_from-{part}": "1" for part in ("day", "month")}
MISTAKES: dict[str, tuple[dict[str, str], ...]] = {
    "open_round": ({}, {"name": WORD, **LATE, **OLD, "evidence_from-year": "2001"}),
    "change_round": ({}, {"name": WORD, **LATE}),
    "abandon_round": ({},),
    "reveal_round": ({},),
    "invite_raters": ({}, {"people": "λ"}),
    "add_rater": ({}, {"kind": "other", "label": WORD, "way": "link"}),
}
Pages = dict[str, str]


def round_pages(town: Town) -> Pages:
    """Every page about rounds and raters."""
    lead = signed_in_client(town.seats[Role.COMMISSIONER])
    opened = _round(town)
    pages = _everybody(town, opened, "nobody asked")
    pages |= _forms(lead, opened)
    mine = _asked(town, opened)
    pages |= _everybody(town, opened, "being rated")
    pages |= _forms(lead, opened)
    pages |= _of_raters(lead, opened)
    pages |= _own(town, opened, mine)
    pages |= _in_time(town, opened)
    pages |= _letters(town, mine)
    return pages | _later(town, opened, lead)


def _round(town: Town) -> Round:
    under_way = Round.objects.filter(area=town.area).under_way()
    under_way.update(status=RoundStatus.ABANDONED, abandoned_because=WORD)
    told: dict[str, Any] = {
        "name": WORD,
        "instrument": in_greek(current_table()),
        "opened_by": town.seats[Role.COMMISSIONER],
        "support": [{"role": WORD, "held_by": WORD}, {"role": WORD, "held_by": ""}],
    }
    return factories.assessment_round(town.area, **told)


def _everybody(town: Town, opened: Round, when: str) -> Pages:
    """What whoever leads and whoever reads is told."""
    pages = {}
    for role in READERS:
        client = signed_in_client(town.seats[role])
        for address in ("/today/", reverse("list_rounds"), _at(opened, "show_round")):
            pages[f"{address} {when} as {role}"] = _words(client.get(address))
    return pages


def _at(opened: Round, view: str, *more: str) -> str:
    return reverse(view, args=[opened.reference, *more])


def _words(response: Any) -> str:
    return response.content.decode()


def _forms(lead: Client, opened: Round) -> Pages:
    pages = {}
    number = opened.raters.count()
    for view, wrong in MISTAKES.items():
        address = reverse(view) if view == "open_round" else _at(opened, view)
        pages[f"{address} with {number}"] = _words(lead.get(address))
        for which, fields in enumerate(wrong):
            answer = lead.post(address, fields, follow=True)
            pages[f"mistakes {which} in {address} with {number}"] = _words(answer)
    again = {"name": WORD, "mode": "comments"} | _today("evidence_from")
    answer = lead.post(reverse("open_round"), again | _today("rating_closes_on"))
    return pages | {f"two rounds with {number}": _words(answer)}


def _today(name: str) -> dict[str, str]:
    today = clock.today()
    parts = {"day": today.day, "month": today.month, "year": today.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def _asked(town: Town, opened: Round) -> Rater:
    """Voices that come in by every way, as far as one can be."""
    hash_of = iter("abcdefgh")
    factories.rater(opened, label=WORD, kind=RaterKind.PUBLIC_HEALTH)
    for told in (
        {"kind": RaterKind.GROUP, "wishes_to_be_named": True},
        {"kind": RaterKind.SERVICE_USER, "is_on_paper": True, "status": "started"},
        {"kind": RaterKind.OTHER, "link_opened_at": clock.now()},
        {"kind": RaterKind.OTHER, "status": "withdrawn"},
    ):
        given = {"label": WORD, "link_hash": next(hash_of) * 64, **told}
        factories.rater(opened, **given)
    manager = town.seats[Role.SERVICE_MANAGER]
    factories.rater(
        opened,
        membership=manager,
        service=manager.service,
        kind=RaterKind.PROVIDER,
        label="",
        status="finished",
    )
    return factories.rater(
        opened,
        membership=town.seats[Role.COMMISSIONER],
        kind=RaterKind.COMMISSIONER,
        label="",
    )


def _of_raters(lead: Client, opened: Round) -> Pages:
    pages = {}
    for rater in opened.raters.all():
        for view in ("renew_rater_link", "withdraw_rater"):
            address = _at(opened, view, rater.reference)
            pages[address] = _words(lead.get(address))
        link = _at(opened, "renew_rater_link", rater.reference)
        for to in ("λ", "x@northbridge.example", ""):
            pages[f"{link} {to}"] = _words(lead.post(link, {"to": to}))
        named = _at(opened, "name_fellowship", rater.reference)
        pages[named] = _words(lead.post(named, {"named": "yes"}, follow=True))
    gone = opened.raters.get(status="withdrawn")
    out = _at(opened, "withdraw_rater", gone.reference)
    return pages | {"taken out twice": _words(lead.post(out))}


def _own(town: Town, opened: Round, mine: Rater) -> Pages:
    """The overview of whoever rates: begun, rated, finished."""
    client = signed_in_client(town.seats[Role.COMMISSIONER])
    address = _at(opened, "show_round")
    pages = {}
    parts = [
        part.key
        for statement in opened.statements.statements
        for part in statement.parts
    ]
    for number, key in enumerate(parts):
        factories.rating(mine, key, "2")
        if number in (0, len(parts) - 1):
            pages[f"{address} {number} rated"] = _words(client.get(address))
    Rater.objects.filter(pk=mine.pk).update(status="finished")
    return pages | {f"{address} finished": _words(client.get(address))}


def _in_time(town: Town, opened: Round) -> Pages:
    """Past its day, then with everybody finished."""
    rows = Round.objects.filter(pk=opened.pk)
    rows.update(rating_closes_on=clock.today() - timedelta(days=1))
    pages = _everybody(town, opened, "past its day")
    opened.raters.taking_part().update(status="finished")
    pages |= _everybody(town, opened, "finished")
    reveal = _at(opened, "reveal_round")
    client = signed_in_client(town.seats[Role.COMMISSIONER])
    return pages | {f"{reveal} finished": _words(client.get(reveal))}


def _letters(town: Town, mine: Rater) -> Pages:
    before = len(mail.outbox)
    keyworker = town.seats[Role.KEYWORKER]
    actions.invite_members(
        opened=mine.round, memberships=[keyworker], by=town.hat(Role.COMMISSIONER)
    )
    post_reminder(mine)
    return {
        f"letter of a round {number}": f"<pre>{letter.subject}\n{letter.body}</pre>"
        for number, letter in enumerate(mail.outbox[before:])
    }


def _later(town: Town, opened: Round, lead: Client) -> Pages:
    """Being agreed, signed off, given up; with comments only."""
    opened.status, opened.revealed_at = RoundStatus.AGREEING, clock.now()
    opened.uses_scale = False
    opened.save()
    pages = _everybody(town, opened, "comments only")
    opened.uses_scale = True
    opened.save()
    for statement in opened.statements.statements:
        for part in statement.parts:
            factories.agreed(opened, part.key, "2")
    pages |= _everybody(town, opened, "agreed")
    reveal = _at(opened, "reveal_round")
    pages["revealed twice"] = _words(lead.post(reveal, {"unfinished": "9"}))
    opened.status, opened.signed_off_at = RoundStatus.SIGNED_OFF, clock.now()
    opened.save()
    pages |= _everybody(town, opened, "signed")
    change = _at(opened, "change_round")
    fields = {"name": WORD} | _today("rating_closes_on")
    pages["changed too late"] = _words(lead.post(change, fields))
    opened.status, opened.abandoned_because = RoundStatus.ABANDONED, WORD
    opened.save()
    pages |= _everybody(town, opened, "given up")
    pages["given up twice"] = _words(
        lead.post(_at(opened, "abandon_round"), {"reason": WORD})
    )
    return pages

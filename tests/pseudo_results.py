"""Agreeing, signing off and what came of it, with one of each state; data is in Greek."""

from typing import Any

from django.test import Client
from django.urls import reverse
from pseudo_evidence import in_greek
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.improvement_plan.tests.factories import barrier
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.self_assessment.actions import agreeing
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import RaterKind, Round, RoundStatus, Vote
from mutualaid.self_assessment.tests import factories

# What was agreed of parts: each level, and each reason for there being none.
AGREED = {
    "1.1": "0",
    "1.2a": "3",
    "1.2b": "1",
    "1.4": "2",
    "1.5": "unknown",
    "2.1": "not-applicable",
}
Pages = dict[str, str]


def result_pages(town: Town) -> Pages:
    """Every page of the meeting, as whoever leads it and as whoever reads."""
    Round.objects.filter(area=town.area).under_way().update(
        status=RoundStatus.ABANDONED
    )
    opened = _round(town, status=RoundStatus.AGREEING, revealed_at=clock.now())
    _fill(town, opened)
    lead = signed_in_client(town.seats[Role.COMMISSIONER])
    reader = signed_in_client(town.seats[Role.AUDITOR])
    pages = _meeting(lead, reader, opened)
    pages |= _mistakes(lead, opened)
    lead.post(_at("make_action_from_gap", opened, "1.1"))
    pages["results"] = _words(lead.get(_at("show_results", opened)))
    pages |= _signed(town, lead, reader, opened)
    pages |= _of_words(town, lead)
    return pages


def _round(town: Town, **values: Any) -> Round:
    return factories.assessment_round(
        town.area,
        name=WORD,
        instrument=in_greek(current_table()),
        opened_by=town.seats[Role.COMMISSIONER],
        **values,
    )


def _fill(town: Town, opened: Round) -> None:
    """One of each kind of rater, apart, of one mind, and not sure."""
    for place, kind in enumerate(RaterKind):
        one = factories.rater(
            opened,
            kind=kind,
            label=WORD,
            status="finished",
            service=town.service if kind == RaterKind.PROVIDER else None,
        )
        for key, answer in (("1.1", "2"), ("1.4", str(place % 4)), ("1.5", "unknown")):
            factories.rating(one, key, answer, comment=WORD)
        factories.rating(one, "1.2a", "2" if place else "unknown")
        Vote.objects.create(area=town.area, rater=one, statement_key="1.4")
    for key, answer in AGREED.items():
        factories.agreed(
            opened,
            key,
            answer,
            comment=WORD,
            reason=WORD if answer == "not-applicable" else "",
            minority_view=WORD,
            prints_minority_view=True,
        )
    for service, answer in ((town.service, "1"), (town.other_service, "3")):
        factories.agreed(opened, "1.3", answer, service=service)
    factories.evidence(opened, "1.4", words=WORD)
    barrier(town.area, found_in=opened.reference, statement_key="1.4", words=WORD)


def _meeting(lead: Client, reader: Client, opened: Round) -> Pages:
    addresses = [
        _at("list_to_discuss", opened),
        *(_at("agree_statement", opened, key) for key in ("1.1", "1.2", "1.3", "5.6")),
        f"{_at('agree_statement', opened, '1.4')}?wall=1",
        _at("agree_statement", opened, "2.1"),
        _at("sign_off_round", opened),
        _at("show_results", opened),
    ]
    pages = {each: _words(lead.get(each)) for each in addresses}
    for each in addresses[:-2]:
        pages[f"auditor {each}"] = _words(reader.get(each))
    return pages


def _mistakes(lead: Client, opened: Round) -> Pages:
    there = _at("agree_statement", opened, "1.4")
    late = {"part-1-4-answer": "0", "part-1-4-revision": "7"}
    pages = {"overtaken": _words(lead.post(there, late))}
    there = _at("agree_statement", opened, "3.1")
    for answer in ("not-applicable", "λ"):
        posted = {"part-3-1-answer": answer}
        pages[f"mistake {answer}"] = _words(lead.post(there, posted))
    posted = {"part-3-1-comment": WORD}
    pages["no answer"] = _words(lead.post(there, posted))
    pages["not all"] = _words(lead.post(_at("sign_off_round", opened), {}))
    return pages


def _signed(town: Town, lead: Client, reader: Client, opened: Round) -> Pages:
    agreeing.sign_off_round(
        opened=opened,
        by=town.hat(Role.COMMISSIONER),
        words=WORD,
        signatures={RaterKind.PROVIDER: WORD},
        rest_is_unknown=True,
    )
    team = _at("table_summary", opened, town.service.reference)
    pages = {team: _words(lead.get(team)), f"auditor {team}": _words(reader.get(team))}
    other = _at("table_summary", opened, town.other_service.reference)
    today = clock.today()
    for year in ("", "2020", "2100", str(today.year)):
        day = {"day": today.day, "month": today.month, "year": year}
        posted = {f"tabled_on-{name}": value for name, value in day.items()}
        answer = lead.post(other, posted | {"minutes": WORD}, follow=True)
        pages[f"told in {year}"] = _words(answer)
    for name in ("list_to_discuss", "show_results", "sign_off_round"):
        pages[f"signed {name}"] = _words(lead.get(_at(name, opened)))
    late = {"part-1-1-answer": "3", "part-1-1-revision": "1"}
    there = _at("agree_statement", opened, "1.1")
    pages["agreed too late"] = _words(lead.post(there, late))
    pages["signed twice"] = _words(lead.post(_at("sign_off_round", opened), {}))
    return pages


def _of_words(town: Town, lead: Client) -> Pages:
    """A round without a scale, in its three states."""
    opened = _round(town, uses_scale=False)
    pages = {"hidden": _words(lead.get(_at("show_results", opened)))}
    Round.objects.filter(pk=opened.pk).update(status=RoundStatus.AGREEING)
    there = _at("agree_statement", opened, "1.4")
    pages["of words"] = _words(lead.get(there))
    lead.post(there, {"part-1-4-comment": WORD})
    pages["results of words"] = _words(lead.get(_at("show_results", opened)))
    Round.objects.filter(pk=opened.pk).update(status=RoundStatus.ABANDONED)
    pages["given up"] = _words(lead.get(_at("show_results", opened)))
    return pages


def _at(name: str, opened: Round, *more: str) -> str:
    return reverse(name, args=[opened.reference, *more])


def _words(response: Any) -> str:
    return response.content.decode()

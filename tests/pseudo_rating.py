"""Rating with an account, by a link and on paper, with one of each state; data is in Greek."""

from typing import Any

from django.test import Client
from django.urls import reverse
from pseudo_evidence import in_greek
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.self_assessment.actions.raters import give_link
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import Rater, RaterKind, Round, RoundStatus
from mutualaid.self_assessment.tests import factories

KEY, PARTS = "1.4", "1.2"
ANSWER = {"answer_0": "2", "comment_0": WORD, "revision_0": "0"}
WRONG = {"answer_0": "not-applicable", "said_by": "", "revision_0": "0"}
BY_ITSELF = {"HX-Request": "true"}
Pages = dict[str, str]


def rating_pages(town: Town) -> Pages:
    """Every page of whoever rates, and of whoever types for them."""
    opened = _round(town)
    before = Round.objects.filter(area=town.area).signed_off().first()
    assert before is not None
    for key in (KEY, "1.2a", "1.2b"):
        factories.agreed(before, key, "2")
    member = factories.rater(
        opened,
        membership=town.seats[Role.COMMISSIONER],
        label="",
        kind=RaterKind.COMMISSIONER,
    )
    plain = factories.rater(opened, label=WORD, kind=RaterKind.SERVICE_USER)
    paper = factories.rater(opened, label=WORD, kind=RaterKind.GROUP, is_on_paper=True)
    lead = signed_in_client(member.membership)
    visitor = Client()
    pages = _begin(town, visitor, plain)
    pages |= _rate(lead, "rate_statement", [opened.reference], KEY)
    pages |= _rate(lead, "rate_statement", [opened.reference], PARTS)
    pages |= _rate(visitor, "rate_by_link", [], KEY)
    pages |= _rate(lead, "enter_rating", [opened.reference, paper.reference], KEY)
    pages |= _lists(lead, visitor, opened, paper)
    pages |= _again(town, plain)
    opened.status = RoundStatus.AGREEING
    opened.save()
    pages |= _over(lead, visitor, opened, paper)
    Round.objects.filter(pk=opened.pk).update(status=RoundStatus.ABANDONED)
    return pages


def _round(town: Town) -> Round:
    Round.objects.filter(area=town.area).under_way().update(
        status=RoundStatus.ABANDONED
    )
    told: dict[str, Any] = {
        "name": WORD,
        "instrument": in_greek(current_table()),
        "opened_by": town.seats[Role.COMMISSIONER],
    }
    return factories.assessment_round(town.area, **told)


def _words(response: Any) -> str:
    return response.content.decode()


def _begin(town: Town, visitor: Client, rater: Rater) -> Pages:
    token = give_link(rater=rater, by=town.hat(Role.COMMISSIONER))
    link, start = reverse("open_link", args=[token]), reverse("start_by_link")
    pages = {
        "no link": _words(visitor.get(start)),
        "a link": _words(visitor.get(link, follow=True)),
    }
    visitor.post(start)
    other = Client()
    pages["a link in another browser"] = _words(other.get(link, follow=True))
    return pages


def _rate(client: Client, view: str, named: list[str], key: str) -> Pages:
    """Shown, answered wrongly, saved by itself, saved, and saved on top of another."""
    address = reverse(view, args=[*named, key])
    given = {**ANSWER, "said_by": WORD}
    other = {**given, "comment_0": f"{WORD} β"}
    pages = {address: _words(client.get(address))}
    pages[f"mistakes in {address}"] = _words(client.post(address, WRONG))
    for name, told in {"mistakes": WRONG, "right": given, "late": other}.items():
        answer = client.post(address, told, headers=BY_ITSELF)
        pages[f"{name} {address} by itself"] = _words(answer)
    pages[f"two windows on {address}"] = _words(client.post(address, other))
    return pages


def _lists(lead: Client, visitor: Client, opened: Round, paper: Rater) -> Pages:
    named, of_paper = [opened.reference], [opened.reference, paper.reference]
    pages = {}
    for client, listed, finish, arguments in (
        (lead, "list_my_answers", "finish_rating", named),
        (lead, "list_entered", "finish_entered", of_paper),
        (visitor, "show_by_link", "finish_by_link", []),
    ):
        address = reverse(listed, args=arguments)
        pages[address] = _words(client.get(address))
        client.post(reverse(finish, args=arguments))
        pages[f"{address} finished"] = _words(client.get(address))
    for client, view, arguments in (
        (lead, "vote_importance", named),
        (visitor, "vote_by_link", []),
    ):
        address = reverse(view, args=arguments)
        pages[address] = _words(client.get(address))
        too_many = {"chosen": ["1.1", "1.3", "1.4", "1.5", "2.4", "2.1"]}
        pages[f"mistakes in {address}"] = _words(client.post(address, too_many))
    address = reverse("rate_statement", args=[*named, KEY])
    pages[f"{address} finished"] = _words(lead.get(address))
    pages[f"{address} too late"] = _words(lead.post(address, ANSWER))
    address = reverse("rate_by_link", args=[KEY])
    pages[f"{address} finished"] = _words(visitor.get(address))
    for view in ("add_note_by_link", "add_barrier_by_link"):
        address = reverse(view, args=[KEY])
        pages[address] = _words(visitor.get(address))
        pages[f"mistakes in {address}"] = _words(visitor.post(address, {}))
    address = reverse("enter_rating", args=[*of_paper, KEY])
    pages[f"{address} finished"] = _words(lead.get(address))
    address = reverse("show_blank_round", args=named)
    for whom in ("", "group"):
        pages[f"{address} {whom}"] = _words(lead.get(address, {"for": whom}))
    return pages


def _again(town: Town, rater: Rater) -> Pages:
    """A new link for somebody who has answered: the second browser sees nothing of it."""
    token = give_link(rater=rater, by=town.hat(Role.COMMISSIONER))
    second = Client()
    second.get(reverse("open_link", args=[token]))
    second.post(reverse("start_by_link"))
    rater.refresh_from_db()
    Rater.objects.filter(pk=rater.pk).update(status="started", finished_at=None)
    address, listed = reverse("rate_by_link", args=[KEY]), reverse("show_by_link")
    told = {address: _words(second.get(address)), listed: _words(second.get(listed))}
    return {f"{name} in a second browser": words for name, words in told.items()} | {
        "typing when it closed": _closing(second, rater)
    }


def _closing(client: Client, rater: Rater) -> str:
    """Somebody types while the round is closed, and is told so."""
    rows = Round.objects.filter(pk=rater.round_id)
    rows.update(status=RoundStatus.AGREEING)
    told = _words(client.post(reverse("rate_by_link", args=[KEY]), ANSWER))
    told += _words(client.get(reverse("show_by_link")))
    rows.update(status=RoundStatus.RATING, updated_at=clock.now())
    return told


def _over(lead: Client, visitor: Client, opened: Round, paper: Rater) -> Pages:
    named, of_paper = [opened.reference], [opened.reference, paper.reference]
    addresses = (
        reverse("list_my_answers", args=named),
        reverse("rate_statement", args=[*named, KEY]),
        reverse("list_entered", args=of_paper),
    )
    pages = {f"{each} over": _words(lead.get(each)) for each in addresses}
    address = reverse("rate_statement", args=[*named, KEY])
    pages["closed while typing"] = _words(lead.post(address, ANSWER))
    reopened = lead.post(reverse("reopen_rating", args=named))
    pages["reopened too late"] = _words(reopened)
    return pages

"""Records whose time is over, holds, and what anybody may read about both; data is in Greek."""

from datetime import timedelta

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import (
    Hold,
    HoldReason,
    RetentionRun,
    Review,
    ReviewOutcome,
)
from mutualaid.privacy.tests import factories as kept

Pages = dict[str, str]
PUBLIC = ("show_who_sees_what", "show_your_rights")


def retention_pages(town: Town) -> Pages:
    """As a manager, an administrator and anybody see them, before and after a decision."""
    manager = town.seats[Role.SERVICE_MANAGER]
    clients = [factories.client(town.service, identity={"name": WORD}) for _ in "1234"]
    _fill(town, clients)
    browser = signed_in_client(manager)
    administrator = signed_in_client(town.seats[Role.AREA_ADMINISTRATOR])
    pages = _opened(browser, _addresses(clients))
    pages |= _mistakes(browser, administrator)
    RetentionRun.objects.update_or_create(
        area=town.area, defaults={"ran_on": clock.today() - timedelta(days=40)}
    )
    for name, each in (("manager", browser), ("administrator", administrator)):
        page = each.get(reverse("list_reviews")).content.decode()
        pages[f"reviews after a jump, {name}"] = page
    RetentionRun.objects.filter(area=town.area).delete()
    Review.objects.all().delete()
    Hold.objects.all().delete()
    pages["no reviews"] = browser.get(reverse("list_reviews")).content.decode()
    return pages | _opened(Browser(), [reverse(name) for name in PUBLIC])


def _fill(town: Town, clients: list[Client]) -> None:
    manager, today = town.seats[Role.SERVICE_MANAGER], clock.today()
    waiting, kept_longer, stripped, held = (client.person for client in clients)
    kept.review(waiting)
    decided = {"decided_at": clock.now(), "decided_by": manager}
    keep_until = today + timedelta(days=400)
    kept.review(
        kept_longer, **decided, outcome=ReviewOutcome.KEEP, keep_until=keep_until
    )
    kept.review(stripped, **decided, outcome=ReviewOutcome.STRIP)
    kept.review(held)
    for reason in HoldReason:
        until = today if reason == HoldReason.COURT else None
        hold = kept.hold(held, manager, reason=reason, until=until)
        hold.write("sealed_words", WORD)
        hold.save()
    over = {"lifted_at": clock.now(), "lifted_by": manager}
    kept.hold(waiting, manager, **over)


def _addresses(clients: list[Client]) -> list[str]:
    found = [reverse("list_reviews")]
    found += [reverse("review_record", args=[each.reference]) for each in _reviews()]
    found += [reverse("place_hold", args=[each.reference]) for each in clients]
    holds = Hold.objects.all()
    return found + [reverse("lift_hold", args=[each.reference]) for each in holds]


def _reviews() -> list[Review]:
    return list(Review.objects.order_by("pk"))


def _mistakes(browser: Browser, administrator: Browser) -> Pages:
    waiting = _reviews()[0]
    address = reverse("review_record", args=[waiting.reference])
    past = {
        "outcome": "keep",
        "reason": WORD,
        "keep_until-day": "1",
        "keep_until-month": "1",
        "keep_until-year": "2001",
    }
    tried = {
        f"review {number}": browser.post(address, given)
        for number, given in enumerate(
            ({}, {"outcome": "keep"}, past, {"outcome": "erase"})
        )
    }
    hold = reverse("place_hold", args=[waiting.person.reference])
    until = {f"until-{part}": "1" for part in ("day", "month")}
    tried |= {
        f"hold {number}": browser.post(hold, given)
        for number, given in enumerate(
            ({}, {"reason": "other", **until, "until-year": "2001"})
        )
    }
    over = Hold.objects.exclude(lifted_at=None).latest("pk")
    tried["lift"] = browser.post(reverse("lift_hold", args=[over.reference]))
    tried["date"] = administrator.post(reverse("confirm_date"), {"day": "2001-01-01"})
    return {f"mistakes {key}": page.content.decode() for key, page in tried.items()}


def _opened(browser: Browser, addresses: list[str]) -> Pages:
    return {address: browser.get(address).content.decode() for address in addresses}

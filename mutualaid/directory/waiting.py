"""What waits for those who keep the directory, each with where to do it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat

from .asking import to_check
from .kept_duplicates import pairs_waiting
from .models import Correction, ImportRun, LocalValue


class Waiting(NamedTuple):
    """So many of something, and where to look at them."""

    words: str
    address: str
    action: str


def what_waits(hat: Hat) -> list[Waiting]:
    """Everything, in the order in which it matters to the public."""
    return [each for find in FINDERS for each in find(hat)]


def corrections(hat: Hat) -> Iterator[Waiting]:
    """What people told us."""
    if n := Correction.objects.visible_to(hat).waiting().count():
        words = ngettext(
            "%(n)s person says that something is wrong",
            "%(n)s people say that something is wrong",
            n,
        )
        yield Waiting(
            words % {"n": n}, reverse("list_corrections"), gettext("Read what they say")
        )


def readings(hat: Hat) -> Iterator[Waiting]:
    """Lists that were read and are not taken over."""
    if n := ImportRun.objects.visible_to(hat).waiting().count():
        words = ngettext(
            "%(n)s list was read and waits for a yes",
            "%(n)s lists were read and wait for a yes",
            n,
        )
        yield Waiting(
            words % {"n": n}, reverse("list_sources"), gettext("Look at the lists")
        )


def local_values(hat: Hat) -> Iterator[Waiting]:
    """Values set here of which the source has another since."""
    waiting = LocalValue.objects.filter(area=hat.area_id, needs_review=True)
    if n := waiting.values("meeting").distinct().count():
        words = ngettext(
            "%(n)s meeting has another value in its list than here",
            "%(n)s meetings have other values in their lists than here",
            n,
        )
        yield Waiting(
            words % {"n": n}, reverse("list_local_values"), gettext("Look at both")
        )


def duplicates(hat: Hat) -> Iterator[Waiting]:
    """Pairs that look alike."""
    if n := len(pairs_waiting(hat.area_id)):
        words = ngettext(
            "%(n)s pair of meetings looks alike",
            "%(n)s pairs of meetings look alike",
            n,
        )
        yield Waiting(
            words % {"n": n}, reverse("list_duplicates"), gettext("Compare them")
        )


def unchecked(hat: Hat) -> Iterator[Waiting]:
    """Meetings whose groups have not answered, or cannot be asked."""
    if n := to_check(hat.area_id, clock.today()).count():
        words = ngettext(
            "%(n)s meeting has not been confirmed for three months",
            "%(n)s meetings have not been confirmed for three months",
            n,
        )
        yield Waiting(
            words % {"n": n}, reverse("list_to_check"), gettext("See whom to ask")
        )


FINDERS: tuple[Callable[[Hat], Iterator[Waiting]], ...] = (
    corrections,
    readings,
    local_values,
    duplicates,
    unchecked,
)

"""What waits about gaps and positions, for the first page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.models import Area
from mutualaid.organisations.reach import reach_of
from mutualaid.organisations.roles import Role

from .models import PopulationPoint, ServicePosition
from .permissions import KEEPERS

SOON, WHENEVER = 10, 20


@register(*KEEPERS)
def positions_to_review(hat: Hat) -> Iterator[HomeItem]:
    """Service positions that nobody has asked about for half a year."""
    due = ServicePosition.objects.visible_to(hat).due_on(clock.today()).count()
    if due:
        words = ngettext(
            "%(n)d service position is due for review.",
            "%(n)d service positions are due for review.",
            due,
        )
        yield HomeItem(
            words=words % {"n": due},
            address=reverse("list_positions"),
            action=gettext("Review service positions"),
            order=WHENEVER,
        )


@register(Role.AREA_ADMINISTRATOR)
def ground_of_gaps(hat: Hat) -> Iterator[HomeItem]:
    """Without these two, the page of gaps cannot say much."""
    if reach_of(Area.objects.get(pk=hat.area_id)) is None:
        yield HomeItem(
            words=gettext("Nobody has said how far the area reaches."),
            address=reverse("change_reach"),
            action=gettext("Say how far the area reaches"),
            order=WHENEVER,
        )
    if not PopulationPoint.objects.filter(area=hat.area_id).exists():
        yield HomeItem(
            words=gettext("Where people live is not known, so gaps cannot be weighed."),
            address=reverse("import_population"),
            action=gettext("Take in where people live"),
            order=WHENEVER,
        )

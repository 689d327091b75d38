"""What a round asks of somebody on their first page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system.dates import day
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .asked import statements_asked
from .models import Rater, RaterStatus, Round, RoundStatus
from .permissions import RATERS
from .presenters.next_steps import rate_words

TODAY, SOON = 0, 10


@register(*RATERS)
def statements_to_rate(hat: Hat) -> Iterator[HomeItem]:
    """For whoever is asked, until they have finished or the ratings are shown."""
    asked = Rater.objects.of(hat).unfinished().filter(round__status=RoundStatus.RATING)
    for rater in asked.select_related("round"):
        total = len(statements_asked(rater.round.statements, rater.asked_as))
        yield HomeItem(
            words=rate_words(total, total, day(rater.round.rating_closes_on)),
            address=reverse("show_round", args=[rater.round.reference]),
            action=gettext("Rate in %(round)s") % {"round": rater.round.name},
            order=SOON if clock.today() <= rater.round.rating_closes_on else TODAY,
        )


@register(Role.COMMISSIONER)
def round_to_lead_on(hat: Hat) -> Iterator[HomeItem]:
    """What the round under way waits for; nothing is shown or agreed by itself."""
    opened = Round.objects.visible_to(hat).under_way().first()
    if opened and opened.is_being_agreed():
        yield HomeItem(
            words=gettext(
                "The ratings of %(round)s are shown, and are to be agreed on."
            )
            % {"round": opened.name},
            address=reverse("show_round", args=[opened.reference]),
            action=gettext("Agree on %(round)s") % {"round": opened.name},
            order=SOON,
        )
    elif opened and _can_be_revealed(opened):
        yield HomeItem(
            words=gettext("The ratings of %(round)s can be shown.")
            % {"round": opened.name},
            address=reverse("reveal_round", args=[opened.reference]),
            action=gettext("Show the ratings"),
            order=SOON,
        )


def _can_be_revealed(opened: Round) -> bool:
    """Once everybody has finished, or somebody has and the day is over."""
    taking_part = opened.raters.taking_part()
    statuses = list(taking_part.values_list("status", flat=True))
    finished = statuses.count(RaterStatus.FINISHED)
    is_over = opened.rating_closes_on < clock.today()
    return finished > 0 and (is_over or finished == len(statuses))

"""What the self-assessment itself shows, once a round is signed off."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Measured, Unit
from mutualaid.design_system.dates import full_date

from .models import RaterKind, RaterStatus, Round
from .permissions import can_see_self_assessment


def groups_took_part(area_id: int, today: date) -> Measured | None:
    """Of the groups that were asked to rate in the last signed round, those that did.

    Nothing of a round that is still under way: who has finished says who has not.
    """
    group = Q(raters__kind=RaterKind.GROUP)
    finished = group & Q(raters__status=RaterStatus.FINISHED)
    last = (
        Round.objects.signed_off()
        .filter(area=area_id)
        .annotate(
            asked=Count("raters", filter=group), told=Count("raters", filter=finished)
        )
        .first()
    )
    if last is None or not last.asked or last.signed_off_at is None:
        return None
    detail = gettext("signed off on %(day)s") % {"day": full_date(last.signed_off_at)}
    return Measured(last.told, last.asked, detail)


INDICATORS = (
    Indicator(
        key="self_assessment.groups_took_part",
        title=_("Groups that took part in the last self-assessment"),
        counted=_("Voices of mutual aid groups in the last round that was signed off"),
        numerator=_("Those that finished rating"),
        denominator=_("All that were asked"),
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="list_rounds",
        may_open=can_see_self_assessment,
        measure=groups_took_part,
    ),
)

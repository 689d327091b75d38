"""Who does here what national bodies once did for everybody who assessed themselves."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Round

# Offered where no round came before; who holds them is written in by the commissioner.
STARTING_ROLES: Sequence[Promise] = (
    _("Helps with using the self-assessment"),
    _("Helps where that is not enough, and knows other areas"),
    _("Comes from outside, and asks what we take for granted"),
    _("Reaches fellowships that have no group here"),
)
Support = list[dict[str, str]]


def starting_support(area_id: int) -> Support:
    """As the last round had it, whatever became of that round."""
    last = Round.objects.filter(area=area_id).order_by("-created_at", "-pk").first()
    if last and last.support:
        return list(last.support)
    return [{"role": str(role), "held_by": ""} for role in STARTING_ROLES]

"""Which actions to show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import Form, SelectField
from mutualaid.improvement_plan.finding import (
    ALL,
    ANYBODY,
    BODIES,
    CLOSED,
    IN_WORK,
    MINE,
    NOBODY,
    OVERDUE,
)
from mutualaid.improvement_plan.models import ActionStatus
from mutualaid.organisations.models import Membership

STATES = [
    (IN_WORK, _("All that are open")),
    (OVERDUE, _("Overdue")),
    (CLOSED, _("All that are closed")),
    (ALL, _("Open and closed")),
    *ActionStatus.choices,
]


class PlanFilter(Form):
    """By state, owner and statement."""

    state = SelectField(label=_("State"), choices=STATES, required=False)
    owner = SelectField(label=_("Owner"), required=False)
    statement = SelectField(label=_("Statement"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Sequence[Membership],
        statements: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            (ANYBODY, gettext("Anybody")),
            (MINE, gettext("Me, or my service")),
            (NOBODY, gettext("Nobody, or nobody any more")),
            (BODIES, gettext("Bodies without an account")),
            *((each.reference, each.user.name) for each in owners),
        ]
        self.fields["statement"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Any")),
            *((key, f"{key} {short}") for key, short in statements.items()),
        ]

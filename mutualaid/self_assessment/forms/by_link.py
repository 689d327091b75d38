"""What somebody may bring who rates by a link: a note, and what is in the way; in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import DateField, Form, RadiosField, TextareaField
from mutualaid.improvement_plan.models import BarrierKind


class NoteForm(Form):
    """Something that shows how it is, and when it was so."""

    words = TextareaField(
        label=_("What have you seen?"),
        help_text=_("One or two sentences. Do not write names."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Write what you have seen.")},
    )
    relates_to = DateField(
        label=_("When was this?"),
        error_messages={"required": _("Say when this was.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"relates_to": clock.today()})


class InTheWayForm(Form):
    """What keeps people from a group."""

    kind = RadiosField(
        label=_("What is it about?"),
        choices=[
            (BarrierKind.PLACE, _("It is too far, or hard to get to")),
            (BarrierKind.SUPPLY, _("There are too few groups, or they are full")),
            (BarrierKind.CHOICE, _("It is not the right kind of group")),
            (BarrierKind.ACCESS, _("Steps, language, cost or times")),
            (BarrierKind.STAFF, _("Staff do not know, or have no time")),
            (BarrierKind.VIEWS, _("What people think of groups")),
            (BarrierKind.OTHER, _("Something else")),
        ],
        size="s",
        error_messages={"required": _("Choose what it is about.")},
    )
    words = TextareaField(
        label=_("What is in the way?"),
        help_text=_("One sentence. Do not write names."),
        max_length=300,
        rows=3,
        error_messages={"required": _("Say what is in the way.")},
    )

"""Filling in a map, and writing a local paragraph."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import Form, TextareaField

from .models import LONGEST_INSERT
from .sheets import Sheet

LONGEST_CELL = 120  # more would not fit in a box that can be read


class MapForm(Form):
    """A field for each box of a map; every one may stay empty."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cell in sheet.cells:
            self.fields[cell.key] = TextareaField(
                label=cell.label,
                help_text=cell.prompt,
                max_length=LONGEST_CELL,
                rows=2,
                required=False,
                autocomplete="off",
            )


class InsertForm(Form):
    """A short paragraph for one sheet."""

    words = TextareaField(
        label=_("What would people near you like to know?"),
        help_text=_(
            "Two or three short sentences: whom to ask here, a bus, a day when somebody "
            "goes along. Leave out the names of clients and of group members."
        ),
        max_length=LONGEST_INSERT,
        rows=5,
    )

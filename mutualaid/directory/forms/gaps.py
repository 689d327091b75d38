"""The choices above the table of gaps."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from mutualaid.design_system.forms import Form, SelectField
from mutualaid.directory.gap_choices import access_names, audience_names
from mutualaid.directory.gaps.choices import DISTANCES
from mutualaid.directory.gaps.query import IN_PERSON, ONLINE, GapQuery


class GapForm(Form):
    """Named as in the address; `for` would not do as a name in Python."""

    within = SelectField(label=gettext_lazy("How far from home"), required=False)
    fellowship = SelectField(label=gettext_lazy("Fellowship"), required=False)
    access = SelectField(label=gettext_lazy("Access"), required=False)
    mode = SelectField(label=gettext_lazy("How people take part"), required=False)

    def __init__(self, query: GapQuery, fellowships: dict[str, str]) -> None:
        super().__init__(
            initial={
                "within": str(query.miles),
                "fellowship": query.fellowship,
                "for": query.audience,
                "access": query.access,
                "mode": query.mode,
            }
        )
        self.fields["for"] = SelectField(label=gettext("For whom"), required=False)
        self._offer("within", [(str(each), _miles(each)) for each in DISTANCES])
        self._offer(
            "fellowship", [("", gettext("Any fellowship")), *fellowships.items()]
        )
        self._offer("for", [("", gettext("Anybody")), *audience_names().items()])
        self._offer("access", [("", gettext("Any place")), *access_names().items()])
        self._offer(
            "mode", [(IN_PERSON, gettext("In person")), (ONLINE, gettext("Online"))]
        )
        self.order_fields(["within", "fellowship", "for", "access", "mode"])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _miles(miles: int) -> str:
    return ngettext("%(n)d mile", "%(n)d miles", miles) % {"n": miles}

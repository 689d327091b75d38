"""The filter of the activity log."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_lazy

from mutualaid.accounts.models import User
from mutualaid.activity_log.acts import known_acts, sentence_of
from mutualaid.activity_log.models import SIGN_INS, EntryQuerySet
from mutualaid.core import clock
from mutualaid.design_system.forms import DateField, Form, SelectField, TextField
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.permissions.activity import sees_names_in_activity
from mutualaid.organisations.pseudonyms import token_beginning
from mutualaid.organisations.roles import Role

FILTERS = ("day", "person", "act")


class ActivityFilterForm(Form):
    """Which lines somebody asks for: of a day, by a person, of a kind. Everything may be empty."""

    day = DateField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example, 21 11 2026."),
        required=False,
    )
    person = TextField(
        label=gettext_lazy("Person"), required=False, max_length=40, width=20
    )
    act = SelectField(label=gettext_lazy("What was done"), required=False, choices=())

    def __init__(self, *args: Any, hat: Hat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = sees_names_in_activity(hat)
        self.fields["act"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Anything")),
            *_acts_for(hat),
        ]
        self.fields["person"].help_text = (
            gettext("The reference, as the list of people has it.")
            if self.by_name
            else gettext("As the lines have it, like 3F2A-91C0.")
        )

    def kinds(self) -> list[str]:
        """Which filters were used, without what was sought; for a form that is valid."""
        return [name for name in FILTERS if self.cleaned_data.get(name)]

    def narrow(self, lines: EntryQuerySet) -> EntryQuerySet:
        """The lines that were asked for; none where a question was not understood."""
        if not self.is_valid():
            return lines.none()
        told = self.cleaned_data
        if told["day"]:
            begins, ends = _instants_of(told["day"])
            lines = lines.filter(recorded_at__gte=begins, recorded_at__lt=ends)
        if told["person"]:
            lines = self._by_person(lines, told["person"])
        return lines.filter(act=told["act"]) if told["act"] else lines

    def _by_person(self, lines: EntryQuerySet, written: str) -> EntryQuerySet:
        if self.by_name:
            reference = written.replace("-", "").replace(" ", "").upper()
            tokens = User.objects.filter(reference=reference).values("token")
            return lines.filter(actor__in=tokens)
        beginning = token_beginning(written)
        return lines.filter(actor__startswith=beginning) if beginning else lines.none()

    def query(self, **more: str) -> str:
        """The filter as a link carries it."""
        names = ("day-day", "day-month", "day-year", "person", "act")
        given = {name: self.data.get(name, "") for name in names}
        return urlencode(
            {name: text for name, text in {**given, **more}.items() if text}
        )


def _acts_for(hat: Hat) -> list[tuple[str, str]]:
    acts = known_acts()
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        acts = [act for act in acts if act.startswith(SIGN_INS)]
    return sorted(((act, sentence_of(act)) for act in acts), key=lambda each: each[1])


def _instants_of(day: date) -> tuple[datetime, datetime]:
    """From midnight to midnight on the wall, which is 23 or 25 hours twice a year."""
    begins = datetime.combine(day, time(), clock.LOCAL_ZONE)
    return begins, datetime.combine(day + timedelta(days=1), time(), clock.LOCAL_ZONE)

"""The smaller forms about one meeting or a list of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EmailField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TimeField,
)
from mutualaid.directory.kept_list import BY_HAND
from mutualaid.directory.models import Fellowship, GroupRelations, MeetingSource
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.recurrence import ExceptionKind
from mutualaid.organisations.forms.places import LineField

from .fields import LinkField, PublicLineField, PublicTextField

UNVERIFIED = ("30", "60", "90", "180", "365")
HOW = (
    (VerificationKind.SEEN.value, gettext_lazy("Seen in the fellowship’s own list")),
    (VerificationKind.CONFIRMED.value, gettext_lazy("Confirmed by the group")),
    (VerificationKind.VISITED.value, gettext_lazy("Visited")),
)
KINDS = (
    (ExceptionKind.CANCELLED.value, gettext_lazy("It does not meet on that date")),
    (ExceptionKind.MOVED.value, gettext_lazy("It meets on another day or at another time")),
    (ExceptionKind.EXTRA.value, gettext_lazy("It meets on a date when it usually does not")),
)  # fmt: skip


class KeptFilterForm(Form):
    """Which meetings to show. What is not understood is left out."""

    q = TextField(label=gettext_lazy("Words"), required=False)
    fellowship = SelectField(label=gettext_lazy("Fellowship"), required=False)
    status = SelectField(
        label=gettext_lazy("Is it listed?"),
        choices=[("", gettext_lazy("Any")), *MeetingStatus.choices],
        required=False,
    )
    day = SelectField(
        label=gettext_lazy("Day"),
        choices=[
            ("", gettext_lazy("Any")),
            *((str(n), w) for n, w in WEEKDAYS.items()),
        ],
        required=False,
    )
    origin = SelectField(label=gettext_lazy("From which list"), required=False)
    unverified = SelectField(
        label=gettext_lazy("Not confirmed for"),
        choices=[("", gettext_lazy("Any time"))],
        required=False,
    )

    def __init__(self, *args: Any, area_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", gettext("Any"))
        fellowships = Fellowship.objects.order_by("short_name")
        lists = MeetingSource.objects.filter(area=area_id).order_by("name")
        self._choose(
            "fellowship", anything, *fellowships.values_list("key", "short_name")
        )
        self._choose(
            "origin",
            anything,
            (BY_HAND, gettext("Added by hand")),
            *lists.values_list("reference", "name"),
        )
        days = [(n, gettext("%(n)s days") % {"n": n}) for n in UNVERIFIED]
        self._choose("unverified", ("", gettext("Any time")), *days)

    def _choose(self, name: str, *choices: tuple[str, str]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen and is understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ConfirmForm(Form):
    """That somebody knows it runs."""

    kind = RadiosField(label=gettext_lazy("How do you know?"), choices=HOW)
    on = DateField(label=gettext_lazy("On which day was that?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    def clean_kind(self) -> VerificationKind:
        return VerificationKind(self.cleaned_data["kind"])


class DifferentDateForm(Form):
    """One date that is not as usual."""

    kind = RadiosField(label=gettext_lazy("What is different?"), choices=KINDS)
    on = DateField(label=gettext_lazy("Which date?"))
    to = DateField(
        label=gettext_lazy("To which day does it move?"),
        help_text=gettext_lazy("Only if it moves to another day."),
        required=False,
    )
    at = TimeField(
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("Only if that is not the usual time. Like 6pm."),
        required=False,
    )
    note = PublicLineField(
        label=gettext_lazy("A few words for the public"),
        help_text=gettext_lazy("For example, The hall is being painted."),
        max_length=200,
        required=False,
    )


class GroupForm(Form):
    """What a group publishes."""

    name = PublicLineField(label=gettext_lazy("Name of the group"), max_length=255)
    public_contact = LineField(
        label=gettext_lazy("How the public reaches it"),
        help_text=gettext_lazy(
            "Only what the group itself publishes, and never a person’s own number."
        ),
        max_length=200,
        required=False,
    )
    website = LinkField(label=gettext_lazy("Its own page"), required=False)
    notes = PublicTextField(
        label=gettext_lazy("What people should know of it"),
        max_length=1000,
        rows=3,
        required=False,
    )


class RelationsForm(GroupForm):
    """The same, and what stays inside."""

    shared_email = EmailField(
        label=gettext_lazy("E-mail address that the group shares"),
        help_text=gettext_lazy("We ask there whether its meetings are still right."),
        autocomplete="off",
        required=False,
    )
    is_shared = CheckboxField(
        label=gettext_lazy("This is a shared address, not somebody’s own"),
        required=False,
    )
    letters_stopped = CheckboxField(
        label=gettext_lazy("The group wants no letters"), required=False
    )
    rent = LineField(
        label=gettext_lazy("What it pays for rooms, and to whom"),
        max_length=200,
        required=False,
    )
    relations = TextareaField(
        label=gettext_lazy("How things stand with it"),
        help_text=gettext_lazy("What was agreed, and what to think of. Name nobody."),
        max_length=2000,
        rows=4,
        required=False,
    )

    published = ("name", "public_contact", "website", "notes")

    def inside(self) -> list[Any]:
        """The questions whose answers nobody publishes."""
        return [self[name] for name in self.fields if name not in self.published]

    def outside(self) -> list[Any]:
        """The questions whose answers everybody may read."""
        return [self[name] for name in self.published]


def relations_initial(known: GroupRelations | None) -> dict[str, Any]:
    """The inner questions answered as they stand."""
    if known is None:
        return {}
    names = ("shared_email", "is_shared", "letters_stopped", "rent", "relations")
    return {name: getattr(known, name) for name in names}


class MergeForm(Form):
    """Which of the two stays, and what it takes from the other."""

    keep = RadiosField(label=gettext_lazy("Which listing stays?"))
    taken = CheckboxesField(
        label=gettext_lazy("What should it take from the other?"),
        help_text=gettext_lazy(
            "What you leave stays as it is in the listing you keep."
        ),
        classes="govuk-checkboxes--small",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        listings: Mapping[str, str],
        fields: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """`listings` are words by reference, `fields` labels of what differs."""
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = list(listings.items())  # type: ignore[attr-defined]
        self.fields["taken"].choices = list(fields.items())  # type: ignore[attr-defined]
        if not fields:
            del self.fields["taken"]


class ReviewForm(Form):
    """Our value or the source's, for each field where the source has another since."""

    def __init__(self, *args: Any, questions: Mapping[str, Any], **kwargs: Any) -> None:
        """`questions` are, by field, its label, our words and the source's."""
        super().__init__(*args, **kwargs)
        for field, (label, ours, theirs) in questions.items():
            self.fields[field] = RadiosField(
                label=label,
                choices=[
                    ("ours", gettext("Keep ours: %(words)s") % {"words": ours}),
                    ("theirs", gettext("Take the list’s: %(words)s") % {"words": theirs}),
                    ("", gettext("Decide later")),
                ],
                required=False,
                initial="",
            )  # fmt: skip

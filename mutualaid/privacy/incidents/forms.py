"""What is asked of whoever reports an incident, or works on one."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    CheckboxesField,
    DateField,
    Form,
    RadiosField,
    TextareaField,
    TextField,
    TimeField,
)
from mutualaid.privacy.models import Affected, DataKind, Incident, Risk, Step

LONGEST = 4000
NO_NAMES = _("Leave out names. A reference can be added once it is kept.")
READ_FIRST = _("Read what was done so far, then press again.")
ADDED_BY_HAND = (Step.NOTE, Step.CONTAINED, Step.LESSON)


def _words(label: Any, **options: Any) -> TextareaField:
    return TextareaField(label=label, max_length=LONGEST, **options)


def at(day: date, hour: time) -> datetime:
    """A time on a wall clock in England."""
    return datetime.combine(day, hour, clock.LOCAL_ZONE)


class ReportForm(Form):
    """Whatever is not known yet can follow; the time that we knew starts the clock."""

    words = _words(_("What happened?"), help_text=NO_NAMES)
    happened_on = DateField(
        label=_("On which day did it happen?"), help_text=_("About, if nobody is sure.")
    )
    aware_on = DateField(
        label=_("On which day did somebody here first know of it?"),
        help_text=_("The 72 hours run from then, not from when it is written down."),
    )
    aware_time = TimeField(label=_("At about what time?"))
    affected = RadiosField(
        label=_("How many people does it touch?"), choices=Affected.choices
    )
    kinds = CheckboxesField(
        label=_("What kinds of data?"), choices=DataKind.choices, required=False
    )
    contained = _words(
        _("What has been done to stop it?"),
        required=False,
        help_text=_("A door locked, a letter fetched back, a password changed."),
    )

    def given(self) -> dict[str, Any]:
        """As `report_incident` takes it."""
        said = dict(self.cleaned_data)
        aware_at = at(said.pop("aware_on"), said.pop("aware_time"))
        kinds = [DataKind(kind) for kind in said.pop("kinds")]
        affected = Affected(said.pop("affected"))
        return {**said, "aware_at": aware_at, "kinds": kinds, "affected": affected}


class NoteForm(Form):
    """Something to be kept that decides nothing."""

    step = RadiosField(
        label=_("What is it?"),
        choices=[(step.value, step.label) for step in ADDED_BY_HAND],
    )
    words = _words(_("What do you want to write down?"), help_text=NO_NAMES)

    def given(self) -> dict[str, Any]:
        """As `add_incident_note` takes it."""
        return {**self.cleaned_data, "step": Step(self.cleaned_data["step"])}


class SeenForm(Form):
    """Remembers how many notes stood on the page."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": READ_FIRST, "invalid": READ_FIRST},
    )

    def read_again(self, seen: int) -> None:
        """The page is shown once more, with everything that stands now."""
        self.initial["seen"] = seen
        if self.is_bound:
            data = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = str(seen)
            self.data = data


class DecideForm(SeenForm):
    """The decision about the risk."""

    risk = RadiosField(
        label=_("What risk is there to the people it touches?"), choices=Risk.choices
    )
    words = _words(
        _("Why?"),
        help_text=_(
            "What could happen to them, how likely that is, how bad it would be."
        ),
    )
    affected = RadiosField(
        label=_("How many people does it touch, as far as you know now?"),
        choices=Affected.choices,
    )

    def given(self) -> dict[str, Any]:
        """As `decide_incident` takes it."""
        said = self.cleaned_data
        return {
            **said,
            "risk": Risk(said["risk"]),
            "affected": Affected(said["affected"]),
        }


class WhoWasToldForm(Form):
    """Whom somebody has told, and when."""

    step = RadiosField(label=_("Who was told?"))
    told_on = DateField(label=_("On which day?"))
    told_time = TimeField(label=_("At what time?"))
    words = _words(
        _("What were they told, how, and by whom?"),
        help_text=_("If it was after the 72 hours, say why."),
    )

    def __init__(self, *args: Any, steps: Sequence[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (step.value, step.label) for step in steps
        ]

    def given(self) -> dict[str, Any]:
        """As `record_telling` takes it."""
        said = self.cleaned_data
        told_at = at(said["told_on"], said["told_time"])
        return {"step": Step(said["step"]), "told_at": told_at, "words": said["words"]}


class CloseForm(SeenForm):
    """The end, with what was learned."""

    lessons = _words(
        _("What have we learned, and what changes?"),
        help_text=_("Who does what by when. An action of the plan can hold it."),
    )

    def given(self) -> dict[str, Any]:
        """As `close_incident` takes it."""
        return dict(self.cleaned_data)


class ReopenForm(Form):
    """Why it is not over."""

    words = _words(_("What has come to light?"), help_text=NO_NAMES)

    def given(self) -> dict[str, Any]:
        """As `reopen_incident` takes it."""
        return dict(self.cleaned_data)


class LinkForm(Form):
    """Somebody whom it touches."""

    reference = TextField(
        label=_("Reference"),
        max_length=20,
        width=20,
        spellcheck=False,
        help_text=_("As it is printed, for example K7Q-4MX-9TWB."),
    )

    def given(self) -> dict[str, Any]:
        """As `link_person` takes it."""
        return dict(self.cleaned_data)


def untold(incident: Incident) -> list[Step]:
    """Whom nobody has written down as told yet."""
    steps = {
        Step.REGULATOR_TOLD: incident.regulator_told_at,
        Step.PEOPLE_TOLD: incident.people_told_at,
    }
    return [step for step, told_at in steps.items() if told_at is None]

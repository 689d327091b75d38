"""What is asked of whoever leads a round."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import DateField, Form, RadiosField, TextareaField
from mutualaid.organisations.forms.places import LineField
from mutualaid.self_assessment.models import Round
from mutualaid.self_assessment.support import Support

TIME_TO_RATE = timedelta(days=28)
LONGEST_ROUND = timedelta(days=365)
EVIDENCE_OF = timedelta(days=183)
OLDEST_EVIDENCE = timedelta(days=3 * 365)
SCALE, COMMENTS = "scale", "comments"
MOST_SUPPORT, SPARE_SUPPORT = 8, 1
ABOUT_MODES: dict[str, Any] = {
    SCALE: _("The scale is ours: the one of the tool of 2013 did not survive."),
    COMMENTS: _("As the surviving pages of the tool of 2013 have it."),
}


class RoundForm(Form):
    """What stays open to change while a round is under way."""

    name = LineField(
        label=_("Name of the round"),
        help_text=_("For example, Winter 2026."),
        max_length=80,
        width=20,
    )
    rating_closes_on = DateField(
        label=_("Until when can people rate?"),
        help_text=_(
            "Four weeks are usual. Nothing closes by itself: you show the ratings when "
            "you see fit."
        ),
    )

    def clean_rating_closes_on(self) -> date:
        on: date = self.cleaned_data["rating_closes_on"]
        kept = self.initial.get("kept_closing")
        if on != kept and not clock.today() <= on <= clock.today() + LONGEST_ROUND:
            raise ValidationError(
                gettext("Choose today or a later day, within a year."), code="day"
            )
        return on


class OpenRoundForm(RoundForm):
    """A new round."""

    evidence_from = DateField(
        label=_("From which day on does evidence count?"),
        help_text=_("What is older shows nothing of this round. Half a year is usual."),
    )
    mode = RadiosField(
        label=_("How do people rate?"),
        choices=[
            (SCALE, _("With a scale of four steps, and comments")),
            (COMMENTS, _("With comments and evidence only")),
        ],
        choice_hints=ABOUT_MODES,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        initial = {
            "rating_closes_on": today + TIME_TO_RATE,
            "evidence_from": today - EVIDENCE_OF,
            "mode": SCALE,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_evidence_from(self) -> date:
        on: date = self.cleaned_data["evidence_from"]
        if not clock.today() - OLDEST_EVIDENCE <= on <= clock.today():
            raise ValidationError(
                gettext("Choose today or an earlier day, within three years."),
                code="day",
            )
        return on

    def given(self) -> dict[str, Any]:
        """As `open_round` takes it; for a form that is valid."""
        told = dict(self.cleaned_data)
        told["uses_scale"] = told.pop("mode") == SCALE
        return told


class ChangeRoundForm(RoundForm):
    """The same of a round under way, and who supports it: a pair of fields for each role."""

    def __init__(self, *args: Any, opened: Round, **kwargs: Any) -> None:
        initial: dict[str, Any] = {
            "name": opened.name,
            "rating_closes_on": opened.rating_closes_on,
            "kept_closing": opened.rating_closes_on,
        }
        self.rows = min(len(opened.support) + SPARE_SUPPORT, MOST_SUPPORT)
        for number, each in enumerate(opened.support[:MOST_SUPPORT], start=1):
            initial |= {
                f"role_{number}": each["role"],
                f"held_{number}": each["held_by"],
            }
        super().__init__(*args, initial=initial, **kwargs)
        for number in range(1, self.rows + 1):
            self.fields[f"role_{number}"] = _support_field(
                gettext("Role %(n)d") % {"n": number}
            )
            self.fields[f"held_{number}"] = _support_field(
                gettext("Who holds role %(n)d here?") % {"n": number}
            )

    def support(self) -> Support:
        """The roles that have a name, in order; for a form that is valid."""
        told = self.cleaned_data
        numbers = range(1, self.rows + 1)
        pairs = [
            {"role": told[f"role_{n}"], "held_by": told[f"held_{n}"]} for n in numbers
        ]
        return [each for each in pairs if each["role"]]

    def given(self) -> dict[str, Any]:
        """As `change_round` takes it; for a form that is valid."""
        told = self.cleaned_data
        return {
            "name": told["name"],
            "rating_closes_on": told["rating_closes_on"],
            "support": self.support(),
        }


def _support_field(label: str) -> LineField:
    return LineField(label=label, required=False, max_length=120)


class RevealForm(Form):
    """A button that says for how many it does not wait."""

    unfinished = CharField(widget=HiddenInput, required=False, max_length=4)

    def goes_on_without(self) -> int:
        """What the page told whoever pressed the button; for a form that is valid."""
        told = self.cleaned_data["unfinished"]
        return int(told) if told.isascii() and told.isdigit() else 0


class AbandonForm(Form):
    """Why a round is given up."""

    reason = TextareaField(
        label=_("Why is it given up?"),
        help_text=_("Everybody who may see the round reads this."),
        max_length=300,
        rows=3,
        error_messages={"required": _("Say in a sentence why it is given up.")},
    )

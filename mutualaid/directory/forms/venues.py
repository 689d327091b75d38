"""Forms about places."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    BoundField,
    CheckboxField,
    DateField,
    Form,
    RadiosField,
)
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.models import Venue, VenueFact
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion

from .fields import PinField, PostcodeField, PublicLineField, PublicTextField

YES, NO, UNKNOWN = "yes", "no", ""
ANSWERS = (
    (YES, gettext_lazy("Yes")),
    (NO, gettext_lazy("No")),
    (UNKNOWN, gettext_lazy("Not known")),
)


class VenueForm(Form):
    """Where a place is, and how to get in."""

    name = PublicLineField(
        label=gettext_lazy("Name of the place"), max_length=255, required=False
    )
    address = PublicLineField(
        label=gettext_lazy("Street"), max_length=255, required=False
    )
    town = PublicLineField(
        label=gettext_lazy("Town"), max_length=120, width=20, required=False
    )
    postcode = PostcodeField(label=gettext_lazy("Postcode"), required=False)
    pin = PinField()
    notes = PublicTextField(
        label=gettext_lazy("Getting there and getting in"),
        help_text=gettext_lazy(
            "Which door, which bell, which floor. Everybody can read this."
        ),
        max_length=1000,
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(
            given[name] for name in ("name", "address", "town", "postcode")
        ):
            raise ValidationError(gettext("Say at least what the place is called."))
        return given

    def told(self) -> VenueRecord:
        """The answers as actions take them."""
        given = self.cleaned_data
        latitude, longitude = given["pin"] or (None, None)
        words = {name: given[name] for name in ("name", "address", "town", "postcode")}
        return VenueRecord(
            **words, notes=given["notes"], latitude=latitude, longitude=longitude
        )


def venue_initial(venue: Venue) -> dict[str, Any]:
    """The questions answered as the place stands; the pin only if somebody put it there."""
    return {
        "name": venue.name,
        "address": venue.address,
        "town": venue.town,
        "postcode": venue.postcode,
        "notes": venue.notes,
        "pin": venue.point() if venue.is_placed_by_hand else None,
    }


class VenueFactsForm(Form):
    """What somebody found there: an answer and a few words for each question."""

    checked_on = DateField(
        label=gettext_lazy("When did somebody look?"),
        help_text=gettext_lazy("It is told with each answer that you change."),
    )
    is_all_seen = CheckboxField(
        label=gettext_lazy("The other answers were looked at too"), required=False
    )

    def __init__(
        self, *args: Any, known: Mapping[str, VenueFact], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].initial = clock.today()
        for question in VenueQuestion:
            fact = known.get(question)
            self.fields[_name(question)] = RadiosField(
                label=question.label,
                choices=ANSWERS,
                classes="govuk-radios--inline govuk-radios--small",
                required=False,
                initial=UNKNOWN if fact is None else YES if fact.is_so else NO,
            )
            self.fields[f"{_name(question)}_note"] = PublicLineField(
                label=gettext("More about it: %(question)s")
                % {"question": question.label},
                max_length=200,
                required=False,
                initial=fact.note if fact else "",
            )

    def answers(self) -> dict[VenueQuestion, Answer]:
        """What is told of each."""
        given = self.cleaned_data
        return {
            question: _answer(given[_name(question)], given[f"{_name(question)}_note"])
            for question in VenueQuestion
        }

    def questions(self) -> list[tuple[BoundField, BoundField]]:
        """Each question with the words to it."""
        return [
            (self[_name(each)], self[f"{_name(each)}_note"])  # type: ignore[misc]
            for each in VenueQuestion
        ]


def _name(question: VenueQuestion) -> str:
    return question.value.replace("-", "_")


def _answer(said: str, note: str) -> Answer:
    return Answer(None) if said == UNKNOWN else Answer(said == YES, note)

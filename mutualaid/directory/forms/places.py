"""Where a meeting meets, as questions."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import CheckboxField, Form, RadiosField
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.known_places import (
    SEVERAL,
    venue_label,
    venues_fitting,
    venues_offered,
)
from mutualaid.directory.models.meetings import Mode

from .fields import KnownField, PinField, PostcodeField, PublicLineField

MODES = [(mode.value, mode.label) for mode in Mode if mode.value] + [
    ("", gettext_lazy("Nobody says"))
]
NEW_PLACE = ("place_name", "place_address", "place_town", "place_postcode", "place_pin")
AT_A_PLACE = (Mode.IN_PERSON, Mode.HYBRID)


class PlaceFields(Form):
    """A place that is known, told by some of its words, or a new one.

    After a form that is valid, `venue` is the reference of a known place, "" for none, and
    `new_venue()` tells the new one, if there is one.
    """

    mode = RadiosField(
        label=gettext_lazy("How do people take part?"), choices=MODES, required=False
    )
    known_place = KnownField(
        label=gettext_lazy("A place that we know"),
        help_text=gettext_lazy(
            "Write some of its name, street or postcode. Leave it empty if there is none."
        ),
        max_length=600,
        required=False,
    )
    place_name = PublicLineField(
        label=gettext_lazy("Or a new place: its name"),
        help_text=gettext_lazy("For example, St Anne’s Hall."),
        max_length=255,
        required=False,
    )
    place_address = PublicLineField(
        label=gettext_lazy("Street of the new place"), max_length=255, required=False
    )
    place_town = PublicLineField(
        label=gettext_lazy("Town of the new place"),
        max_length=120,
        width=20,
        required=False,
    )
    place_postcode = PostcodeField(
        label=gettext_lazy("Postcode of the new place"), required=False
    )
    place_pin = PinField()
    venue_closed = CheckboxField(
        label=gettext_lazy("The usual place is closed for now"), required=False
    )

    def __init__(self, *args: Any, area_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area_id = area_id
        self.venue = ""
        known: KnownField = self.fields["known_place"]  # type: ignore[assignment]
        known.offered = venues_offered(area_id)
        if self.is_bound and self.data.get("chosen_place"):
            self._offer_again()

    def _offer_again(self) -> None:
        """The places that fitted are asked about once more, now to be taken or left."""
        self._ask_which(venues_fitting(self.area_id, self.data.get("known_place", "")))

    def _ask_which(self, several: list[Any]) -> None:
        self.fields["chosen_place"] = RadiosField(
            label=gettext("Which of these places?"),
            choices=[(each.reference, venue_label(each)) for each in several],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("known_place") and self._is_new(given):
            self.add_error(
                "known_place",
                gettext("Give a known place or a new one, one of the two."),
            )
        elif given.get("known_place"):
            self.venue = self._found(given)
        elif given.get("mode") in AT_A_PLACE and not (
            self._is_new(given) or self.errors.keys() & set(NEW_PLACE)
        ):
            self.add_error(
                "known_place", gettext("Say where people go, or that it is online.")
            )
        return given

    def _found(self, given: dict[str, Any]) -> str:
        if chosen := given.get("chosen_place"):
            return str(chosen)
        fitting = venues_fitting(self.area_id, given["known_place"])
        if len(fitting) == 1:
            return fitting[0].reference
        self.add_error("known_place", _how_many(len(fitting)))
        if 1 < len(fitting) <= SEVERAL:
            self._ask_which(fitting)
        return ""

    def _is_new(self, given: dict[str, Any]) -> bool:
        return any(given.get(name) for name in NEW_PLACE)

    def new_venue(self) -> VenueRecord | None:
        """What was told of a new place."""
        given = self.cleaned_data
        if not self._is_new(given):
            return None
        latitude, longitude = given["place_pin"] or (None, None)
        return VenueRecord(
            name=given["place_name"],
            address=given["place_address"],
            town=given["place_town"],
            postcode=given["place_postcode"],
            latitude=latitude,
            longitude=longitude,
        )


def _how_many(fitting: int) -> str:
    if fitting == 0:
        return gettext(
            "We know no place like that. Write less of it, or tell us of it below."
        )
    if fitting > SEVERAL:
        return gettext("Many places fit. Write more of its name, street or postcode.")
    return gettext("Several places fit. Choose one of them.")

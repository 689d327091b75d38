"""A meeting as one form, for adding it and for changing it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    BoundField,
    CheckboxesField,
    RadiosField,
    SelectField,
)
from mutualaid.directory.formats.joining_details import dial_digits
from mutualaid.directory.formats.vocabulary import (
    FEATURE_GROUPS,
    FEATURES,
    LANGUAGES,
    OPENNESS,
)
from mutualaid.directory.known_places import groups_offered, venue_label
from mutualaid.directory.meeting_values import Values
from mutualaid.directory.models import Fellowship, Meeting, MeetingField
from mutualaid.directory.models.meetings import Visibility
from mutualaid.organisations.forms.places import LineField

from .fields import KnownField, LinkField, PublicLineField, PublicTextField
from .pattern import PATTERN_FIELDS, PatternFields, pattern_initial
from .places import NEW_PLACE, PlaceFields

# Spoken in many groups of England; every other language stands below these.
COMMON_LANGUAGES = ("en", "bsl", "cy", "pl", "ur", "pa", "bn", "gu", "fa", "ar")
SMALL = "govuk-checkboxes--small ma-columns"
OTHER_FEATURES = gettext_lazy("Getting in and joining, as the group itself says")
VISIBILITY_HINTS: dict[str, Any] = {
    "public": gettext_lazy("For nearly every meeting."),
    "contact": gettext_lazy("For children, say Alateen: the address stays hidden."),
    "residents": gettext_lazy(
        "For people who stay there: a hospital, a prison, a treatment unit."
    ),
}
# Under which field what a list says is told.
FIELD_OF = {
    MeetingField.PATTERN: "frequency",
    MeetingField.VENUE: "known_place",
    MeetingField.GROUP: "group",
    MeetingField.FEATURES: "features_0",
    MeetingField.LANGUAGES: "languages",
}
_COLUMNS = (
    "name",
    "mode",
    "openness",
    "venue_closed",
    "conference_url",
    "conference_phone",
    "conference_notes",
    "notes",
    "website",
    "visibility",
)


def feature_groups() -> dict[str, tuple[str, ...]]:
    """Every feature, in one group each; those that no group names come last."""
    grouped = {key for keys in FEATURE_GROUPS.values() for key in keys}
    rest = tuple(key for key in FEATURES if key not in grouped)
    told = {gettext(label): keys for label, keys in FEATURE_GROUPS.items()}
    return {**told, str(OTHER_FEATURES): rest}


@dataclass(frozen=True, slots=True)
class Section:
    """Some questions under one heading."""

    key: str
    heading: str
    fields: list[BoundField]


class MeetingForm(PatternFields, PlaceFields):
    """All that can be told of a meeting. `lists_say` are words by MeetingField."""

    name = PublicLineField(label=gettext_lazy("Name of the meeting"), max_length=255)
    fellowship = SelectField(label=gettext_lazy("Fellowship"))
    group = KnownField(
        label=gettext_lazy("Group that holds it"),
        help_text=gettext_lazy("Leave it empty if it has the meeting’s own name."),
        max_length=255,
        required=False,
    )
    conference_url = LinkField(
        label=gettext_lazy("Link to join online"),
        help_text=gettext_lazy("A password in it is left out: the group gives it."),
        required=False,
    )
    conference_phone = LineField(
        label=gettext_lazy("Telephone number to join"),
        help_text=gettext_lazy("The number of the conference, never a person’s own."),
        max_length=60,
        width=20,
        required=False,
    )
    conference_notes = PublicTextField(
        label=gettext_lazy("How to join"), max_length=1000, rows=3, required=False
    )
    openness = RadiosField(
        label=gettext_lazy("Who may come?"),
        choices=[
            *((key, gettext_lazy(words)) for key, words in OPENNESS.items()),
            ("", gettext_lazy("Nobody says")),
        ],
        required=False,
    )
    languages = CheckboxesField(
        label=gettext_lazy("Languages"), classes=SMALL, required=False
    )
    more_languages = CheckboxesField(
        label=gettext_lazy("More languages"), classes=SMALL, required=False
    )
    notes = PublicTextField(
        label=gettext_lazy("What else should people know?"),
        help_text=gettext_lazy("Everybody can read this. Never name a person."),
        max_length=2000,
        rows=4,
        required=False,
    )
    website = LinkField(label=gettext_lazy("Its own page"), required=False)
    visibility = RadiosField(
        label=gettext_lazy("How much of it may the public see?"),
        choices=Visibility.choices,
        choice_hints=VISIBILITY_HINTS,
        initial=Visibility.PUBLIC.value,
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting | None = None,
        lists_say: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._add_features()
        self._set_languages()
        self._set_fellowships(meeting)
        if meeting is not None:
            self.timezone = meeting.timezone
        for field, said in (lists_say or {}).items():
            self._tell_what_list_says(MeetingField(field), said)

    def _add_features(self) -> None:
        for number, (label, keys) in enumerate(feature_groups().items()):
            self.fields[f"features_{number}"] = CheckboxesField(
                label=label,
                choices=[(key, gettext(FEATURES[key])) for key in keys],
                classes=SMALL,
                required=False,
                initial=self.initial.get("features"),
            )

    def _set_languages(self) -> None:
        rest = [key for key in LANGUAGES if key not in COMMON_LANGUAGES]
        for name, keys in (("languages", COMMON_LANGUAGES), ("more_languages", rest)):
            choices = [(key, gettext(LANGUAGES[key])) for key in keys]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _set_fellowships(self, meeting: Meeting | None) -> None:
        group: KnownField = self.fields["group"]  # type: ignore[assignment]
        if meeting is not None:
            del self.fields["fellowship"]  # a meeting keeps its fellowship
            group.offered = groups_offered(self.area_id, meeting.fellowship_id)
            return
        known = Fellowship.objects.order_by("name").values_list("key", "name")
        self.fields["fellowship"].choices = [("", ""), *known]  # type: ignore[attr-defined]
        group.offered = groups_offered(self.area_id)

    def _tell_what_list_says(self, field: MeetingField, said: str) -> None:
        name = FIELD_OF.get(field, field.value)
        words = gettext("Its list says: %(words)s") % {"words": said}
        hint = str(self.fields[name].help_text)
        self.fields[name].help_text = f"{hint} {words}".strip()

    def clean_conference_phone(self) -> str:
        text = self.cleaned_data["conference_phone"]
        digits = dial_digits(text)
        if text and not digits:
            self.add_error("conference_phone", gettext("Write the number in full."))
        return digits

    def values(self) -> Values:
        """By MeetingField; all but venue and group, which may have to be made first."""
        given = self.cleaned_data
        told = {name: given[name] for name in _COLUMNS}
        languages = {*given["languages"], *given["more_languages"]}
        return {
            **told,
            "pattern": self.pattern(),
            "features": sorted(self._features()),
            "languages": sorted(languages),
        }

    def _features(self) -> Iterator[str]:
        for name in self._feature_fields():
            yield from self.cleaned_data[name]

    def _feature_fields(self) -> list[str]:
        return [name for name in self.fields if name.startswith("features_")]

    def sections(self) -> list[Section]:
        """The questions in the order of the page."""
        place = ("mode", "known_place", "chosen_place", *NEW_PLACE, "venue_closed")
        joining = ("conference_url", "conference_phone", "conference_notes")
        who = ("openness", *self._feature_fields())
        return [
            self._section("what", gettext("What it is"), "name", "fellowship", "group"),
            self._section("when", gettext("When it meets"), *PATTERN_FIELDS),
            self._section("where", gettext("Where it meets"), *place),
            self._section("joining", gettext("Joining online"), *joining),
            self._section("who", gettext("Whom it is for, and what it offers"), *who),
            self._section("languages", gettext("Languages"), "languages", "more_languages"),
            self._section("more", gettext("What people should know"), "notes", "website"),
            self._section("public", gettext("What the public sees"), "visibility"),
        ]  # fmt: skip

    def _section(self, key: str, heading: str, *names: str) -> Section:
        return Section(key, heading, [self[n] for n in names if n in self.fields])  # type: ignore[misc]


def meeting_initial(values: Values, meeting: Meeting) -> dict[str, Any]:
    """The questions answered as the meeting stands."""
    return {
        **{name: values[name] for name in _COLUMNS},
        **pattern_initial(values["pattern"]),
        "features": values["features"],
        "languages": values["languages"],
        "more_languages": values["languages"],
        "known_place": venue_label(meeting.venue) if meeting.venue else "",
        "group": meeting.group.name if meeting.group else "",
    }

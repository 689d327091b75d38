"""What is asked of whoever raises a concern, works on one, or names who receives them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.accounts.models import User
from mutualaid.design_system.forms import (
    CheckboxesField,
    CheckboxField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
)
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service

from .models import ConcernKind, LeadPosition, Outcome
from .people_to_name import PersonToName, choices_of

LONGEST = 4000
NO_SERVICE = "none"


class NotComfortableForm(Form):
    """The short way: everything may stay as it is."""

    kind: ConcernKind = ConcernKind.NOT_COMFORTABLE

    service = SelectField(label=_("Which service?"))
    about = CheckboxesField(
        label=_("Who is it about?"),
        required=False,
        help_text=_(
            "Choose nobody, one or several. They are not told, and no page of theirs shows it."
        ),
    )
    about_others = CheckboxesField(label=_("People elsewhere"), required=False)
    is_about_somebody_unlisted = CheckboxField(
        label=_("Somebody who is not in the lists"), required=False
    )
    words = TextareaField(
        label=_("What happened?"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "You can leave this empty. Leave out names of clients, addresses and "
            "anything about health that does not matter here."
        ),
    )

    def __init__(
        self,
        *args: Any,
        hat: Hat,
        services: Sequence[Service],
        people: Sequence[PersonToName],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._services = {service.reference: service for service in services}
        self._people = {person.user.reference: person.user for person in people}
        own = next((each for each in services if each.pk == hat.service_id), None)
        self.initial["service"] = own.reference if own else NO_SERVICE
        self._offer("service", _places(services))
        near = [one for one in people if one.services & {hat.service_id, None}]
        self._offer("about", choices_of(near))
        self._offer(
            "about_others", choices_of(one for one in people if one not in near)
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def has_others(self) -> bool:
        return bool(self.fields["about_others"].choices)  # type: ignore[attr-defined]

    def service_chosen(self) -> Service | None:
        return self._services.get(self.cleaned_data["service"])

    def people_chosen(self) -> list[User]:
        chosen = self.cleaned_data["about"] + self.cleaned_data["about_others"]
        return [self._people[reference] for reference in chosen]

    def given(self) -> dict[str, Any]:
        """As `raise_concern` takes it."""
        return {
            "kind": self.kind,
            "service": self.service_chosen(),
            "about": self.people_chosen(),
            "words": self.cleaned_data["words"],
            "is_about_somebody_unlisted": self.cleaned_data[
                "is_about_somebody_unlisted"
            ],
        }


class ConcernForm(NotComfortableForm):
    """The whole of it."""

    kind_of_concern = RadiosField(
        label=_("What is it?"),
        choices=ConcernKind.choices,
        error_messages={"required": _("Choose what it is.")},
    )
    is_danger_now = RadiosField(
        label=_("Is anybody in danger now?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        help_text=_("If somebody is, ring 999 first. Then come back to this page."),
        error_messages={"required": _("Say whether anybody is in danger now.")},
    )
    words = TextareaField(
        label=_("What happened?"),
        max_length=LONGEST,
        error_messages={"required": _("Say in a few words what happened.")},
        help_text=_(
            "What you saw or heard, where and when. Leave out names of clients, addresses "
            "and anything about health that does not matter here."
        ),
    )

    def given(self) -> dict[str, Any]:
        return {
            **super().given(),
            "kind": ConcernKind(self.cleaned_data["kind_of_concern"]),
            "is_danger_now": self.cleaned_data["is_danger_now"] == "yes",
        }

    @property
    def says_danger(self) -> bool:
        """Whether the page, shown again, begins with 999."""
        return self.data.get("is_danger_now") == "yes"


def _places(services: Iterable[Service]) -> list[tuple[str, str]]:
    named = [(service.reference, service.name) for service in services]
    return [*named, (NO_SERVICE, gettext("None of these, or the area as a whole"))]


class WordsForm(Form):
    """A note."""

    words = TextareaField(
        label=_("What do you want to write down?"), max_length=LONGEST
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return dict(self.cleaned_data)


class CloseForm(WordsForm):
    """What came of a concern."""

    outcome = RadiosField(label=_("What came of it?"), choices=Outcome.choices)


class PersonForm(Form):
    """One more person whom a concern is about."""

    person = SelectField(label=_("Who else is it about?"))

    def __init__(
        self, *args: Any, people: Sequence[PersonToName], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {person.user.reference: person.user for person in people}
        choices = [("", gettext("Choose a name")), *choices_of(people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As `add_person` takes it."""
        return {"user": self._people[self.cleaned_data["person"]]}


class LeadForm(Form):
    """Who receives the concerns of which service."""

    post = SelectField(label=_("For which service?"))
    holder = SelectField(label=_("Who?"))
    position = RadiosField(label=_("As what?"), choices=LeadPosition.choices)

    def __init__(
        self,
        *args: Any,
        services: Sequence[Service],
        memberships: Sequence[Membership],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._services = {service.reference: service for service in services}
        self._memberships = {one.reference: one for one in memberships}
        named = [
            (one.reference, f"{one.user.name} ({one.hat().title})")
            for one in memberships
        ]
        area = (NO_SERVICE, gettext("The area as a whole"))
        posts = [area, *((one.reference, one.name) for one in services)]
        self.fields["post"].choices = posts  # type: ignore[attr-defined]
        self.fields["holder"].choices = [("", gettext("Choose a name")), *named]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As `appoint_lead` takes it."""
        return {
            "membership": self._memberships[self.cleaned_data["holder"]],
            "service": self._services.get(self.cleaned_data["post"]),
            "position": LeadPosition(self.cleaned_data["position"]),
        }

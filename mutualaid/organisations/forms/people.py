"""Forms about people: whom to invite, whom to find, who stands in."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    DateField,
    EmailField,
    Form,
    RadiosField,
    SelectField,
    TextField,
)
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.permissions.people import levels_to_offer, roles_to_offer
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role

from .places import LineField

Choices = list[tuple[str, Any]]
ANY: Choices = [("", gettext_lazy("Any"))]
WHOLE_AREA: Choices = [("", gettext_lazy("The whole area"))]


class InvitationForm(Form):
    """Whom to invite, as what, and where; only what this hat may offer can be chosen."""

    name = LineField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As colleagues know this person."),
        max_length=120,
        width=30,
        autocomplete="off",
    )
    email = EmailField(
        label=gettext_lazy("Work e-mail address"),
        help_text=gettext_lazy(
            "The link goes there, and only this address can accept."
        ),
        max_length=254,
        autocomplete="off",
    )
    role = RadiosField(label=gettext_lazy("Role"))
    service = SelectField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("For a role that is held in one service."),
        required=False,
    )
    champion_level = RadiosField(
        label=gettext_lazy("Level"),
        help_text=gettext_lazy("For a recovery champion only."),
        required=False,
    )

    def __init__(
        self, *args: Any, hat: Hat, services: Iterable[Service], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.services = {service.reference: service for service in services}
        choose = [(key, one.name) for key, one in self.services.items()]
        self.fields["role"].choices = _named(roles_to_offer(hat))  # type: ignore[attr-defined]
        self.fields["champion_level"].choices = _named(levels_to_offer(hat))  # type: ignore[attr-defined]
        if hat.is_one_of(Role.SERVICE_MANAGER):
            del self.fields["service"]
        else:
            self.fields["service"].choices = WHOLE_AREA + choose  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        role = given.get("role")
        given["service"] = self._place(role)
        is_champion = role == Role.RECOVERY_CHAMPION
        if not is_champion:
            given["champion_level"] = ""
        elif not given.get("champion_level") and "champion_level" not in self.errors:
            self.add_error("champion_level", gettext("Choose the champion’s level."))
        return given

    def _place(self, role: str | None) -> Service | None:
        """The service of a role that has one; a manager's own without asking."""
        if role is None or role in AREA_WIDE_ROLES:
            return None
        if "service" not in self.fields:
            return next(iter(self.services.values()))
        chosen = self.cleaned_data.get("service")
        if not chosen and "service" not in self.errors:
            words = gettext("Choose the service in which this role is held.")
            self.add_error("service", words)
        return self.services.get(chosen) if chosen else None


def _named(offered: Iterable[Any]) -> Choices:
    return [(one.value, one.label) for one in offered]


class PeopleFilterForm(Form):
    """Narrows the list of people down. A name is sent by POST: it has no place in an address."""

    name = TextField(
        label=gettext_lazy("Name"), required=False, max_length=120, autocomplete="off"
    )
    role = SelectField(
        label=gettext_lazy("Role"), required=False, choices=ANY + _named(Role)
    )
    service = SelectField(label=gettext_lazy("Service"), required=False)
    status = SelectField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("Active or turned off")),
            *_named(MembershipStatus),
        ],
    )

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(service.reference, service.name) for service in services]
        self.fields["service"].choices = ANY + found  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen and exists; anything else is left out."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CoverForm(Form):
    """Who stands in, from when to when."""

    covered_by = RadiosField(label=gettext_lazy("Who stands in?"))
    starts_on = DateField(label=gettext_lazy("First day"))
    ends_on = DateField(label=gettext_lazy("Last day"))

    def __init__(
        self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {one.reference: one for one in colleagues}
        self.fields["covered_by"].choices = [  # type: ignore[attr-defined]
            (key, one.user.name) for key, one in self.colleagues.items()
        ]

    def clean_covered_by(self) -> Membership:
        return self.colleagues[self.cleaned_data["covered_by"]]

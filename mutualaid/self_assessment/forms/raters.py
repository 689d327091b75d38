"""Whom to ask: several at a press, or one voice without an account."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import (
    CheckboxesField,
    CheckboxField,
    EmailField,
    Form,
    RadiosField,
    SelectField,
)
from mutualaid.directory.models import Fellowship
from mutualaid.organisations.forms.places import LineField
from mutualaid.organisations.models import Membership, Service
from mutualaid.self_assessment.models import RaterKind
from mutualaid.self_assessment.proposals import Proposals

LINK, PAPER = "link", "paper"


class InviteForm(Form):
    """Everybody who is not asked yet; those with a fitting role are ticked."""

    people = CheckboxesField(label=_("People with an account"), required=False)
    services = CheckboxesField(
        label=_("Services where nobody of these works"),
        required=False,
        help_text=_("Each gets a link, or a sheet of paper."),
    )
    fellowships = CheckboxesField(
        label=_("Fellowships with meetings here"),
        required=False,
        help_text=_(
            "Each gets a link for one member. They are asked what they can judge, and "
            "endorse nothing by it."
        ),
    )
    others = CheckboxesField(label=_("Others with an account"), required=False)

    def __init__(self, *args: Any, proposals: Proposals, **kwargs: Any) -> None:
        offered: dict[str, dict[str, Any]] = {
            "people": proposals.people,
            "services": proposals.services,
            "fellowships": proposals.fellowships,
            "others": proposals.others,
        }
        ticked = {
            name: list(found) for name, found in offered.items() if name != "others"
        }
        super().__init__(*args, initial=ticked, **kwargs)
        self._offered = offered
        for name, found in offered.items():
            choices = [(key, proposals.words_of(each)) for key, each in found.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not any(told.get(name) for name in self._offered):
            raise ValidationError(gettext("Tick at least one of them."), code="none")
        return told

    def offers(self, name: str) -> bool:
        """Whether there is anybody to tick in this list."""
        return bool(self._offered[name])

    def offers_anybody(self) -> bool:
        return any(self._offered.values())

    def members(self) -> list[Membership]:
        """For a form that is valid."""
        return [*self._chosen("people"), *self._chosen("others")]

    def services_chosen(self) -> list[Service]:
        return self._chosen("services")

    def fellowships_chosen(self) -> list[Fellowship]:
        return self._chosen("fellowships")

    def _chosen(self, name: str) -> list[Any]:
        return [self._offered[name][key] for key in self.cleaned_data[name]]


class AddRaterForm(Form):
    """A voice without an account."""

    kind = RadiosField(
        label=_("In whose voice do they rate?"), choices=RaterKind.choices
    )
    label = LineField(
        label=_("What is this voice called?"),
        help_text=_(
            "A group or a post, like “Carers’ group” or “Public health lead”. Never a "
            "person’s name."
        ),
        max_length=120,
        width=30,
    )
    service = SelectField(label=_("Do they speak for a service?"), required=False)
    way = RadiosField(
        label=_("How do they rate?"),
        choices=[
            (LINK, _("By a link that you pass on")),
            (PAPER, _("On paper, and somebody types it in")),
        ],
    )
    wishes_to_be_named = CheckboxField(
        label=_("A fellowship that wishes to be named in the report"), required=False
    )

    def __init__(self, *args: Any, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, initial={"way": LINK}, **kwargs)
        self._services = {each.reference: each for each in services}
        named = [(key, each.name) for key, each in self._services.items()]
        self.fields["service"].choices = [("", gettext("No")), *named]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As `add_rater` takes it; for a form that is valid."""
        told = dict(self.cleaned_data)
        return {
            "kind": RaterKind(told["kind"]),
            "label": told["label"],
            "service": self._services.get(told["service"]),
            "is_on_paper": told["way"] == PAPER,
            "wishes_to_be_named": told["wishes_to_be_named"]
            and told["kind"] == RaterKind.GROUP,
        }


class LinkForm(Form):
    """A new link: shown, or posted once where there is an address."""

    to = EmailField(
        label=_("E-mail address"),
        help_text=_("We send the link once and do not keep the address."),
        required=False,
        autocomplete="off",
        max_length=254,
    )

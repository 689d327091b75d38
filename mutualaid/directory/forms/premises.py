"""The form that says whose premises a place is."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import Form, SelectField
from mutualaid.organisations.models import Service


class PremisesForm(Form):
    """One of the services that are open, or none of them."""

    service = SelectField(
        label=gettext_lazy("Which service is here?"),
        help_text=gettext_lazy(
            "Not who rents it for an evening: whose own place it is."
        ),
        choices=(),
        required=False,
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._services = {each.reference: each for each in services}
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", gettext("None of the area’s services")),
            *((each.reference, each.name) for each in services),
        ]

    def chosen(self) -> Service | None:
        """The service that was said; for a form that is valid."""
        return self._services.get(self.cleaned_data["service"])

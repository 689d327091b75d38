"""What is asked about a client: as little as the work with them needs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.models import Format
from mutualaid.clients.reading import Identity
from mutualaid.design_system.forms import (
    Form,
    RadiosField,
    SelectField,
    TextareaField,
)
from mutualaid.directory.formats.vocabulary import LANGUAGES
from mutualaid.organisations.forms.places import LineField
from mutualaid.organisations.models import Membership

NOT_WHOLE = _("This form is not whole. Open the record once more, then change it.")


class IdentityForm(Form):
    """A name or a local number is needed; nothing else is."""

    name = LineField(
        label=_("What name shall we call them?"),
        help_text=_("A first name will do. It need not be the one on their papers."),
        required=False,
        max_length=80,
        width=20,
    )
    local_number = LineField(
        label=_("Local number"),
        help_text=_(
            "What your own system calls them, if they would rather give no name."
        ),
        required=False,
        max_length=40,
        width=20,
    )
    initials = LineField(
        label=_("Initials"),
        help_text=_("Only if your paperwork needs them: initials point to people."),
        required=False,
        max_length=6,
        width=5,
    )
    contact = LineField(
        label=_("How can we get in touch?"),
        help_text=_("One way is enough: a number, an address, or a person to ask."),
        required=False,
        max_length=160,
        width=30,
    )
    safe_contact = TextareaField(
        label=_("When and how is that safe?"),
        help_text=_("For example: in the mornings, no message, say it is the library."),
        required=False,
        max_length=300,
        rows=2,
    )
    needs = TextareaField(
        label=_("What helps them?"),
        help_text=_("For example: no stairs, speak up, time to read. No diagnosis."),
        required=False,
        max_length=300,
        rows=2,
    )
    format = RadiosField(
        label=_("How do they like to get information?"),
        choices=Format.choices,
        initial=Format.STANDARD,
        required=False,
    )
    language = SelectField(
        label=_("Which language is best?"), initial="en", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("name") == told.get("local_number") == "":
            self.add_error(
                "name", gettext("Write the name to be called, or the local number.")
            )
        return told

    def identity(self) -> Identity:
        """What was answered; for a form that is valid."""
        told = {name: self.cleaned_data[name] for name in Identity.__slots__}
        told["format"] = Format(told["format"] or Format.STANDARD)
        told["language"] = told["language"] or "en"
        return Identity(**told)


class KeyworkerField(RadiosField):
    """One of the service's keyworkers."""

    def offer(self, keyworkers: Sequence[Membership]) -> None:
        """Let these be chosen from."""
        self.offered = {each.reference: each for each in keyworkers}
        self.choices = [(key, each.user.name) for key, each in self.offered.items()]

    def clean(self, value: Any) -> Any:
        return self.offered.get(super().clean(value))


class NewClientForm(IdentityForm):
    """The same for somebody new; a manager also says whose client it is.

    `sent_as` is what tells a form that is sent twice from two forms.
    """

    keyworker = KeyworkerField(label=_("Who will work with them?"))
    sent_as = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(
        self, *args: Any, keyworkers: Sequence[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if keyworkers:
            self.fields["keyworker"].offer(keyworkers)  # type: ignore[attr-defined]
        else:
            del self.fields["keyworker"]

    def chosen(self) -> Membership | None:
        """Whom the manager chose."""
        return self.cleaned_data.get("keyworker")


class VersionField(forms.IntegerField):
    """The version of the record that the page showed; nobody types it."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(("required", "invalid"), NOT_WHOLE)


class ChangedIdentityForm(IdentityForm):
    """The same, with the version of the record that the page showed."""

    version = VersionField()


class VersionForm(Form):
    """A button, and the version of the record that the page showed."""

    version = VersionField()


class KeyworkerForm(VersionForm):
    """Whose client it is from now on."""

    keyworker = KeyworkerField(label=_("Who will work with them?"))

    def __init__(
        self, *args: Any, keyworkers: Sequence[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keyworker"].offer(keyworkers)  # type: ignore[attr-defined]


def language_choices() -> list[tuple[str, str]]:
    """English first, then by name."""
    named = ((key, gettext(name)) for key, name in LANGUAGES.items() if key != "en")
    return [("en", gettext("English")), *sorted(named, key=lambda pair: pair[1])]

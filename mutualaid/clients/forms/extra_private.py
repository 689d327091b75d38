"""Who may read of a client whose record not all of the service may."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import CheckboxesField, Form, SelectField
from mutualaid.organisations.models import Membership


def _offered(readers: list[Membership]) -> list[tuple[str, str]]:
    line = gettext("%(name)s, %(role)s")
    return [
        (each.reference, line % {"name": each.user.name, "role": each.role_name()})
        for each in readers
    ]


class ReadersForm(Form):
    """Which colleagues may read besides the keyworker; nobody is an answer too."""

    readers = CheckboxesField(
        label=_("Who else may read?"),
        help_text=_("The keyworker always may. Leave this empty for nobody else."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, readers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._readers = {each.reference: each for each in readers}
        self.fields["readers"].choices = _offered(readers)  # type: ignore[attr-defined]

    def clean_readers(self) -> list[Membership]:
        return [self._readers[each] for each in self.cleaned_data["readers"]]


class ReaderForm(Form):
    """One more colleague."""

    reader = SelectField(
        label=_("Who may read from now on?"),
        error_messages={"required": _("Choose a colleague.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, readers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._readers = {each.reference: each for each in readers}
        choices = [("", gettext("Choose a name")), *_offered(readers)]
        self.fields["reader"].choices = choices  # type: ignore[attr-defined]

    def clean_reader(self) -> Membership:
        return self._readers[self.cleaned_data["reader"]]


class GoneReaderForm(Form):
    """A button beside a name."""

    reader = forms.CharField(widget=forms.HiddenInput, max_length=20)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(Form):
    """A button, and the version of the record that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

"""What is written down in the meeting: a form for each part, and the one that ends the round."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import (
    CheckboxField,
    DateField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.instrument import Part
from mutualaid.self_assessment.models import AgreedRating, Answer

NOTHING = ("", _("Not rated apart"))
Rows = Mapping[int | None, AgreedRating]  # by service; None is the whole area


class AgreeForm(Form):
    """One part: the answer for the area, the words beside it, and the services apart."""

    reason = TextField(
        label=_("Why it does not apply"),
        help_text=_("Only where it does not. The report says so."),
        max_length=300,
        required=False,
    )
    comment = TextareaField(
        label=_("What was said"), rows=2, max_length=2000, required=False
    )
    minority_view = TextareaField(
        label=_("Who sees it differently, and why"),
        help_text=_("In their words, without a name."),
        rows=2,
        max_length=1000,
        required=False,
    )
    prints_minority_view = CheckboxField(
        label=_("They wish it to stand in the report"), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        part: Part,
        rows: Rows,
        services: Sequence[Service],
        uses_scale: bool,
    ) -> None:
        self.part, self.rows = part, rows
        self.is_overtaken = False
        self.services = list(services) if uses_scale else []
        super().__init__(
            data,
            prefix=f"part-{part.key.replace('.', '-')}",
            initial=self._standing(),
        )
        if uses_scale:
            self.fields["answer"] = RadiosField(
                label=_("What is agreed"),
                choices=Answer.choices,
                required=False,
                classes="govuk-radios--inline ma-agree__levels",
            )
        else:
            del self.fields["reason"]
        for service in self.services:
            self._add_service(service)

    def _standing(self) -> dict[str, Any]:
        row = self.rows.get(None)
        if row is None:
            return {}
        names = ("answer", "reason", "comment", "minority_view", "revision")
        told = {name: getattr(row, name) for name in names}
        return {**told, "prints_minority_view": row.prints_minority_view}

    def _add_service(self, service: Service) -> None:
        row = self.rows.get(service.pk)
        name, seen = _names_of(service)
        self.fields[name] = SelectField(
            label=service.name,
            choices=[NOTHING, *Answer.choices[:-1]],
            required=False,
            initial=row.answer if row else "",
        )
        self.fields[seen] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=row.revision if row else 0
        )

    @property
    def of_services(self) -> list[Any]:
        """The fields of services, as the page shows them."""
        return [self[name] for each in self.services for name in _names_of(each)]

    def given(self) -> list[dict[str, Any]]:
        """What differs from what stands there, as `agree` takes it: the area first."""
        told = self.cleaned_data
        whole = {
            "answer": told.get("answer", ""),
            "reason": told.get("reason", ""),
            "comment": told["comment"],
            "minority_view": told["minority_view"],
            "prints_minority_view": told["prints_minority_view"],
        }
        found = []
        if any(whole.values()) and self._differs(None, whole):
            found.append({**whole, "revision": told["revision"] or 0})
        for service in self.services:
            name, seen = _names_of(service)
            said = {"answer": told[name]}
            if said["answer"] and self._differs(service.pk, said):
                found.append({**said, "service": service, "revision": told[seen] or 0})
        return found

    def see(self, stands: AgreedRating) -> None:
        """Somebody else's row is on the page from now on; saving again replaces it."""
        self.is_overtaken = True
        name = "revision" if stands.service is None else _names_of(stands.service)[1]
        typed = {each: self.data[each] for each in self.data}
        self.data = {**typed, self.add_prefix(name): stands.revision}

    def _differs(self, service: int | None, said: Mapping[str, Any]) -> bool:
        row = self.rows.get(service)
        return row is None or any(
            getattr(row, name) != value for name, value in said.items()
        )


def _names_of(service: Service) -> tuple[str, str]:
    return f"service-{service.reference}", f"seen-{service.reference}"


class SignOffForm(Form):
    """Ending a round. Nobody has to sign."""

    words = TextareaField(
        label=_("A word on the round"),
        help_text=_("It stands at the head of the report. You may leave it empty."),
        rows=3,
        max_length=500,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        kinds: Sequence[tuple[str, str]],
        missing: Sequence[str],
    ) -> None:
        super().__init__(data)
        self.kinds = [kind for kind, _name in kinds]
        for kind, name in kinds:
            self.fields[f"signed-{kind}"] = TextField(
                label=name, max_length=120, required=False
            )
        if missing:
            self.fields["rest_is_unknown"] = CheckboxField(
                label=_("Write down “Don’t know” for each of them"), required=False
            )

    @property
    def signing(self) -> list[Any]:
        return [self[f"signed-{kind}"] for kind in self.kinds]

    def given(self) -> dict[str, Any]:
        """As `sign_off_round` takes it."""
        told = self.cleaned_data
        return {
            "words": told["words"],
            "rest_is_unknown": told.get("rest_is_unknown", False),
            "signatures": {kind: told[f"signed-{kind}"] for kind in self.kinds},
        }


class TabledForm(Form):
    """When a team was told."""

    tabled_on = DateField(label=_("The day the team was told"))
    minutes = TextField(
        label=_("Where it is minuted"),
        help_text=_("Like “Team meeting 4 December, item 3”. You may leave it empty."),
        max_length=120,
        required=False,
    )

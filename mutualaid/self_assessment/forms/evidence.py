"""What is asked of whoever brings evidence, refuses or withdraws it, or finds a barrier."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    DateField,
    FileField,
    Form,
    RadiosField,
    TextareaField,
    TextField,
)
from mutualaid.directory.formats.joining_details import web_address
from mutualaid.improvement_plan.models import BarrierKind
from mutualaid.self_assessment.evidence_given import LONGEST_WORDS, Given
from mutualaid.self_assessment.models import EvidenceKind

ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods,.txt"
LONGEST_REASON = 300


class AddressField(TextField):
    """The address of a page; nothing but http and https is one."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        address = web_address(text)
        if text and not address:
            raise ValidationError(
                gettext(
                    "Write the address in full; it starts with https:// or http://."
                ),
                code="address",
            )
        return address


class EvidenceForm(Form):
    """A file, an address or a note; and the day it tells of, which is seldom today."""

    kind = RadiosField(
        label=gettext_lazy("What do you have?"),
        choices=[
            (EvidenceKind.FILE.value, gettext_lazy("A file")),
            (EvidenceKind.LINK.value, gettext_lazy("The address of a page")),
            (EvidenceKind.NOTE.value, gettext_lazy("A note")),
        ],
        size="s",
        error_messages={"required": gettext_lazy("Choose what you have.")},
    )
    file = FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "PDF, PNG, JPEG, Word or Excel without macros, OpenDocument or plain text; up to "
            "20 MB. Nothing in it should say who somebody is that uses a service. Photographs "
            "keep where they were taken, if the camera writes that down."
        ),
        accept=ACCEPT,
        required=False,
    )
    address = AddressField(
        label=gettext_lazy("The address"),
        help_text=gettext_lazy("It starts with https://."),
        max_length=500,
        spellcheck=False,
        required=False,
    )
    words = TextareaField(
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy(
            "The note itself, or a sentence about the file or page. No names of people."
        ),
        max_length=LONGEST_WORDS,
        rows=4,
        required=False,
    )
    relates_to = DateField(
        label=gettext_lazy("Which day does it tell of?"),
        help_text=gettext_lazy(
            "The day of the meeting, the policy or the count, not the day you add it. For "
            "example, 27 3 2026."
        ),
    )

    def clean_relates_to(self) -> date:
        day = self.cleaned_data["relates_to"]
        if day > clock.today():
            raise ValidationError(
                gettext(
                    "This day is still to come. Evidence tells of one that has been."
                ),
                code="future",
            )
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = {"file": "file", "link": "address", "note": "words"}
        field = needed.get(given.get("kind", ""), "")
        if field and not given.get(field) and field not in self.errors:
            self.add_error(field, _MISSING[field])
        return given

    def given(self) -> Given:
        """What the action is told; for a form that is valid."""
        told = self.cleaned_data
        return Given(
            kind=EvidenceKind(told["kind"]),
            relates_to=told["relates_to"],
            words=told["words"],
            address=told["address"],
            upload=told["file"],
        )


_MISSING = {
    "file": gettext_lazy("Choose the file."),
    "address": gettext_lazy("Write the address."),
    "words": gettext_lazy("Write the note."),
}


class NotRightForm(Form):
    """Why a suggested reading is not right."""

    reason = TextareaField(
        label=gettext_lazy("Not right because …"),
        help_text=gettext_lazy(
            "For example: the Sunday meeting is held, and missing from the list."
        ),
        max_length=LONGEST_REASON,
        rows=3,
        error_messages={"required": gettext_lazy("Say why it is not right.")},
    )


class WithdrawForm(Form):
    """Why something no longer counts."""

    reason = TextareaField(
        label=gettext_lazy("Why do you take it back?"),
        help_text=gettext_lazy("It stays on the page with what you write here."),
        max_length=LONGEST_REASON,
        rows=3,
        error_messages={"required": gettext_lazy("Say why you take it back.")},
    )


class BarrierForm(Form):
    """What is in the way."""

    kind = RadiosField(
        label=gettext_lazy("What is it about?"),
        choices=BarrierKind.choices,
        size="s",
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    words = TextareaField(
        label=gettext_lazy("What is in the way?"),
        help_text=gettext_lazy(
            "One sentence, without names. For example: there is no bus after eight."
        ),
        max_length=300,
        rows=3,
        error_messages={"required": gettext_lazy("Say what is in the way.")},
    )

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"kind": BarrierKind(told["kind"]), "words": told["words"]}

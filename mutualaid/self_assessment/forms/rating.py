"""The answers to one statement, and the statements that matter most."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import (
    CheckboxesField,
    Form,
    RadiosField,
    TextareaField,
    TextField,
)
from mutualaid.self_assessment.asked import MOST_VOTES, Choice, Question, Said
from mutualaid.self_assessment.instrument import Statement
from mutualaid.self_assessment.models import Answer, Rating


class StatementForm(Form):
    """One set of fields for each question of a statement; `number` counts them from 0."""

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[Question],
        choices: Sequence[Choice],
        stored: Sequence[Rating],
        shown: Sequence[Rating],
        is_for_somebody: bool = False,
        said_by: str = "",
    ) -> None:
        super().__init__(data)
        self.questions = questions
        self.choices = [(each.answer, each.name) for each in choices]
        self.unseen = {each.part_key for each in stored}
        self.unseen -= {each.part_key for each in shown}
        known = {each.part_key: each for each in stored}
        for number, question in enumerate(questions):
            is_only = len(questions) == 1
            for name, field in _fields(question, choices, is_only).items():
                self.fields[f"{name}_{number}"] = field
            if question.key in known:
                self._fill(number, known[question.key])
        if is_for_somebody:
            self.fields["said_by"] = _said_by(said_by)

    def _fill(self, number: int, stored: Rating) -> None:
        self.initial[f"revision_{number}"] = stored.revision
        if stored.part_key in self.unseen:
            return
        for name in ("answer", "reason", "comment"):
            self.initial[f"{name}_{number}"] = getattr(stored, name)

    def clean(self) -> dict[str, Any]:
        for number, _question in enumerate(self.questions):
            answer = self.cleaned_data.get(f"answer_{number}")
            reason = f"reason_{number}"
            if answer == Answer.NOT_APPLICABLE and not self.cleaned_data.get(reason):
                words = gettext("Say why it does not apply, in a few words.")
                self.add_error(reason, ValidationError(words))
        return self.cleaned_data

    def said(self) -> list[Said]:
        """What a valid form says; an answer that was not shown stays where nothing is said."""
        every = [
            self._said(number, question)
            for number, question in enumerate(self.questions)
        ]
        return [
            each
            for each in every
            if not (each.is_blank() and each.covers[0] in self.unseen)
        ]

    def _said(self, number: int, question: Question) -> Said:
        given = self.cleaned_data
        return Said(
            covers=question.covers,
            answer=given.get(f"answer_{number}") or "",
            reason=given.get(f"reason_{number}") or "",
            comment=given[f"comment_{number}"],
            revision=given[f"revision_{number}"] or 0,
        )

    def know(self, stored: Iterable[Rating]) -> None:
        """Whoever sends this page again has seen what is stored."""
        seen = {each.part_key: each.revision for each in stored}
        data: Any = self.data
        self.data = data = data.copy()
        for number, question in enumerate(self.questions):
            if question.key in seen:
                data[f"revision_{number}"] = str(seen[question.key])

    def words(self) -> list[str]:
        """What somebody typed, valid or not, to be copied from a page that cannot keep it."""
        typed = [
            str(self.data.get(f"{name}_{number}", "")).strip()
            for number, _question in enumerate(self.questions)
            for name in ("reason", "comment")
        ]
        return [each for each in typed if each]


def _fields(
    question: Question, choices: Sequence[Choice], is_only: bool
) -> dict[str, forms.Field]:
    """Where a statement has parts, each field names its own."""
    fields: dict[str, forms.Field] = {}
    heading = gettext("Your answer")
    comment = gettext("Comment")
    if not is_only:
        heading = f"{question.key} {question.text}"
        comment = gettext("Comment on %(key)s") % {"key": question.key}
    if choices:
        fields["answer"] = RadiosField(
            label=heading,
            choices=[(each.answer, each.name) for each in choices],
            choice_hints={each.answer: each.test for each in choices},
            required=False,
            size="m",
        )
        fields["reason"] = _reason(question, choices[-1].name, is_only)
    fields["comment"] = TextareaField(
        label=comment if choices else heading,
        rows=4,
        max_length=2000,
        required=False,
    )
    fields["revision"] = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, required=False, initial=0
    )
    return fields


def _reason(question: Question, answer: str, is_only: bool) -> TextField:
    words = gettext("If you chose “%(answer)s”, say why")
    if not is_only:
        words = gettext("If you chose “%(answer)s” for %(key)s, say why")
    return TextField(
        label=words % {"answer": answer, "key": question.key},
        max_length=300,
        required=False,
    )


def _said_by(known: str) -> TextField:
    return TextField(
        label=_("Where this comes from"),
        help_text=_(
            "For example: paper form 3, handed in at Riverside. Never a person’s name."
        ),
        max_length=120,
        initial=known,
        error_messages={"required": _("Say where these answers come from.")},
    )


class VoteForm(Form):
    """Up to five statements."""

    chosen = CheckboxesField(
        label=_("Which matter most?"),
        help_text=_("Choose up to five."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        statements: Sequence[Statement],
        is_plain: bool,
        chosen: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"chosen": list(chosen)})
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.key} {each.plain if is_plain else each.short}")
            for each in statements
        ]

    def clean_chosen(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_VOTES:
            words = gettext("Choose %(most)d or fewer; you have chosen %(chosen)d.")
            raise ValidationError(words % {"most": MOST_VOTES, "chosen": len(chosen)})
        return chosen

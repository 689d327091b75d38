"""A blank round: every statement with boxes to tick, for whom it is printed."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from mutualaid.design_system import dates
from mutualaid.design_system.printing.paper import typeset
from mutualaid.self_assessment.asked import (
    choices_of,
    questions_of,
    statements_asked,
)
from mutualaid.self_assessment.instrument import Asked, Statement
from mutualaid.self_assessment.models import Round

TEMPLATE = Path(__file__).parent / "blank.typ"
Told = dict[str, Any]


def blank_pdf(opened: Round, asked_as: Asked | None) -> bytes:
    """The PDF of what `blank_round` says."""
    return typeset(TEMPLATE, blank_round(opened, asked_as))


def blank_round(opened: Round, asked_as: Asked | None) -> Told:
    """All that stands on the paper, as `blank.typ` and the page to print from take it."""
    choices = choices_of(opened.statements, asked_as) if opened.uses_scale else ()
    return {
        "title": _title(opened, asked_as),
        "publisher": opened.area.name,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "is_plain": asked_as is not None,
        "lead": _lead(opened, asked_as),
        "choices": [{"name": each.name, "test": each.test} for each in choices],
        "choices_heading": gettext("What the answers mean"),
        "comment": gettext("Comment"),
        "page_word": gettext("Page"),
        "form_word": gettext("Form number"),
        "sections": _sections(opened, asked_as),
    }


def _title(opened: Round, asked_as: Asked | None) -> str:
    if asked_as is None:
        return gettext("Self-assessment: %(name)s") % {"name": opened.name}
    return gettext("Tell us how it is here")


def _lead(opened: Round, asked_as: Asked | None) -> list[str]:
    day = dates.full_date(opened.rating_closes_on)
    back = gettext("Hand it back by %(day)s.") % {"day": day}
    who = gettext(
        "Nobody sees your answers but the person who types them in, until everybody has "
        "answered. Write no names on this paper."
    )
    if asked_as is None:
        how = gettext("Tick one box for each. Leave open what you cannot judge.")
        ours = gettext(
            "The scale is ours: that of the tool of 2013 has not come down to us."
        )
        return [how, ours, who, back]
    return [gettext("Tick one box for each. You can leave some out."), who, back]


def _sections(opened: Round, asked_as: Asked | None) -> list[Told]:
    asked = statements_asked(opened.statements, asked_as)
    sections = [
        {
            "heading": f"{section.key}. {section.title}",
            "statements": [
                _statement(each, asked_as)
                for each in section.statements
                if each in asked
            ],
        }
        for section in opened.statements.sections
    ]
    return [each for each in sections if each["statements"]]


def _statement(statement: Statement, asked_as: Asked | None) -> Told:
    questions = questions_of(statement, asked_as)
    is_only = len(questions) == 1
    return {
        "heading": f"{statement.key} {statement.plain if asked_as else statement.text}",
        "parts": ["" if is_only else f"{each.key} {each.text}" for each in questions],
    }

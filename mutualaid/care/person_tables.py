"""What this app keeps about people, for the registry of `privacy.person_tables`."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from mutualaid.directory.forms.my_week import MyWeekForm
from mutualaid.privacy.person_tables import PersonTable, Whose, register_table
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.tables.reasons import AS_LONG_AS_THE_RECORD, ONLY_FOR_COUNTING

from .follow_up_questions import BY_KEY as FOLLOW_UP
from .questions import Question
from .steps import BY_KEY

QUESTIONS = {each.key: each for step in BY_KEY.values() for each in step.questions}


def step_in_words(key: str) -> str:
    """A step by its title; by its key where the guide has no such step any more."""
    return str(BY_KEY[key].title) if key in BY_KEY else key


def answers_in_words(answers: str) -> str:
    """What was said in a step: stored as JSON, told with the questions."""
    return _in_words(answers, QUESTIONS)


def follow_up_in_words(answers: str) -> str:
    return _in_words(answers, FOLLOW_UP)


def week_in_words(answers: str) -> str:
    """The questions of My week, with what was typed."""
    fields = MyWeekForm.base_fields
    return _typed_in_words(answers, {name: fields[name].label for name in fields})


def draft_in_words(typed: str) -> str:
    """What was typed into a step and not saved."""
    return _typed_in_words(typed, {key: QUESTIONS[key].label for key in QUESTIONS})


def _typed_in_words(typed: str, labels: Mapping[str, object]) -> str:
    """Each field with what was sent; a sentence in its place, that it was erased, as it is."""
    try:
        told = json.loads(typed)
    except ValueError:
        return typed
    return "; ".join(
        f"{labels.get(name, name)}: {', '.join(told[name])}" for name in told
    )


def _in_words(answers: str, questions: Mapping[str, Question]) -> str:
    told = json.loads(answers)
    return "; ".join(
        f"{questions[key].label} {questions[key].in_words(told[key])}"
        for key in told
        if key in questions
    )


register_table(
    PersonTable(
        model="care.CareSession",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("When we talked about mutual aid"),
        shown={
            "reference": _("Reference"),
            "kind": _("Which conversation"),
            "run": _("Which time"),
            "held_on": _("Day"),
            "occasion": _("When in your treatment"),
            "way": _("How"),
            "status": _("State"),
            "next": _("What comes next"),
            "next_on": _("When"),
            "opened_by": _("Begun by"),
            "created_at": _("Written down"),
            "updated_at": _("Last changed"),
        },
        because=AS_LONG_AS_THE_RECORD,
    )
)
register_table(
    PersonTable(
        model="care.StepRecord",
        path="session__client__person",
        whose=Whose.CLIENT,
        title=_("What we wrote down when we talked"),
        shown={
            "key": _("About"),
            "outcome": _("Done"),
            "answers": _("What you said"),
            "sealed_note": _("Note"),
            "sealed_draft": _("Typed and not finished"),
            "written_by": _("Written by"),
            "written_at": _("Written down"),
        },
        withheld={"revision": ONLY_FOR_COUNTING},
        because=AS_LONG_AS_THE_RECORD,
        emptied={"answers": Shelf.RECORD},
        said={
            "key": step_in_words,
            "answers": answers_in_words,
            "sealed_draft": draft_in_words,
        },
    )
)
register_table(
    PersonTable(
        model="care.FollowUp",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("When we asked how it goes"),
        shown={
            "reference": _("Reference"),
            "weeks": _("Weeks after"),
            "due_on": _("Planned for"),
            "status": _("State"),
            "asked_on": _("Asked on"),
            "answers": _("What you said"),
            "sealed_note": _("Note"),
            "written_by": _("Written by"),
            "created_at": _("Written down"),
            "updated_at": _("Last changed"),
        },
        withheld={"revision": ONLY_FOR_COUNTING},
        because=AS_LONG_AS_THE_RECORD,
        emptied={"answers": Shelf.RECORD},
        said={"answers": follow_up_in_words},
    )
)
register_table(
    PersonTable(
        model="care.ClientWeek",
        path="client__person",
        whose=Whose.CLIENT,
        title=_("What you told us of your week"),
        shown={
            "sealed_answers": _("What you said"),
            "written_by": _("Written by"),
            "written_at": _("Written down"),
        },
        because=AS_LONG_AS_THE_RECORD,
        said={"sealed_answers": week_in_words},
    )
)

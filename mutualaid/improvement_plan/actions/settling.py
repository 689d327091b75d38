"""Whether what is told of an action can stand: whose it may be, by when, and how measured."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.answers import ActionAnswers
from mutualaid.improvement_plan.permissions import OWNERS, can_lead_plan
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service

NOTHING = ActionAnswers(title="")
LONGEST_KEYS = 120


def settled(
    answers: ActionAnswers, *, area_id: int, by: Hat, before: ActionAnswers = NOTHING
) -> ActionAnswers:
    """The answers as they can be kept. What stood there `before` is not asked about again."""
    _require_title(answers.title)
    _refuse_past(answers.due_on, before.due_on)
    _refuse_past(answers.review_on, before.review_on)
    _refuse_strangers(answers, area_id)
    if answers.owner and answers.owner != before.owner:
        _require_owner(answers.owner, by)
    is_known = find_indicator(answers.indicator_key) is not None
    return replace(
        answers,
        service=_line_of(answers, by, before),
        # No measure that nobody takes, and no target without a measure.
        indicator_key=answers.indicator_key if is_known else "",
        target=answers.target if is_known else None,
    )


def _require_title(title: str) -> None:
    if not title.strip():
        raise Refused(gettext("Say what is to be done."))


def _refuse_past(day: date | None, before: date | None) -> None:
    if day and day != before and day < clock.today():
        raise Refused(gettext("That day is over. Choose one that is still to come."))


def _refuse_strangers(answers: ActionAnswers, area_id: int) -> None:
    rows = [answers.owner, answers.service, *answers.barriers]
    if any(row.area_id != area_id for row in rows if row):
        raise Refused(gettext("Choose people, services and barriers of this area."))
    if answers.owner and answers.owner_body.strip():
        raise Refused(
            gettext(
                "An action has one owner: a person here, or a body without account."
            )
        )


def _require_owner(owner: Membership, by: Hat) -> None:
    active = Membership.objects.active().filter(pk=owner.pk, role__in=OWNERS)
    if not active.exists():
        raise Refused(gettext("This person’s role cannot own an action now."))
    if not can_lead_plan(by) and owner.service_id != by.service_id:
        raise Refused(gettext("You can give actions to people of your own service."))


def _line_of(answers: ActionAnswers, by: Hat, before: ActionAnswers) -> Service | None:
    """A manager writes lines of their own service; others leave it to the owner's."""
    if not can_lead_plan(by):
        if before is not NOTHING:
            return before.service
        return Service.objects.get(pk=by.service_id or 0)
    return answers.service or (answers.owner.service if answers.owner else None)

"""Service positions: whom a fellowship offers professionals to talk to."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Fellowship, ServicePosition
from mutualaid.directory.position_answers import REVIEWED_EVERY, PositionAnswers
from mutualaid.organisations.models import Area


@transaction.atomic
def add_position(
    *, area: Area, fellowship: Fellowship, answers: PositionAnswers, by: Actor
) -> ServicePosition:
    """Keep a position that a fellowship has. Raises Refused without any contact."""
    _require_contact(answers)
    now = clock.now()
    position = ServicePosition.objects.create(
        area=area,
        fellowship=fellowship,
        created_at=now,
        updated_at=now,
        **asdict(answers),
    )
    _log("directory.add_position", position, by, fellowship=fellowship.key)
    return position


@transaction.atomic
def change_position(
    *, position: ServicePosition, answers: PositionAnswers, by: Actor
) -> None:
    """Tell something else of it. Raises Refused without any contact."""
    _require_contact(answers)
    told = asdict(answers)
    changed = [name for name in told if getattr(position, name) != told[name]]
    if not changed:
        return
    for name in changed:
        setattr(position, name, told[name])
    _save(position, *changed)
    _log("directory.change_position", position, by, fields=changed)


@transaction.atomic
def review_position(*, position: ServicePosition, by: Actor) -> None:
    """Somebody has asked, and it is still so: look again in half a year."""
    position.review_on = clock.today() + REVIEWED_EVERY
    _save(position, "review_on")
    _log("directory.review_position", position, by)


@transaction.atomic
def vacate_position(*, position: ServicePosition, by: Actor) -> None:
    """Nobody holds it at present. Raises Refused where that is known."""
    if not position.is_filled:
        raise Refused(gettext("This position is marked as vacant already."))
    position.is_filled = False
    _save(position, "is_filled")
    _log("directory.vacate_position", position, by)


@transaction.atomic
def fill_position(*, position: ServicePosition, by: Actor) -> None:
    """Somebody holds it again, which is as good as a review. Raises Refused."""
    if position.is_filled:
        raise Refused(gettext("This position is marked as filled already."))
    position.is_filled = True
    position.review_on = clock.today() + REVIEWED_EVERY
    _save(position, "is_filled", "review_on")
    _log("directory.fill_position", position, by)


def _require_contact(answers: PositionAnswers) -> None:
    if not (answers.shared_email or answers.shared_telephone):
        raise Refused(gettext("Give a shared e-mail address or a telephone number."))


def _save(position: ServicePosition, *columns: str) -> None:
    position.updated_at = clock.now()
    position.save(update_fields=[*columns, "updated_at"])


def _log(act: str, position: ServicePosition, by: Actor, **detail: object) -> None:
    """The contact stays out of it."""
    record(
        act=act,
        by=by,
        subject=f"position:{position.reference}",
        detail={"position_role": position.role, **detail},
        area_id=position.area_id,
    )

"""Opening a round, changing it while it is under way, showing what people said, giving it up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import Round, RoundStatus
from mutualaid.self_assessment.standing import locked


@transaction.atomic
def open_round(
    *,
    area: Area,
    name: str,
    evidence_from: date,
    rating_closes_on: date,
    uses_scale: bool,
    support: Sequence[Mapping[str, str]],
    by: Hat,
) -> Round:
    """Begin a round with today's instrument, which it keeps; one at a time in each area."""
    # Two at once wait here for each other, so that the second finds the first one's round.
    Area.objects.select_for_update().get(pk=area.pk)
    _refuse_second(area)
    now = clock.now()
    opened = Round.objects.create(
        area=area,
        name=name,
        instrument=current_table(),
        uses_scale=uses_scale,
        evidence_from=evidence_from,
        rating_closes_on=rating_closes_on,
        support=[dict(each) for each in support],
        opened_by_id=by.membership_id,
        created_at=now,
        updated_at=now,
    )
    detail = {"version": opened.statements.version, "uses_scale": uses_scale}
    log_round("open_round", opened, by, detail)
    return opened


def _refuse_second(area: Area) -> None:
    former = Round.objects.under_way().filter(area=area).first()
    if former:
        raise Refused(
            gettext(
                "“%(name)s” is still under way. Sign it off or abandon it, then open the next."
            )
            % {"name": former.name}
        )


@transaction.atomic
def change_round(
    *,
    opened: Round,
    name: str,
    rating_closes_on: date,
    support: Sequence[Mapping[str, str]],
    by: Hat,
) -> Round:
    """What may still change while it is under way; the statements never do."""
    held = locked(opened)
    if held.is_over():
        raise Refused(held.stands())
    told: dict[str, Any] = {
        "name": name,
        "rating_closes_on": rating_closes_on,
        "support": [dict(each) for each in support],
    }
    fields = [each for each, value in told.items() if getattr(held, each) != value]
    if not fields:
        return held
    for field in fields:
        setattr(held, field, told[field])
    held.updated_at = clock.now()
    held.save(update_fields=[*fields, "updated_at"])
    log_round("change_round", held, by, {"fields": fields})
    return held


@transaction.atomic
def reveal_round(*, opened: Round, goes_on_without: int, by: Hat) -> Round:
    """Show everybody what everybody said; from now on nobody rates.

    `goes_on_without` is how many had not finished when it was decided. Raises Refused where
    more have not, or where nobody has.
    """
    held = locked(opened)
    become(held, RoundStatus.AGREEING)
    taking_part = held.raters.taking_part()
    unfinished = taking_part.unfinished().count()
    if unfinished == taking_part.count():
        raise Refused(
            gettext("Nobody has finished rating, so there is nothing to show.")
        )
    if unfinished > goes_on_without:
        raise Refused(_more_unfinished(unfinished))
    held.revealed_at = held.updated_at
    held.save(update_fields=["status", "revealed_at", "updated_at"])
    log_round("reveal_round", held, by, {"unfinished": unfinished})
    return held


def _more_unfinished(count: int) -> str:
    return ngettext(
        "Something changed meanwhile: %(n)d rater has not finished now. Look again.",
        "Something changed meanwhile: %(n)d raters have not finished now. Look again.",
        count,
    ) % {"n": count}


@transaction.atomic
def abandon_round(*, opened: Round, reason: str, by: Hat) -> Round:
    """Give it up. What was said is kept, and counts for nothing."""
    held = locked(opened)
    become(held, RoundStatus.ABANDONED)
    held.abandoned_because = reason
    held.save(update_fields=["status", "abandoned_because", "updated_at"])
    log_round("abandon_round", held, by)
    return held


def become(opened: Round, status: RoundStatus) -> None:
    """Move a locked round along its table, or raise Refused; whoever calls it saves."""
    opened.become(status)
    opened.updated_at = clock.now()


def log_round(
    act: str, opened: Round, by: Hat, detail: dict[str, Any] | None = None
) -> None:
    """Last of all: the line of the activity log."""
    record(
        act=f"self_assessment.{act}",
        by=by.actor,
        subject=f"round:{opened.reference}",
        detail=detail,
        area_id=opened.area_id,
    )

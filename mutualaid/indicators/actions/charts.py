"""What people set and note on charts: targets, baselines, new limits, and dated notes."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.measures import Unit
from mutualaid.core.refusal import Refused
from mutualaid.indicators.models import (
    ChartNote,
    ChartSettings,
    NoteKind,
    Reading,
    Rebase,
)
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.models import Area

FEWEST_IN_BASELINE = 12
MOST_PERCENT = 100


@transaction.atomic
def add_note(
    *,
    area: Area,
    key: str,
    on: date,
    kind: NoteKind,
    words: str,
    about: str = "",
    by: Actor,
) -> ChartNote:
    """Write beside a day what was done or what happened. Raises Refused for a day to come."""
    if on > clock.today():
        raise Refused(
            gettext("A note tells of what has happened. Choose a day until today.")
        )
    note = ChartNote.objects.create(
        area=area,
        key=key,
        on=on,
        kind=kind,
        words=words,
        about=about,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    detail = {"on": on.isoformat(), "note": str(kind)}
    _log("indicators.add_note", area, key, by, **detail)
    return note


@transaction.atomic
def remove_note(*, note: ChartNote, by: Actor) -> None:
    """Take a note off its chart."""
    detail = {"on": note.on.isoformat(), "note": note.kind}
    note.delete()
    _log("indicators.remove_note", note.area, note.key, by, **detail)


@transaction.atomic
def set_target(*, area: Area, key: str, target: float | None, by: Actor) -> None:
    """Say what people work towards, in the unit of the chart. Raises Refused for what cannot be."""
    if target is not None and target < 0:
        raise Refused(gettext("A target is nothing or more."))
    indicator = find_indicator(key)
    is_share = indicator is not None and indicator.unit is Unit.SHARE
    if target is not None and is_share and target > MOST_PERCENT:
        raise Refused(gettext("A share is 100% at most."))
    if _set(area, key, target=target):
        said = "" if target is None else f"{target:g}"
        _log("indicators.set_target", area, key, by, target=said)


@transaction.atomic
def set_baseline(*, area: Area, key: str, baseline: int | None, by: Actor) -> None:
    """Fix the limits to so many first points; None makes them trial limits again."""
    if baseline is not None:
        _refuse_short(area, key, baseline)
    if _set(area, key, baseline=baseline):
        _log("indicators.set_baseline", area, key, by, baseline=baseline or 0)


@transaction.atomic
def change_chart(
    *, area: Area, key: str, target: float | None, baseline: int | None, by: Actor
) -> None:
    """Set both at once, or neither."""
    set_target(area=area, key=key, target=target, by=by)
    set_baseline(area=area, key=key, baseline=baseline, by=by)


@transaction.atomic
def add_rebase(*, area: Area, key: str, month: date, reason: str, by: Actor) -> Rebase:
    """Work the limits out anew from this month on. Raises Refused where there is no series to cut."""
    month = month.replace(day=1)
    read = Reading.objects.of(area.pk, key)
    has_before = read.filter(month__lt=month).exists()
    if not (has_before and read.filter(month__gte=month).exists()):
        raise Refused(
            gettext("There must be readings before this month and from it on.")
        )
    rebase, is_new = Rebase.objects.get_or_create(
        area=area,
        key=key,
        month=month,
        defaults={
            "reason": reason,
            "created_at": clock.now(),
            "updated_at": clock.now(),
        },
    )
    if not is_new:
        raise Refused(
            gettext("The limits are worked out anew from this month already.")
        )
    _log("indicators.add_rebase", area, key, by, month=f"{month:%Y-%m}")
    return rebase


@transaction.atomic
def remove_rebase(*, rebase: Rebase, by: Actor) -> None:
    """Let the limits run on as they were."""
    month = f"{rebase.month:%Y-%m}"
    rebase.delete()
    _log("indicators.remove_rebase", rebase.area, rebase.key, by, month=month)


def _refuse_short(area: Area, key: str, baseline: int) -> None:
    if baseline < FEWEST_IN_BASELINE:
        raise Refused(gettext("Limits need 12 points or more."))
    running = clock.today().replace(day=1)
    if Reading.objects.of(area.pk, key).filter(month__lt=running).count() < baseline:
        raise Refused(gettext("There are not so many readings yet."))


def _set(area: Area, key: str, **values: float | int | None) -> bool:
    """Whether that changed anything."""
    now = clock.now()
    settings, _is_new = ChartSettings.objects.get_or_create(
        area=area, key=key, defaults={"created_at": now, "updated_at": now}
    )
    if all(getattr(settings, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(settings, name, value)
    settings.updated_at = now
    settings.save(update_fields=[*values, "updated_at"])
    return True


def _log(act: str, area: Area, key: str, by: Actor, **detail: object) -> None:
    """What somebody wrote stays out of it."""
    record(act=act, by=by, subject=f"indicator:{key}", detail=detail, area_id=area.pk)

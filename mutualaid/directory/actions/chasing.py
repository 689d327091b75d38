"""Asking groups whether their meetings are still right."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.directory.asking import (
    Asked,
    asked_in_area,
    lines_about,
    special_days_of,
)
from mutualaid.directory.chasing import LINK_DAYS
from mutualaid.directory.letters import post_check_letter
from mutualaid.directory.models import CheckLetter, GroupRelations
from mutualaid.organisations.models import Area

PURPOSE = "check letter"


def hash_of(token: str) -> str:
    """What the table knows of a link; the purpose makes it a key to nothing else."""
    return hashlib.sha256(f"{PURPOSE} {token}".encode()).hexdigest()


def send_due_letters(*, area: Area, by: Actor) -> int:
    """Write to every group of the area whose letter is due; how many that were."""
    today = clock.today()
    due = list(asked_in_area(area.pk, today))
    for asked in due:
        send_letter(asked=asked, area=area, by=by)
    return len(due)


@transaction.atomic
def send_letter(*, asked: Asked, area: Area, by: Actor) -> CheckLetter:
    """One letter for all the meetings of a group that are asked about."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    letter = CheckLetter.objects.create(
        area=area,
        group_id=asked.group_id,
        token_hash=hash_of(token),
        number=asked.number,
        sent_at=now,
        expires_at=now + timedelta(LINK_DAYS),
    )
    post_check_letter(
        area=area,
        to=asked.email,
        token=token,
        meetings=lines_about(asked.meetings),
        special=special_days_of(asked.meetings, clock.today()),
        number=asked.number,
        expires_at=letter.expires_at,
    )
    record(
        act="directory.send_check_letter",
        by=by,
        subject=f"group:{asked.group_reference}",
        detail={"number": asked.number},
        area_id=area.pk,
    )
    return letter


@transaction.atomic
def stop_letters(*, letter: CheckLetter, by: Actor) -> None:
    """The group wants no more of them; people of the partnership are asked instead."""
    stopped = GroupRelations.objects.filter(
        group=letter.group_id, letters_stopped=False
    )
    if not stopped.update(letters_stopped=True, updated_at=clock.now()):
        return
    record(
        act="directory.stop_letters",
        by=by,
        subject=f"group:{letter.group.reference}",
        area_id=letter.area_id,
    )

"""Local paragraphs: writing one, putting it on its sheet, taking it off."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat

from .models import InsertStatus, LocalInsert
from .sheets import Sheet


@transaction.atomic
def write_insert(*, sheet: Sheet, words: str, by: Hat) -> LocalInsert:
    """Keep a new version, which waits. Raises Refused where it has no words."""
    if not words.strip():
        raise Refused(gettext("Write what people near you would like to know."))
    now = clock.now()
    earlier = LocalInsert.objects.filter(area=by.area_id, sheet_key=sheet.key)
    last = earlier.aggregate(last=Max("version"))["last"] or 0
    try:
        with transaction.atomic():
            insert = LocalInsert.objects.create(
                area_id=by.area_id,
                sheet_key=sheet.key,
                version=last + 1,
                words=words.strip(),
                written_by_id=by.membership_id,
                created_at=now,
                updated_at=now,
            )
    except IntegrityError as twice:
        raise Refused(
            gettext(
                "Somebody else wrote for this sheet at the same moment. "
                "Look at their words, then save yours again."
            )
        ) from twice
    _log("write_insert", insert, by)
    return insert


@transaction.atomic
def publish_insert(*, insert: LocalInsert, by: Hat) -> None:
    """Put it on its sheet instead of what stood there. Raises Refused where it does not wait."""
    insert, others = _locked(insert)
    insert.become(InsertStatus.PUBLISHED)
    now = clock.now()
    for other in others:
        if other.status == InsertStatus.PUBLISHED:
            other.become(InsertStatus.ENDED)
            other.updated_at = now
            other.save()
    insert.published_by_id, insert.published_on = by.membership_id, clock.today()
    insert.updated_at = now
    insert.save()
    _log("publish_insert", insert, by)


@transaction.atomic
def end_insert(*, insert: LocalInsert, by: Hat) -> None:
    """Take it off its sheet, or off the pile that waits. Raises Refused where that is done."""
    insert, _ = _locked(insert)
    insert.become(InsertStatus.ENDED)
    insert.updated_at = clock.now()
    insert.save()
    _log("end_insert", insert, by)


def _locked(insert: LocalInsert) -> tuple[LocalInsert, list[LocalInsert]]:
    """It and the sheet's other versions as they are now; nobody else changes them meanwhile."""
    versions = LocalInsert.objects.select_for_update().filter(
        area=insert.area_id, sheet_key=insert.sheet_key
    )
    rows = {row.pk: row for row in versions}
    return rows.pop(insert.pk), list(rows.values())


def _log(act: str, insert: LocalInsert, by: Hat) -> None:
    record(
        act=f"handouts.{act}",
        by=by.actor,
        subject=f"insert:{insert.reference}",
        detail={"sheet": insert.sheet_key, "insert_version": insert.version},
        area_id=insert.area_id,
    )

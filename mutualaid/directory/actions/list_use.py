"""Keeping that services use the list.

Nothing of it goes into the activity log: a line there names somebody, and who read a public
page on which day is nobody's business.
"""

from datetime import timedelta

from mutualaid.core import clock
from mutualaid.directory.models import ListUse
from mutualaid.organisations.hats import Hat

KEPT_FOR = timedelta(days=90)


def note_list_use(*, hat: Hat | None, is_printed: bool = False) -> None:
    """Somebody in this hat has the list before them; nothing is kept of anybody else."""
    if hat is None or hat.service_id is None:
        return
    told = "is_printed" if is_printed else "is_opened"
    use = ListUse(area_id=hat.area_id, service_id=hat.service_id, day=clock.today())
    known = ListUse.objects.filter(service=use.service_id, day=use.day)
    if known.filter(**{told: True}).exists():
        return
    setattr(use, told, True)
    ListUse.objects.bulk_create(
        [use],
        update_conflicts=True,
        unique_fields=["service", "day"],
        update_fields=[told],
    )


def forget_list_use(*, area_id: int) -> None:
    """Let go of days long past; readings have counted them."""
    before = clock.today() - KEPT_FOR
    ListUse.objects.filter(area=area_id, day__lt=before).delete()

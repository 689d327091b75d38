"""Names are found by hashes; when the hash key changes, the hashes are made anew."""

from django.db import transaction

from mutualaid.core.area import within
from mutualaid.organisations.models import Area
from mutualaid.privacy.hashing import Purpose, digest_of
from mutualaid.privacy.rotating import register_rehash

from .models import ClientIdentity

BATCH = 200


def rehash_names() -> int:
    """Hash every name again that is hashed under another key; how many that were."""
    return sum(
        _of_area(area_id) for area_id in Area.objects.values_list("pk", flat=True)
    )


def _of_area(area_id: int) -> int:
    done = 0
    with within(area_id):
        rows = ClientIdentity.objects.filter(area=area_id).exclude(name_digest="")
        keys = list(rows.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            done += _of_some(keys[start : start + BATCH])
    return done


@transaction.atomic
def _of_some(keys: list[int]) -> int:
    rows = ClientIdentity.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    changed = []
    for row in rows.select_related("client__person"):
        digest = _digest(row)
        if digest != row.name_digest:
            row.name_digest = digest
            changed.append(row)
    ClientIdentity.objects.bulk_update(changed, ["name_digest"])
    return len(changed)


def _digest(row: ClientIdentity) -> str:
    """Of the name as it is sealed; of one that was erased, none."""
    name = row.words_left("sealed_name")
    return digest_of(name, Purpose.CLIENT_NAME, area_id=row.area_id) if name else ""


def register() -> None:
    register_rehash(rehash_names)

"""Lines of the activity log by the thousand."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.keys import current_key
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.sealing import digest_of, seal
from mutualaid.core import clock
from mutualaid.core.actor import system_actor

BATCH = 2_000


def add_log_lines(many: int, chain: int = 0) -> None:
    """Lines of the log, chained and sealed as `record` does, thousands at a time."""
    by = system_actor("tests")
    with transaction.atomic():
        record(act="tests.try", by=by, area_id=chain)
        head, key, now = ChainHead.objects.get(chain=chain), current_key(), clock.now()
        some = []
        for _ in range(many - 1):
            entry = Entry(
                chain=chain, sequence=head.sequence + 1, recorded_at=now, actor=by.token,
                role=by.role, act="tests.try", detail={"n": head.sequence},
                previous_digest=head.digest, key_id=key.id,
            )  # fmt: skip
            entry.digest = digest_of(entry, key)
            head.sequence, head.digest = entry.sequence, entry.digest
            some.append(entry)
        # The log's own manager adds lines one by one.
        Entry._base_manager.bulk_create(some, batch_size=BATCH)
        seal(head, key)
        head.save()

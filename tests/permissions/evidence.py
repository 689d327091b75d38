"""A round of each area, and evidence beside its statements."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from world import World

from mutualaid.documents.keeping import keep_file
from mutualaid.documents.tests import files
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import Evidence, EvidenceKind, Round

PART, READING = "1.4", "directory.days_in_person"


def add_evidence(world: World, area: int) -> None:
    """A note and a file of a keyworker's, and the names of what else there is."""
    opened = _round(world, area)
    part = {"reference": opened.reference, "key": PART}
    world.add("round-part", opened, area, arguments=part)
    reading = {**part, "indicator": READING}
    world.add("round-reading", opened, area, arguments=reading)
    giver = world.person("keyworker", area)
    shared = {
        "area": world.areas[area],
        "round": opened,
        "part_key": PART,
        "relates_to": world.now.date(),
        "added_by": giver.membership,
        **world.written(),
    }
    owners = frozenset({giver.user_id or 0})
    note = Evidence.objects.create(
        kind=EvidenceKind.NOTE, words=world.word("what a note says", area), **shared
    )
    world.add("evidence", note, area, owners=owners)
    assert giver.membership is not None
    name = world.word("name of a file", area)
    kept = keep_file(
        area=world.areas[area],
        upload=SimpleUploadedFile(f"{name}.pdf", files.PDF),
        by=giver.membership.hat().actor,
    )
    with_file = Evidence.objects.create(kind=EvidenceKind.FILE, file=kept, **shared)
    world.add("evidence-file", with_file, area, owners=owners)


def _round(world: World, area: int) -> Round:
    """The one that people rate in, whoever has made it."""
    here = Round.objects.filter(area=world.areas[area])
    today = world.now.date()
    return here.under_way().first() or Round.objects.create(
        area=world.areas[area],
        name="Round of the world",
        instrument=current_table(),
        evidence_from=today - timedelta(days=180),
        rating_closes_on=today + timedelta(days=14),
        opened_by=world.person("commissioner", area).membership,
        **world.written(),
    )


def evidence_body(world: World) -> dict[str, str]:
    day = world.now.date()
    return {
        "kind": "note",
        "words": "Said in the meeting.",
        "relates_to-day": str(day.day),
        "relates_to-month": str(day.month),
        "relates_to-year": str(day.year),
    }

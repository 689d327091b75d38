"""Evidence beside statements, with one of each state; data is in Greek, statements too."""

import copy
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.documents.places import folder_of
from mutualaid.documents.tests import files
from mutualaid.improvement_plan.models import BarrierKind
from mutualaid.indicators.actions.readings import take_readings
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.self_assessment.actions import evidence as actions
from mutualaid.self_assessment.evidence_given import Given
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import (
    Evidence,
    EvidenceKind,
    Round,
    RoundStatus,
)

PART, KEPT, NOT_RIGHT = "1.4", "directory.days_in_person", "directory.days_online"
TELLS = ("short", "text", "plain", "why", "title", "source", "name", "test")


def in_greek(table: Any) -> Any:
    """The instrument, every word of which is data."""
    if isinstance(table, list):
        return [in_greek(each) for each in table]
    if not isinstance(table, dict):
        return table
    told = {key: in_greek(value) for key, value in copy.deepcopy(table).items()}
    told |= {key: WORD for key in TELLS if key in told}
    return {**told, "good": [WORD, WORD]} if "good" in told else told


def evidence_pages(town: Town) -> dict[str, str]:
    """Every page about evidence, as whoever leads and as whoever only reads."""
    opened = _round(town)
    _fill(town, opened)
    lead = signed_in_client(town.seats[Role.COMMISSIONER])
    addresses = _addresses(opened)
    pages = {each: lead.get(each).content.decode() for each in addresses}
    reader = signed_in_client(town.seats[Role.AUDITOR])
    for each in addresses[:2]:
        pages[f"auditor {each}"] = reader.get(each).content.decode()
    pages |= _mistakes(lead, opened)
    pages["lost file"] = _without_bytes(lead, opened)
    opened.status, opened.signed_off_at = RoundStatus.SIGNED_OFF, clock.now()
    opened.save()
    for each in addresses[:3]:
        pages[f"over {each}"] = lead.get(each).content.decode()
    refused = lead.post(_at(opened, "keep_reading"), {"indicator": KEPT})
    pages["refused once it is over"] = refused.content.decode()
    return pages


def _round(town: Town) -> Round:
    """One of our own, in place of any that people rate in."""
    here = Round.objects.filter(area=town.area)
    here.under_way().update(status=RoundStatus.ABANDONED)
    now, today = clock.now(), clock.today()
    shared = {
        "area": town.area,
        "name": WORD,
        "instrument": in_greek(current_table()),
        "evidence_from": today - timedelta(days=100),
        "rating_closes_on": today + timedelta(days=9),
        "opened_by": town.seats[Role.COMMISSIONER],
        "created_at": now,
        "updated_at": now,
    }
    Round.objects.create(
        **{**shared, "status": RoundStatus.SIGNED_OFF, "signed_off_at": now}
    )
    return Round.objects.create(**shared)


def _fill(town: Town, opened: Round) -> None:
    take_readings(area=town.area, by=town.by(Role.COMMISSIONER))
    by, today = town.hat(Role.COMMISSIONER), clock.today()
    upload = SimpleUploadedFile(f"{WORD}.pdf", files.PDF)
    for given in (
        Given(EvidenceKind.NOTE, today, words=WORD),
        Given(EvidenceKind.NOTE, today - timedelta(days=300), words=WORD),
        Given(EvidenceKind.LINK, today, address="https://x.example/"),
        Given(EvidenceKind.FILE, today, upload=upload, words=WORD),
    ):
        added = actions.add_evidence(opened=opened, part_key=PART, given=given, by=by)
    note = Evidence.objects.filter(round=opened).earliest("pk")
    actions.withdraw_evidence(evidence=note, reason=WORD, by=by)
    assert added.file
    reading = {"opened": opened, "part_key": PART, "by": by}
    actions.keep_reading(**reading, indicator_key=KEPT)
    actions.refuse_reading(**reading, indicator_key=NOT_RIGHT, reason=WORD)
    actions.add_round_barrier(
        opened=opened, statement_key=PART, kind=BarrierKind.PLACE, words=WORD, by=by
    )


def _at(opened: Round, name: str, key: str = PART, *more: str) -> str:
    return reverse(name, args=[opened.reference, key, *more])


def _addresses(opened: Round) -> list[str]:
    keys = [each.key for each in opened.statements.statements]
    evidence = Evidence.objects.filter(round=opened).kept().first()
    assert evidence is not None
    return [
        _at(opened, "show_evidence"),
        *(_at(opened, "show_evidence", key) for key in keys),
        _at(opened, "add_evidence"),
        _at(opened, "refuse_reading", PART, KEPT),
        _at(opened, "add_round_barrier"),
        reverse("withdraw_evidence", args=[evidence.reference]),
    ]


def _mistakes(client: Any, opened: Round) -> dict[str, str]:
    day = {"relates_to-day": "1", "relates_to-month": "1", "relates_to-year": "2026"}
    later = {**day, "relates_to-year": "2027"}
    macro = SimpleUploadedFile("λ.docx", files.office(files.MACRO_MAIN))
    posts: dict[str, tuple[dict[str, Any], ...]] = {
        _at(opened, "add_evidence"): (
            {},
            {"kind": "file"},
            {"kind": "link", "address": "λ", **later},
            {"kind": "note", **day},
            {"kind": "link", **day},
            *(
                {"kind": "file", "file": SimpleUploadedFile("λ", data), **day}
                for data in (b"\0", b"<html>")
            ),
            {"kind": "file", "file": macro, **day},
        ),
        _at(opened, "keep_reading"): ({}, {"indicator": KEPT}),
        _at(opened, "refuse_reading", PART, KEPT): ({}, {"reason": WORD}),
        _at(opened, "add_round_barrier"): ({},),
    }
    withdrawn = Evidence.objects.filter(round=opened, status="withdrawn").first()
    assert withdrawn is not None
    back = reverse("withdraw_evidence", args=[withdrawn.reference])
    posts[back] = ({}, {"reason": WORD})
    return {
        f"mistakes {number} in {address}": client.post(address, fields).content.decode()
        for address, tries in posts.items()
        for number, fields in enumerate(tries)
    }


def _without_bytes(client: Any, opened: Round) -> str:
    for path in folder_of(opened.area_id).iterdir():
        path.unlink()
    file = Evidence.objects.filter(round=opened, kind="file").first()
    assert file is not None
    address = reverse("download_evidence", args=[file.reference])
    return client.get(address).content.decode()

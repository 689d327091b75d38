"""Evidence beside a statement, as long as its round is under way. Nothing here sets a rating."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.formats.joining_details import web_address
from mutualaid.documents.keeping import keep_file
from mutualaid.improvement_plan.actions import barriers
from mutualaid.improvement_plan.models import Barrier, BarrierKind
from mutualaid.indicators.live import measure_now, sentence
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.hats import Hat
from mutualaid.self_assessment.asked import parts_asked
from mutualaid.self_assessment.evidence_given import LONGEST_WORDS, Given
from mutualaid.self_assessment.instrument import Part
from mutualaid.self_assessment.models import (
    Evidence,
    EvidenceKind,
    EvidenceStatus,
    Rater,
    RaterStatus,
    Round,
)
from mutualaid.self_assessment.permissions import can_withdraw_evidence
from mutualaid.self_assessment.standing import locked


@transaction.atomic
def add_evidence(
    *,
    opened: Round,
    part_key: str,
    given: Given,
    by: Hat | None = None,
    rater: Rater | None = None,
) -> Evidence:
    """Add a file, an address or a note; a rater without an account a note only. Raises Refused."""
    held = _under_way(opened)
    _refuse_unknown_part(held, part_key)
    _refuse_what_raters_cannot(held, rater, part_key, given.kind)
    _refuse_future(given.relates_to)
    evidence = _added(held, part_key, by, rater, **_behind(held, given, by))
    _log("add_evidence", evidence, by, rater)
    return evidence


@transaction.atomic
def keep_reading(
    *, opened: Round, part_key: str, indicator_key: str, by: Hat
) -> Evidence:
    """Take a suggested reading as evidence, as it stands today. Raises Refused."""
    return _decide(
        opened,
        part_key,
        indicator_key,
        by,
        act="keep_reading",
        status=EvidenceStatus.KEPT,
    )


@transaction.atomic
def refuse_reading(
    *, opened: Round, part_key: str, indicator_key: str, reason: str, by: Hat
) -> Evidence:
    """Say that a suggested reading is not right, and why. Raises Refused."""
    return _decide(
        opened,
        part_key,
        indicator_key,
        by,
        act="refuse_reading",
        status=EvidenceStatus.NOT_RIGHT,
        reason=_some(reason, gettext("Say why it is not right.")),
    )


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Hat) -> Evidence:
    """It counts no longer and stays to be seen. A reading is suggested anew. Raises Refused."""
    _under_way(evidence.round)
    fresh = Evidence.objects.select_related("round").get(pk=evidence.pk)
    if fresh.status == EvidenceStatus.WITHDRAWN:
        raise Refused(gettext("This was taken back already."))
    if not can_withdraw_evidence(by, fresh):
        raise Refused(
            gettext(
                "Whoever added this can take it back, and so can the commissioner. Ask them, "
                "or add what you know as a note."
            )
        )
    fresh.withdrawn_because = _some(reason, gettext("Say why you take it back."))
    fresh.status = EvidenceStatus.WITHDRAWN
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["withdrawn_because", "status", "updated_at"])
    _log("withdraw_evidence", fresh, by)
    return fresh


@transaction.atomic
def add_round_barrier(
    *,
    opened: Round,
    statement_key: str,
    kind: BarrierKind,
    words: str,
    by: Hat | None = None,
    rater: Rater | None = None,
) -> Barrier:
    """Write down what is in the way, found while rating. Raises Refused."""
    held = _under_way(opened)
    if statement_key not in {each.key for each in held.statements.statements}:
        raise Refused(gettext("There is no such statement in this round."))
    _refuse_stranger(held, rater)
    return barriers.add_barrier(
        area=held.area,
        kind=kind,
        words=words,
        statement_key=statement_key,
        found_in=held.reference,
        by=by,
    )


def _under_way(opened: Round) -> Round:
    """Held until the commit, so that nobody signs it off meanwhile."""
    held = locked(opened)
    if held.is_over():
        raise Refused(
            gettext(
                "This round is over, and its evidence stays as it was. Nothing has been "
                "changed. Keep what you have for the next round."
            )
        )
    return held


def _part(opened: Round, part_key: str) -> Part | None:
    parts = (part for each in opened.statements.statements for part in each.parts)
    return next((part for part in parts if part.key == part_key), None)


def _refuse_unknown_part(opened: Round, part_key: str) -> None:
    if _part(opened, part_key) is None:
        raise Refused(gettext("There is no such statement in this round."))


def _refuse_stranger(opened: Round, rater: Rater | None) -> None:
    if rater is None:
        return
    fresh = Rater.objects.get(pk=rater.pk)
    if fresh.round_id != opened.pk or fresh.status == RaterStatus.WITHDRAWN:
        raise Refused(gettext("You are not asked about this."))


def _refuse_what_raters_cannot(
    opened: Round, rater: Rater | None, part_key: str, kind: EvidenceKind
) -> None:
    """What strangers to the site send is words about what they were asked, and nothing else."""
    _refuse_stranger(opened, rater)
    if rater is None:
        return
    if kind != EvidenceKind.NOTE:
        raise Refused(gettext("You can add a note."))
    if part_key not in parts_asked(opened.statements, rater.asked_as):
        raise Refused(gettext("You are not asked about this."))


def _refuse_future(relates_to: date) -> None:
    if relates_to > clock.today():
        raise Refused(
            gettext("Evidence tells of a day that has been. This one is still to come.")
        )


def _behind(opened: Round, given: Given, by: Hat | None) -> dict[str, Any]:
    """The columns that such evidence fills."""
    shared = {"kind": given.kind, "relates_to": given.relates_to}
    words = given.words.strip()[:LONGEST_WORDS]
    if given.kind == EvidenceKind.NOTE:
        return {**shared, "words": _some(words, gettext("Write the note."))}
    if given.kind == EvidenceKind.LINK:
        address = web_address(given.address.strip())
        why = gettext("Write the address in full; it starts with https:// or http://.")
        return {**shared, "words": words, "address": _some(address, why)}
    if given.upload is None or by is None:
        raise Refused(gettext("Choose a file."))
    file = keep_file(area=opened.area, upload=given.upload, by=by.actor)
    return {**shared, "words": words, "file": file}


def _decide(
    opened: Round,
    part_key: str,
    indicator_key: str,
    by: Hat,
    *,
    act: str,
    status: EvidenceStatus,
    reason: str = "",
) -> Evidence:
    """Keep the reading as it stands now, with what was said of it."""
    held = _under_way(opened)
    part = _part(held, part_key)
    if part is None or indicator_key not in part.evidence:
        raise Refused(gettext("There is no such reading for this statement."))
    _refuse_decided(held, part_key, indicator_key)
    reading = _as_it_stands(held.area_id, indicator_key)
    evidence = _added(held, part_key, by, None, **reading, status=status, reason=reason)
    _log(act, evidence, by)
    return evidence


def _refuse_decided(opened: Round, part_key: str, indicator_key: str) -> None:
    said = Evidence.objects.decisions().filter(
        round=opened, part_key=part_key, indicator_key=indicator_key
    )
    if said.exists():
        raise Refused(
            gettext(
                "Somebody else has decided about this reading in the meantime. Look at what "
                "they said; it can be taken back."
            )
        )


def _as_it_stands(area_id: int, key: str) -> dict[str, Any]:
    today = clock.today()
    indicator = find_indicator(key)
    measured = measure_now(area_id, [key], today)[key]
    if indicator is None or measured is None:
        raise Refused(gettext("Nothing can be read of this at the moment."))
    return {
        "kind": EvidenceKind.READING,
        "relates_to": today,
        "indicator_key": key,
        "numerator": measured.numerator,
        "denominator": measured.denominator,
        "words": sentence(indicator, measured)[:LONGEST_WORDS],
    }


def _some(words: str, why: str) -> str:
    if not words.strip():
        raise Refused(why)
    return words.strip()


def _added(
    opened: Round, part_key: str, by: Hat | None, rater: Rater | None, **columns: Any
) -> Evidence:
    now = clock.now()
    return Evidence.objects.create(
        area_id=opened.area_id,
        round=opened,
        part_key=part_key,
        added_by_id=by.membership_id if by else None,
        rater=rater,
        created_at=now,
        updated_at=now,
        **columns,
    )


def _log(
    act: str, evidence: Evidence, by: Hat | None, rater: Rater | None = None
) -> None:
    record(
        act=f"self_assessment.{act}",
        by=_actor(by, rater),
        subject=f"evidence:{evidence.reference}",
        detail={"part": evidence.part_key, "kind_of_evidence": evidence.kind},
        area_id=evidence.area_id,
    )


def _actor(by: Hat | None, rater: Rater | None) -> Actor:
    if rater is not None:
        return Actor(token=f"rater:{rater.reference}")
    if by is None:
        raise ValueError("Evidence is brought by somebody.")
    return by.actor

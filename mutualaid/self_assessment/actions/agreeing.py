"""Writing down what the meeting agreed, and signing the round off."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.kept_annexes import annexes_now
from mutualaid.self_assessment.models import (
    AgreedRating,
    Answer,
    RaterKind,
    Round,
    RoundStatus,
    Signature,
)
from mutualaid.self_assessment.standing import locked, require_being_agreed


class Overtaken(Refused):
    """Somebody else wrote something down in the meantime; `stands` is what they wrote."""

    def __init__(self, stands: AgreedRating) -> None:
        sentence = gettext(
            "Somebody wrote this part down while you were typing. Nothing of yours is "
            "lost: look at what stands there now, and save again if yours is to replace it."
        )
        super().__init__(sentence)
        self.stands = stands


@dataclass(frozen=True, slots=True)
class Words:
    """What is written beside an answer."""

    reason: str
    comment: str
    minority_view: str
    prints_minority_view: bool


@transaction.atomic
def agree(
    *,
    opened: Round,
    part_key: str,
    answer: str,
    by: Hat,
    service: Service | None = None,
    reason: str = "",
    comment: str = "",
    minority_view: str = "",
    prints_minority_view: bool = False,
    revision: int = 0,
) -> AgreedRating:
    """Keep what people agreed of a part, for the area or for one service.

    `revision` is that of the row the writer saw, 0 where there was none. Raises Overtaken
    where it is another's by now, and Refused.
    """
    held = locked(opened)
    require_being_agreed(held)
    _require_part(held, part_key)
    _require_answer(held, answer, reason, comment)
    words = Words(
        reason=reason if answer == Answer.NOT_APPLICABLE else "",
        comment=comment,
        minority_view=minority_view,
        prints_minority_view=prints_minority_view and bool(minority_view),
    )
    row = AgreedRating.objects.filter(
        round=held, part_key=part_key, service=service
    ).first()
    if row and row.revision != revision:
        raise Overtaken(row)
    kept = _write(row, held, part_key, service, answer, words, by)
    record(
        act="self_assessment.agree",
        by=by.actor,
        subject=f"round:{held.reference}",
        detail={"part": part_key},
    )
    return kept


def _write(
    row: AgreedRating | None,
    opened: Round,
    part_key: str,
    service: Service | None,
    answer: str,
    words: Words,
    by: Hat,
) -> AgreedRating:
    now = clock.now()
    row = row or AgreedRating(
        area_id=opened.area_id,
        round=opened,
        part_key=part_key,
        service=service,
        created_at=now,
        revision=0,
    )
    row.answer = answer
    row.reason, row.comment = words.reason, words.comment
    row.minority_view = words.minority_view
    row.prints_minority_view = words.prints_minority_view
    row.agreed_by_id = by.membership_id
    row.revision += 1
    row.updated_at = now
    row.save()
    return row


def _require_part(opened: Round, part_key: str) -> None:
    if part_key not in part_keys(opened):
        raise Refused(gettext("There is no such part in this round."))


def _require_answer(opened: Round, answer: str, reason: str, comment: str) -> None:
    if not opened.uses_scale:
        if answer or not comment:
            raise Refused(gettext("This round has no scale: write down what was said."))
        return
    if answer not in Answer.values:
        raise Refused(gettext("Choose what was agreed."))
    if answer == Answer.NOT_APPLICABLE and not reason:
        raise Refused(gettext("Say why it does not apply here: the report says so."))


def part_keys(opened: Round) -> list[str]:
    """Of the round's own instrument, in its order."""
    return [part.key for each in opened.statements.statements for part in each.parts]


def parts_not_agreed(opened: Round) -> list[str]:
    """Parts of which nothing is written down, neither for the area nor for a service."""
    told = set(
        AgreedRating.objects.filter(round=opened).values_list("part_key", flat=True)
    )
    return [key for key in part_keys(opened) if key not in told]


@transaction.atomic
def sign_off_round(
    *,
    opened: Round,
    by: Hat,
    words: str = "",
    signatures: Mapping[str, str] | None = None,
    rest_is_unknown: bool = False,
) -> Round:
    """End the round: from here on nothing in it changes.

    `signatures` are names by kind of rater, for those who wish to sign. Parts that nobody
    agreed are kept as unknown where `rest_is_unknown` says so; otherwise raises Refused.
    """
    held = locked(opened)
    require_being_agreed(held)
    _settle(held, parts_not_agreed(held), rest_is_unknown=rest_is_unknown, by=by)
    named = {kind: name.strip() for kind, name in (signatures or {}).items()}
    Signature.objects.bulk_create(
        Signature(area_id=held.area_id, round=held, kind=RaterKind(kind), name=name)
        for kind, name in named.items()
        if name
    )
    held.become(RoundStatus.SIGNED_OFF)
    held.signed_off_at = held.updated_at = clock.now()
    held.signed_off_by_id = by.membership_id
    held.sign_off_words = words
    held.annexes = annexes_now(held.area_id, clock.today())
    held.save()
    record(
        act="self_assessment.sign_off_round",
        by=by.actor,
        subject=f"round:{held.reference}",
    )
    return held


def _settle(
    opened: Round, missing: list[str], *, rest_is_unknown: bool, by: Hat
) -> None:
    if not missing:
        return
    if not opened.uses_scale:
        # Without a scale a part that nobody spoke of needs no word.
        return
    if not rest_is_unknown:
        raise Refused(
            gettext(
                "Nothing is agreed yet of %(parts)s. Agree it, or say that it is not known."
            )
            % {"parts": ", ".join(missing)}
        )
    words = Words("", "", "", prints_minority_view=False)
    for key in missing:
        _write(None, opened, key, None, Answer.UNKNOWN, words, by)

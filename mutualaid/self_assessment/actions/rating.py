"""What raters say, before anybody sees what the others say.

Lines of the log that tell of single answers are confidential: how far somebody has come with
their answers is theirs to know until all are shown.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.asked import (
    MOST_VOTES,
    Said,
    parts_asked,
    statements_asked,
)
from mutualaid.self_assessment.models import (
    Answer,
    Rater,
    RaterStatus,
    Rating,
    Round,
    Vote,
)
from mutualaid.self_assessment.permissions import can_enter_for
from mutualaid.self_assessment.services_rated import services_rated_by


class RatingClosed(Refused):
    """The time to rate ended, perhaps while somebody was typing."""


class WrittenMeanwhile(Refused):
    """Somebody writes on top of what they have not seen. `stored` is what is there."""

    def __init__(self, *stored: Rating) -> None:
        super().__init__(
            gettext(
                "This answer was changed in another window after you opened the page. "
                "Nothing has been overwritten."
            )
        )
        self.stored = stored


@transaction.atomic
def save_answers(
    *,
    rater: Rater,
    said: Iterable[Said],
    service: Service | None = None,
    by: Hat | None,
    said_by: str = "",
    is_overwriting: bool = False,
) -> None:
    """All of a statement or, where any of it was written elsewhere meanwhile, none of it."""
    other: list[Rating] = []
    for each in said:
        for number, key in enumerate(each.covers):
            stored = rater.ratings.filter(part_key=key, service=service).first()
            if stored is None and each.is_blank():
                continue
            try:
                save_rating(
                    rater=rater,
                    part_key=key,
                    answer=each.answer,
                    reason=each.reason,
                    comment=each.comment,
                    # The first part carries what is shown; the others go with it.
                    revision=stored.revision if stored and number else each.revision,
                    service=service,
                    by=by,
                    said_by=said_by,
                    is_overwriting=is_overwriting,
                )
            except WrittenMeanwhile as meanwhile:
                other += meanwhile.stored
    if other:
        raise WrittenMeanwhile(*other)


@transaction.atomic
def save_rating(
    *,
    rater: Rater,
    part_key: str,
    answer: str,
    reason: str,
    comment: str,
    revision: int,
    service: Service | None = None,
    by: Hat | None,
    said_by: str = "",
    is_overwriting: bool = False,
) -> Rating:
    """Write one answer on top of the `revision` that was seen; 0 where there was none.

    Raises WrittenMeanwhile where another stands there by now, RatingClosed after the time to
    rate. `by` is None for a rater without an account. Saying the same twice changes nothing.
    """
    locked = _open_to(rater, by)
    _refuse_unasked(locked, part_key, service)
    _refuse_answer(locked.round, answer, reason)
    entered_by = _enterer(locked, by, said_by)
    stored = locked.ratings.filter(part_key=part_key, service=service).first()
    _refuse_other_hands(stored, entered_by)
    said = {"answer": answer, "reason": reason, "comment": comment}
    if stored and all(getattr(stored, name) == value for name, value in said.items()):
        return stored
    if stored and stored.revision != revision:
        raise WrittenMeanwhile(stored)
    saved = stored or Rating(
        area_id=locked.area_id,
        rater=locked,
        part_key=part_key,
        service=service,
        revision=0,
    )
    _write(saved, said, entered_by, said_by)
    _start(locked)
    act = "overwrite_rating" if is_overwriting and stored else "save_rating"
    _record(act, locked, by, confidential=True)
    return saved


@transaction.atomic
def finish_rating(*, rater: Rater, by: Hat | None) -> Rater:
    """Say that all is said; what has no answer counts as not known."""
    locked = _open_to(rater, by)
    if not locked.ratings.exists():
        raise Refused(gettext("Answer at least one statement first."))
    _move(locked, RaterStatus.FINISHED)
    _record("finish_rating", locked, by)
    return locked


@transaction.atomic
def reopen_rating(*, rater: Rater, by: Hat | None) -> Rater:
    """Think again, as long as nobody has seen it."""
    locked = _locked(rater)
    _refuse_stranger(locked, by)
    if locked.status != RaterStatus.FINISHED:
        return locked
    _move(locked, RaterStatus.STARTED)
    _record("reopen_rating", locked, by)
    return locked


@transaction.atomic
def vote_importance(
    *, rater: Rater, statement_keys: Iterable[str], by: Hat | None
) -> list[str]:
    """Name the statements that matter most, in place of those named before."""
    locked = _open_to(rater, by)
    chosen = list(dict.fromkeys(statement_keys))
    if len(chosen) > MOST_VOTES:
        raise Refused(
            gettext("Choose %(most)d or fewer; you have chosen %(chosen)d.")
            % {"most": MOST_VOTES, "chosen": len(chosen)}
        )
    asked = statements_asked(locked.round.statements, locked.asked_as)
    if not {each.key for each in asked}.issuperset(chosen):
        raise Refused(gettext("You are not asked about one of these statements."))
    locked.votes.all().delete()
    Vote.objects.bulk_create(
        Vote(area_id=locked.area_id, rater=locked, statement_key=key) for key in chosen
    )
    _start(locked)
    _record("vote_importance", locked, by, confidential=True)
    return chosen


def _locked(rater: Rater) -> Rater:
    """As it stands now, in a round that is still being rated and stays so until the commit."""
    held = Round.objects.select_for_update().get(pk=rater.round_id)
    if not held.is_being_rated():
        raise RatingClosed(
            gettext(
                "The time to rate ended before this was saved. Nothing has been saved."
            )
        )
    fresh = Rater.objects.select_related("membership").get(pk=rater.pk)
    fresh.round = held
    if fresh.status == RaterStatus.WITHDRAWN:
        raise RatingClosed(
            gettext("These answers are no longer asked for. Nothing has been saved.")
        )
    return fresh


def _open_to(rater: Rater, by: Hat | None) -> Rater:
    locked = _locked(rater)
    _refuse_stranger(locked, by)
    if locked.status == RaterStatus.FINISHED:
        raise Refused(
            gettext("You said that you had finished. Open your answers again first.")
        )
    return locked


def _is_own(rater: Rater, by: Hat | None) -> bool:
    return rater.membership_id == (by.membership_id if by else None)


def _refuse_stranger(rater: Rater, by: Hat | None) -> None:
    if not _is_own(rater, by) and not (by and can_enter_for(by, rater)):
        raise Refused(gettext("These are somebody else’s answers."))


def _refuse_unasked(rater: Rater, part_key: str, service: Service | None) -> None:
    if part_key not in parts_asked(rater.round.statements, rater.asked_as):
        raise Refused(gettext("You are not asked about this."))
    if service is not None and service not in services_rated_by(rater):
        raise Refused(gettext("You cannot rate this service by itself."))


def _refuse_answer(opened: Round, answer: str, reason: str) -> None:
    if answer and answer not in Answer.values:
        raise Refused(gettext("Choose one of the answers in the list."))
    if answer and not opened.uses_scale:
        raise Refused(gettext("This round asks for comments only."))
    if answer == Answer.NOT_APPLICABLE and not reason.strip():
        raise Refused(gettext("Say why it does not apply."))


def _enterer(rater: Rater, by: Hat | None, said_by: str) -> int | None:
    """Who types for somebody else; nobody where raters do it themselves."""
    if by is None or _is_own(rater, by):
        return None
    if not said_by.strip():
        raise Refused(gettext("Say where these answers come from."))
    return by.membership_id


def _refuse_other_hands(stored: Rating | None, entered_by: int | None) -> None:
    """Whoever types for somebody is shown nothing but what they typed themselves."""
    if stored and entered_by and stored.entered_by_id != entered_by:
        raise Refused(
            gettext(
                "Somebody else has written an answer here already. Nothing has been saved."
            )
        )


def _write(
    rating: Rating, said: dict[str, str], entered_by: int | None, said_by: str
) -> None:
    for name, value in said.items():
        setattr(rating, name, value)
    rating.entered_by_id = entered_by
    rating.said_by = said_by if entered_by else ""
    rating.revision += 1
    rating.updated_at = clock.now()
    rating.created_at = rating.created_at or rating.updated_at
    rating.save()


def _start(rater: Rater) -> None:
    if rater.status == RaterStatus.INVITED:
        _move(rater, RaterStatus.STARTED)


def _move(rater: Rater, status: RaterStatus) -> None:
    now = clock.now()
    rater.become(status)
    rater.updated_at = now
    rater.finished_at = now if status == RaterStatus.FINISHED else None
    rater.save(update_fields=["status", "finished_at", "updated_at"])


def _record(
    act: str, rater: Rater, by: Hat | None, *, confidential: bool = False
) -> None:
    record(
        act=f"self_assessment.{act}",
        by=by.actor if by else Actor(token=f"rater:{rater.reference}"),
        subject=f"rater:{rater.reference}",
        area_id=rater.area_id,
        confidential=confidential,
    )

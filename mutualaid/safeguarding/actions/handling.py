"""Working on a concern: seeing it, writing what was done, closing it, opening it again.

Each action asks again, once the row is locked, whether the hat still sees the concern, and
raises Concern.DoesNotExist if not: a time as lead may end, and a name be added, in mid-form.
"""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.safeguarding.models import (
    Concern,
    ConcernAbout,
    ConcernNote,
    ConcernStatus,
    Outcome,
    SafeguardingLead,
)
from mutualaid.safeguarding.permissions import hands_of

from .confidence import keep_in_confidence, tell
from .raising import refuse_strangers


@transaction.atomic
def open_concern(*, concern: Concern, by: Hat) -> None:
    """Keep that somebody reads it."""
    keep_in_confidence(act="open_concern", by=by, concern=_locked(concern, by))


@transaction.atomic
def mark_seen(*, concern: Concern, by: Hat) -> Concern:
    """The promise to the writer is kept."""
    return _bring(concern, ConcernStatus.SEEN, by=by, act="mark_seen")


@transaction.atomic
def add_note(*, concern: Concern, words: str, by: Hat) -> ConcernNote:
    """Write something down that changes nothing, whatever the status."""
    locked = _locked(concern, by)
    note = _write(locked, by=by, words=_some(words))
    keep_in_confidence(act="add_note", by=by, concern=locked)
    return note


@transaction.atomic
def say_what_was_done(*, concern: Concern, words: str, by: Hat) -> Concern:
    """From here on it is being dealt with."""
    words = _some(words)
    status = ConcernStatus.ACTED_ON
    return _bring(concern, status, by=by, act="say_what_was_done", words=words)


@transaction.atomic
def close_concern(
    *, concern: Concern, outcome: Outcome, words: str, by: Hat
) -> Concern:
    """Nothing remains to be done; what came of it is kept."""
    return _bring(
        concern,
        ConcernStatus.CLOSED,
        by=by,
        act="close_concern",
        words=_some(words),
        outcome=outcome,
    )


@transaction.atomic
def reopen_concern(*, concern: Concern, words: str, by: Hat) -> Concern:
    """Something more has come up."""
    words = _some(words)
    status = ConcernStatus.REOPENED
    return _bring(concern, status, by=by, act="reopen_concern", words=words)


@transaction.atomic
def add_person(*, concern: Concern, user: User, by: Hat) -> Concern:
    """Somebody turns out to be whom it is about: from now on it is not there for them.

    Who could read it first and no longer can is not told; who now has it instead, is.
    """
    locked = _locked(concern, by)
    refuse_strangers(area_id=locked.area_id, about=[user])
    if user.pk in {by.user_id, locked.raised_by_id}:
        raise Refused(
            gettext(
                "Raise a new concern about this person, so that somebody else has it."
            )
        )
    ConcernAbout.objects.get_or_create(
        concern=locked,
        user=user,
        defaults={
            "area_id": locked.area_id,
            "added_by_id": by.user_id,
            "added_at": clock.now(),
        },
    )
    _tell_next(locked, by)
    keep_in_confidence(act="add_person", by=by, concern=locked)
    return locked


def _locked(concern: Concern, by: Hat) -> Concern:
    row = Concern.objects.select_for_update().get(pk=concern.pk)
    if not Concern.objects.visible_to(by).filter(pk=row.pk).exists():
        raise Concern.DoesNotExist
    return row


def _bring(
    concern: Concern,
    status: ConcernStatus,
    *,
    by: Hat,
    act: str,
    words: str = "",
    outcome: Outcome | None = None,
) -> Concern:
    locked = _locked(concern, by)
    hands = locked.hands_for(status)
    locked.become(status)
    if not hands & hands_of(by, locked):
        raise Refused(gettext("That is for the named lead or a deputy to do."))
    locked.closed_at = clock.now() if outcome else None
    locked.outcome = outcome or ""
    locked.save(update_fields=["status", "closed_at", "outcome"])
    _write(locked, by=by, words=words, came_to=status)
    keep_in_confidence(act=act, by=by, concern=locked)
    return locked


def _write(concern: Concern, *, by: Hat, words: str, came_to: str = "") -> ConcernNote:
    note = ConcernNote(
        area_id=concern.area_id,
        concern=concern,
        came_to=came_to,
        written_by_id=by.user_id,
        written_at=clock.now(),
    )
    note.write("sealed_words", words)
    note.save()
    return note


def _some(words: str) -> str:
    if not words.strip():
        raise Refused(gettext("Write down what was done, in a few words."))
    return words


def _tell_next(concern: Concern, by: Hat) -> None:
    """Whoever now comes first is asked to look, since somebody before them may have gone."""
    subjects = set(concern.about.values_list("user", flat=True))
    for service_id in (concern.at_service_id, concern.service_id):
        first = SafeguardingLead.objects.receiver(
            area_id=concern.area_id,
            service_id=service_id,
            except_users=subjects | {concern.raised_by_id},
        )
        if first:
            break
    if first and first.membership_id != by.membership_id:
        tell(first)

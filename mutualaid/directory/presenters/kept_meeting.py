"""A meeting as those who keep the directory see it: values, sources, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.directory.meeting_values import Values, values_of
from mutualaid.directory.models import (
    LocalValue,
    Meeting,
    MeetingChange,
    MeetingField,
    Verification,
)
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import MeetingStatus, Visibility
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.recurrence_words import describe

from .confidence import Sureness, sureness_of
from .keeping import kept_title, role_words
from .values import Told, told, value_words

# Told in other places of the page.
_ELSEWHERE = (MeetingField.PATTERN, MeetingField.STATUS)


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field: what stands there and, where somebody set it here, what its list says."""

    label: str
    words: str
    set_words: str = ""
    list_says: str = ""
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class PastChange:
    """One line of its history."""

    words: str
    fields: list[Told]


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """The page of a meeting, inside."""

    title: str
    pattern: str
    state: str
    sureness: Sureness
    origin: str
    fields: list[KeptField]
    unsaid: list[str]
    needs_review: bool
    verifications: list[str]
    history: list[PastChange]


def present_kept_meeting(
    meeting: Meeting,
    local: Iterable[LocalValue],
    changes: Iterable[MeetingChange],
    verifications: Iterable[Verification],
    names: Mapping[str, str],
    today: date,
) -> KeptMeeting:
    """The page of a meeting that was read with everything; `names` by reference."""
    values = {**values_of(meeting), "fellowship": meeting.fellowship.name}
    by_field = {each.field: each for each in local}
    source = meeting.source
    return KeptMeeting(
        title=kept_title(meeting),
        pattern=describe(meeting.pattern()),
        state=state_sentence(meeting),
        sureness=sureness_of(
            meeting,
            source.name if source else None,
            source.last_read_at if source else None,
            today,
        ),
        origin=_origin(meeting),
        fields=[
            _field(field, values, by_field.get(field.value), names)
            for field in MeetingField
            if field in by_field or (field not in _ELSEWHERE and values[field])
        ],
        unsaid=[
            str(field.label)
            for field in MeetingField
            if field not in by_field and not values[field]
        ],
        needs_review=any(each.needs_review for each in by_field.values()),
        verifications=[verification_words(each) for each in verifications],
        history=[past_change(each, names) for each in changes],
    )


def state_sentence(meeting: Meeting) -> str:
    """What the public sees of it, and why."""
    if meeting.status == MeetingStatus.LISTED:
        return {
            Visibility.PUBLIC: gettext("The public sees it."),
            Visibility.CONTACT: gettext("The public sees it without its address."),
            Visibility.RESIDENTS: gettext(
                "The public does not see it: it is for people who stay there."
            ),
        }[Visibility(meeting.visibility)]
    since = dates.full_date(meeting.withdrawn_at) if meeting.withdrawn_at else ""
    said = {
        MeetingStatus.GONE: gettext("Its list no longer has it."),
        MeetingStatus.CLOSED: gettext("Somebody here closed it."),
        MeetingStatus.MERGED: gettext("It is listed as another meeting."),
    }[MeetingStatus(meeting.status)]
    if not since:
        return said
    hidden = gettext("The public has not seen it since %(day)s.") % {"day": since}
    return f"{said} {hidden}"


def _origin(meeting: Meeting) -> str:
    if meeting.source is None:
        return gettext("Added by hand.")
    return gettext("From the list %(name)s.") % {"name": meeting.source.name}


def _field(
    field: MeetingField,
    values: Values,
    local: LocalValue | None,
    names: Mapping[str, str],
) -> KeptField:
    words = value_words(field, values[field], names)
    if local is None:
        return KeptField(str(field.label), words)
    theirs = local.offered if local.needs_review else local.source_value
    return KeptField(
        str(field.label),
        words,
        gettext("Set here on %(day)s: %(role)s.")
        % {"day": dates.full_date(local.set_at), "role": role_words(local.by_role)},
        value_words(field, theirs, names),
        local.needs_review,
    )


def lists_say(local: Iterable[LocalValue], names: Mapping[str, str]) -> dict[str, str]:
    """What the list says of each field that somebody set here."""
    return {
        each.field: value_words(
            MeetingField(each.field),
            each.offered if each.needs_review else each.source_value,
            names,
        )
        for each in local
    }


def verification_words(verification: Verification) -> str:
    """How, when and in which role somebody knew that it runs."""
    how = {
        VerificationKind.CONFIRMED: gettext("Confirmed by the group"),
        VerificationKind.SEEN: gettext("Seen in the fellowship’s own list"),
        VerificationKind.VISITED: gettext("Visited"),
    }[VerificationKind(verification.kind)]
    return gettext("%(how)s on %(day)s: %(role)s") % {
        "how": how,
        "day": dates.full_date(verification.verified_on),
        "role": role_words(verification.by_role),
    }


def past_change(change: MeetingChange, names: Mapping[str, str]) -> PastChange:
    """What happened, when and in which role, then the fields before and after."""
    what = f"{ChangeKind(change.kind).label}. {ChangeReason(change.reason).label}"
    day = dates.full_date(change.changed_at)
    who = f", {role_words(change.by_role)}" if change.by_role else ""
    is_new = change.kind == ChangeKind.ADDED
    fields: Mapping[str, Any] = {} if is_new else change.after
    return PastChange(
        f"{day}: {what}{who}",
        [
            told(field, change.before.get(field), value, names)
            for field, value in fields.items()
            if field in MeetingField.values
        ],
    )

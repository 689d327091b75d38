"""What a group reads about its own meetings before it answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from mutualaid.directory.models import CheckLetter, Meeting
from mutualaid.directory.recurrence_words import describe

from .corrections import meeting_title
from .words import mode_words, openness_words


@dataclass(frozen=True, slots=True)
class LetterMeeting:
    """One meeting as the list has it."""

    reference: str
    title: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The page that the letter's link opens."""

    group: str
    area: str
    meetings: list[LetterMeeting]


def present_letter(letter: CheckLetter, meetings: Iterable[Meeting]) -> LetterPage:
    """The group's meetings, each as the public sees it."""
    return LetterPage(
        group=letter.group.name,
        area=letter.area.name,
        meetings=[_meeting(each) for each in meetings],
    )


def _meeting(meeting: Meeting) -> LetterMeeting:
    venue = meeting.venue
    place = [venue.name, venue.address, venue.town, venue.postcode] if venue else []
    lines = (
        describe(meeting.pattern()),
        ", ".join(part for part in place if part),
        ". ".join(
            filter(None, (mode_words(meeting.mode), openness_words(meeting.openness)))
        ),
        meeting.conference_url,
        meeting.conference_phone,
    )
    return LetterMeeting(
        reference=meeting.reference,
        title=meeting_title(meeting),
        lines=[line for line in lines if line],
    )

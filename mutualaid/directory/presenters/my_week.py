"""The page of somebody's week: what fits and why, what to ask, what was left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.directory.fitting.choosing import Fitting
from mutualaid.directory.fitting.gates import Gate, must_haves, turns_guest_away
from mutualaid.directory.fitting.judging import Fit, Judged, KeptOut
from mutualaid.directory.fitting.reasons import Because, Reason, reasons
from mutualaid.directory.fitting.scoring import MOST, Part
from mutualaid.directory.fitting.week import HORIZON, Week
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import Mode, Visibility
from mutualaid.directory.my_week import MyWeek
from mutualaid.directory.taken import Taken

from . import words
from .choices import Link
from .confidence import sureness_of
from .meeting import contact_of
from .my_week_words import (
    doubt_words,
    gate_counts,
    gate_words,
    part_words,
    reason_words,
    way_words,
)
from .rows import title

TOLD_BESIDE = (Because.WAY, Because.ONLINE)


@dataclass(frozen=True, slots=True)
class Card:
    """One meeting that fits, or that may."""

    taken: str  # what is sent to take it along
    href: str
    title: str
    when: str
    way: str
    place: str
    because: str  # all reasons in one sentence
    to_ask: list[str]
    contact: Link
    warning: str
    sureness: str
    others: list[str]  # the group's other times that fit


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of "Why not others?"."""

    title: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of "How was this ordered?"."""

    title: str
    points: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class WeekPage:
    """Everything that the page says beside the form."""

    span: str
    notices: list[str]
    suggestions: list[str]
    cards: list[Card]
    to_ring: list[Card]
    more_to_ring: int
    left_out: list[LeftOut]
    counts: list[str]
    parts: list[tuple[str, int]]  # words and most points
    sums: list[Sum]


def present_week(found: MyWeek) -> WeekPage:
    """The page for what was found."""
    fitting = found.fitting
    named = [fit for fit in fitting.shown if fit.candidate.meeting in found.meetings]
    asked = [fit for fit in found.to_ring if fit.candidate.meeting in found.meetings]
    return WeekPage(
        span=_span(found),
        notices=list(_notices(found)),
        suggestions=[other.label for other in found.suggestions],
        cards=[_card(found, fit) for fit in named],
        to_ring=[_card(found, fit) for fit in asked],
        more_to_ring=len(fitting.to_ring) - len(asked),
        left_out=list(_left_out(found)),
        counts=_counts(fitting),
        parts=[(part_words(part), MOST[part]) for part in Part],
        sums=[_sum(found, fit) for fit in named],
    )


def _span(found: MyWeek) -> str:
    now = found.week.now
    return gettext("From today until %(day)s") % {"day": dates.day(now + HORIZON)}


def _notices(found: MyWeek) -> Iterator[str]:
    """What was not said, or understood more roughly than it was meant."""
    place = found.found
    if found.typed and place is None:
        yield gettext(
            "We do not know a place called “%(place)s”, so we could not reckon the way."
        ) % {"place": found.typed}
    elif place is None:
        yield gettext(
            "You did not say where you set out from. So we left %(n)d minutes for each way."
        ) % {"n": found.week.most_minutes}
    elif place.is_fallback:
        yield gettext("We do not know “%(asked)s”, so we measured from %(place)s.") % {
            "asked": found.typed,
            "place": place.label,
        }


def _card(found: MyWeek, fit: Fit) -> Card:
    candidate, week = fit.candidate, found.week
    meeting = found.meetings[candidate.meeting]
    day, facts = candidate.date, candidate.facts
    why = reasons(week, fit)
    is_checked = any(each.because is Because.CHECKED for each in why)
    unknown = must_haves(week, facts, None, is_online=candidate.is_online)
    return Card(
        taken=str(Taken(meeting.reference, day.original_date)),
        href=f"/meetings/{meeting.reference}/",
        title=meeting_title(meeting),
        when=words.when_words(day.starts, week.today),
        way=gettext("online") if candidate.is_online else way_words(fit.trip),
        place="" if candidate.is_online else place_words(meeting),
        because=_because(why),
        to_ask=[doubt_words(each, unknown) for each in fit.doubts],
        contact=contact_link(contact_of(meeting)),
        warning=_warning(week, fit),
        sureness="" if is_checked else sureness_words(meeting),
        others=_other_times(found, fit),
    )


def _because(why: Iterable[Reason]) -> str:
    """Way and link stand beside the time already."""
    told = [reason_words(each) for each in why if each.because not in TOLD_BESIDE]
    return "; ".join(told) or gettext("nothing that you told us speaks against it")


def contact_link(contact: str) -> Link:
    """Whom to ask, to be pressed on a telephone; no address where it is words."""
    digits = "".join(each for each in contact if each in "+0123456789")
    if digits and not contact.strip("+0123456789 ()"):
        return Link(contact, f"tel:{digits}")
    return Link(contact, contact if contact.startswith("https://") else "")


def meeting_title(meeting: Meeting) -> str:
    """Fellowship and name; the place only where the public may know it."""
    is_told = meeting.visibility == Visibility.PUBLIC
    venue = meeting.venue.name if meeting.venue and is_told else ""
    return title(meeting.fellowship.short_name, meeting.name, venue)


def place_words(meeting: Meeting) -> str:
    """Where to go, in one line; no more than the town of one whose place is not told."""
    venue = meeting.venue
    if venue is None or meeting.mode == Mode.ONLINE:
        return ""
    if meeting.visibility != Visibility.PUBLIC:
        return venue.town
    parts = (venue.name, venue.address, venue.town, venue.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def sureness_words(meeting: Meeting) -> str:
    """How sure we are that it runs."""
    source = meeting.source
    name, read_at = (source.name, source.last_read_at) if source else (None, None)
    return sureness_of(meeting, name, read_at, clock.today()).sentence


def _warning(week: Week, fit: Fit) -> str:
    if not turns_guest_away(week, fit.candidate.facts):
        return ""
    return gettext(
        "This group is for people with this problem. The person with you may have to wait "
        "outside."
    )


def _other_times(found: MyWeek, fit: Fit) -> list[str]:
    """When else the group meets that would fit, in the order of time."""
    times = {
        each.candidate.date.starts
        for each in found.fitting.further
        if each.candidate.group == fit.candidate.group
    }
    return [words.when_words(each, found.week.today) for each in sorted(times)]


def _left_out(found: MyWeek) -> Iterator[LeftOut]:
    for each in found.left_out:
        card = found.cards.get(each.candidate.meeting)
        if card is not None:
            yield LeftOut(
                title=title(
                    card.fellowship__short_name, card.name, card.venue__name or ""
                ),
                when=words.when_words(each.candidate.date.starts, found.week.today),
                why=_why_not(found, each),
            )


def _why_not(found: MyWeek, judged: Judged) -> str:
    week, candidate = found.week, judged.candidate
    if isinstance(judged, KeptOut):
        facts, is_online = candidate.facts, candidate.is_online
        lacking = must_haves(week, facts, False, is_online=is_online)
        return gate_words(judged.gate, week, judged.trip, lacking)
    return gettext("It fits too. Those shown got more points, or come sooner.")


def _counts(fitting: Fitting) -> list[str]:
    """How many were left out for which reason, in the order of the reasons."""
    numbers = Counter(each.gate for each in fitting.kept_out)
    told = [f"{numbers[gate]:,} {gate_counts(gate)}" for gate in Gate if numbers[gate]]
    if fitting.further:
        n = len(fitting.further)
        told.insert(0, gettext("%(n)s that fit too") % {"n": f"{n:,}"})
    return told


def _sum(found: MyWeek, fit: Fit) -> Sum:
    meeting = found.meetings[fit.candidate.meeting]
    return Sum(meeting_title(meeting), list(fit.points), fit.score)

"""What the list says on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.directory.finder.snapshot import Answer, Hit, Point
from mutualaid.directory.finding import Finding
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES
from mutualaid.directory.models import Meeting, Venue
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.presenters import words
from mutualaid.directory.presenters.confidence import sureness_of
from mutualaid.directory.presenters.finder import present_finder
from mutualaid.directory.presenters.rows import title
from mutualaid.directory.recurrence import Frequency
from mutualaid.directory.recurrence_words import describe

from .codes import code_of

MOST = 600
LONGEST_LINK = 60
BETWEEN = "\u00a0· "  # no line begins with the dot
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Slot:
    """When a meeting is on, by the clock of England; no weekday where it has no fixed one."""

    weekday: int | None
    starts: time | None

    def order(self) -> tuple[int, time]:
        return (7 if self.weekday is None else self.weekday, self.starts or time.max)


def printed_list(finding: Finding, *, site: str, is_large: bool) -> Told:
    """All that `list.typ` says. `site` is what addresses begin with."""
    page, answer = present_finder(finding), _whole_answer(finding)
    address = f"{site}/meetings/?{finding.asked.address(page=1)}".removesuffix("?")
    area, rows = finding.area.name, list(_rows(answer))
    heading = page.heading
    if finding.found is None:
        heading = gettext("Meetings of %(area)s") % {"area": area}
    return {
        "title": heading,
        "publisher": area,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "is_large": is_large,
        "asked": [link.text for link in page.chips],
        "notices": page.notices,
        "count": _count(answer.total, len(rows)),
        "correct_on": gettext("Correct on %(date)s")
        % {"date": dates.full_date(clock.today())},
        "live": gettext("For the list as it is now, scan the code or go to:"),
        "address": address,
        "code": code_of(address),
        "code_means": gettext("Code that leads to this list as it is now"),
        "page_word": gettext("Page"),
        "columns": [
            *(gettext("Time"), gettext("Meeting")),
            *(gettext("Where"), gettext("How sure we are")),
        ],
        "groups": _groups(finding, rows),
        "legend": {"heading": gettext("What the words mean"), "items": _legend()},
    }


def _count(total: int, shown: int) -> str:
    if total > shown:
        return gettext(
            "The first %(shown)s of %(total)s meetings. Ask for fewer to see the rest."
        ) % {"shown": f"{shown:,}", "total": f"{total:,}"}
    said = ngettext("%(n)s meeting.", "%(n)s meetings.", total)
    return said % {"n": f"{total:,}"}


def _whole_answer(finding: Finding) -> Answer:
    """The finder's page has the words; all of its meetings are asked for without them."""
    found = finding.found
    return finding.published.snapshot.answer(
        finding.query,
        finding.now,
        near=Point(found.latitude, found.longitude) if found else None,
        area=finding.area.pk,
        page_size=MOST,
    )


def _rows(answer: Answer) -> Iterable[tuple[Hit, Meeting, _Slot]]:
    """The meetings in the order of the finder, those that share a row one by one."""
    hits = [
        each
        for hit in answer.hits
        for each in (hit, *(Hit(key, hit.miles, None) for key in hit.others))
    ][:MOST]
    meetings = Meeting.objects.published().select_related(
        "fellowship", "group", "venue", "source"
    )
    found = meetings.in_bulk([hit.key for hit in hits])
    for hit in hits:
        if hit.key in found:
            yield hit, found[hit.key], _slot(found[hit.key], hit)


def _slot(meeting: Meeting, hit: Hit) -> _Slot:
    if meeting.timezone != clock.LOCAL_ZONE.key:
        if hit.occurrence is None:
            return _Slot(None, None)
        local = hit.occurrence.starts_at.astimezone(clock.LOCAL_ZONE)
        return _Slot(local.weekday(), local.time())
    has_weekday = meeting.frequency in (Frequency.WEEKLY, Frequency.MONTHLY_WEEKDAY)
    return _Slot(meeting.weekday if has_weekday else None, meeting.start_time)


def _groups(
    finding: Finding, rows: list[tuple[Hit, Meeting, _Slot]]
) -> list[dict[str, Any]]:
    """By day and time; by distance where that is what was asked for."""
    today = clock.today()
    if finding.found is not None and finding.query.sort != "soonest":
        told = [_row(each, today, with_day=True) for each in rows]
        return [{"heading": gettext("The nearest first"), "rows": told}] if told else []
    groups: dict[int | None, list[Told]] = {}
    for each in sorted(rows, key=lambda row: (row[2].order(), row[1].name)):
        groups.setdefault(each[2].weekday, []).append(_row(each, today))
    return [
        {
            "heading": gettext("Other dates") if day is None else str(WEEKDAYS[day]),
            "rows": told,
        }
        for day, told in groups.items()
    ]


def _row(
    row: tuple[Hit, Meeting, _Slot], today: date, *, with_day: bool = False
) -> Told:
    hit, meeting, slot = row
    is_told = meeting.visibility == Visibility.PUBLIC
    venue, source = meeting.venue if is_told else None, meeting.source
    sure = sureness_of(
        meeting,
        source.name if source else None,
        source.last_read_at if source else None,
        today,
    )
    return {
        "time": _time(slot, with_day=with_day),
        "name": title(
            meeting.fellowship.short_name, meeting.name, venue.name if venue else ""
        ),
        "about": _about(meeting),
        "place": [*_place(meeting), *_far(hit)],
        "sure": sure.sentence,
    }


def _time(slot: _Slot, *, with_day: bool) -> str:
    said = dates.clock_time(slot.starts) if slot.starts else gettext("Ask first")
    if with_day and slot.weekday is not None:
        return f"{WEEKDAYS_ABBR[slot.weekday]} {said}"
    return said


def _far(hit: Hit) -> list[str]:
    said = words.distance_words(hit.miles)
    return [said] if said else []


def _about(meeting: Meeting) -> list[str]:
    facts = [
        words.mode_words(meeting.mode),
        words.openness_words(meeting.openness),
        *(gettext(FEATURES[key]) for key in meeting.features if key in FEATURES),
        *(gettext(LANGUAGES[key]) for key in meeting.languages if key in LANGUAGES),
        words.length_words(meeting.duration_minutes),
    ]
    told = [BETWEEN.join(fact for fact in facts if fact)]
    if meeting.frequency != Frequency.WEEKLY or meeting.interval > 1:
        told.insert(0, describe(meeting.pattern()))
    if meeting.venue_closed:
        told.append(gettext("Its usual place is closed for now"))
    return told


def _place(meeting: Meeting) -> list[str]:
    """A contact where the place is not published, and how to join where there is none."""
    if meeting.visibility != Visibility.PUBLIC:
        group = meeting.group
        said = (group.public_contact if group else "") or meeting.fellowship.helpline
        return [gettext("Ask: %(contact)s") % {"contact": said}] if said else []
    venue = _venue(meeting.venue) if meeting.venue else []
    link = meeting.conference_url
    joining = [link] if link and len(link) <= LONGEST_LINK else []
    if link and not joining:
        joining = [gettext("The link is on its page")]
    telephone = meeting.conference_phone
    return [*venue, *joining, *([telephone] if telephone else [])]


def _venue(venue: Venue) -> list[str]:
    street = ", ".join(part for part in (venue.address, venue.town) if part)
    lines = (venue.name, street, venue.postcode)
    return list(dict.fromkeys(line for line in lines if line))


def _legend() -> list[Told]:
    meanings = {
        words.openness_words("open"): gettext(
            "Anybody may come: family, friends, workers, and whoever wants to see what it is like."
        ),
        words.openness_words("closed"): gettext(
            "People with this problem, or who think they may have it. "
            "A first visit is as welcome as any other."
        ),
        words.mode_words("hybrid"): gettext(
            "People meet in a room, and others join by video or telephone."
        ),
        gettext("Checked"): gettext(
            "Somebody made sure that it meets, as long ago as it says."
        ),
        gettext("Not confirmed"): gettext(
            "It stands in a list that we read. Ring, or look at the live page, before you go."
        ),
    }
    return [{"term": term, "meaning": said} for term, said in meanings.items()]

"""The pages of those who keep the directory, with one of each state; data is in Greek."""

from datetime import date

from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.directory import actions
from mutualaid.directory.models import LocalValue, Meeting, Venue
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion
from mutualaid.directory.tests.factories import a_group, a_meeting, a_venue
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

PLAIN = (
    "show_directory",
    "list_kept_meetings",
    "add_meeting",
    "list_duplicates",
    "list_local_values",
)
OF_A_MEETING = (
    "show_kept_meeting",
    "change_meeting",
    "confirm_meeting",
    "close_meeting",
    "list_different_dates",
    "add_different_date",
)
OF_A_PLACE = ("show_venue", "change_venue", "check_venue", "name_premises")
WRONG = {
    "name": WORD,
    "frequency": "monthly-weekday",
    "start_time": "λ",
    "place_pin": "1, 1",
    "place_postcode": "λ",
    "known_place": WORD,
    "website": "λ",
    "notes": "x@northbridge.example",
    "conference_phone": "λ",
    "visibility": "public",
}
MISTAKES = {
    "add_meeting": (
        WRONG,
        {**WRONG, "place_pin": "λ", "place_postcode": "", "known_place": "λ"},
    ),
    "add_different_date": ({"kind": "cancelled", "on-day": "40"},),
    "confirm_meeting": (
        {"kind": "seen", "on-day": "1", "on-month": "1", "on-year": "2030"},
    ),
    "change_venue": ({},),
    "check_venue": ({},),
    "name_premises": ({"service": WORD},),
}


def kept_pages(town: Town) -> dict[str, str]:
    """Every page of a champion who keeps the meetings of this town, and what it refuses."""
    client = signed_in_client(town.seats[Role.RECOVERY_CHAMPION])
    named = _furnish(town)
    pages = {}
    for view, references in named:
        address = reverse(view, args=references)
        pages[f"keeping {address}"] = client.get(address).content.decode()
        for number, fields in enumerate(MISTAKES.get(view, ())):
            answer = client.post(address, fields, follow=True)
            pages[f"mistakes {number} in {address}"] = answer.content.decode()
    for query in ("q=%CE%BB", "status=closed", "page=2"):
        address = f"{reverse('list_kept_meetings')}?{query}"
        pages[address] = client.get(address).content.decode()
    return pages


def _furnish(town: Town) -> list[tuple[str, list[str]]]:
    told = {"by_role": "recovery-champion", "by": town.by(Role.RECOVERY_CHAMPION)}
    area = town.area
    group = a_group(area=area, name=WORD, fellowship=_fellowship())
    relations = {"shared_email": "x@northbridge.example", "is_shared": True}
    values = {"name": WORD, "rent": WORD, "relations": WORD, **relations}
    actions.change_group(group=group, values=values, by=told["by"])
    venue: Venue = a_venue(area=area, name=WORD, address=WORD, town=WORD, postcode="")
    found = {
        VenueQuestion.STEP_FREE: Answer(True, WORD),
        VenueQuestion.PARKING: Answer(False),
    }
    actions.check_venue(venue=venue, answers=found, on=date(2026, 3, 1), **told)
    kept = {"area": area, "fellowship": _fellowship(), "name": WORD, "venue": venue}
    meeting = a_meeting(group=group, **kept)
    changes = {"notes": WORD, "openness": "closed", "visibility": "contact"}
    actions.change_meeting(meeting=meeting, values=changes, **told)
    actions.verify_meeting(meeting=meeting, kind="seen", on=date(2026, 11, 1), **told)
    actions.cancel_date(meeting=meeting, on=date(2026, 11, 30), by=told["by"])
    _set_here(meeting)
    other, third, closed = (a_meeting(**kept) for _ in range(3))
    actions.close_meeting(meeting=closed, **told)
    actions.merge_meetings(keep=meeting, other=third, **told)
    nowhere = a_venue(
        area=area,
        **dict.fromkeys(("name", "address", "town", "postcode"), WORD),
        **dict.fromkeys(("latitude", "longitude")),
    )
    hidden = a_meeting(**{**kept, "visibility": "residents", "venue": nowhere})
    online = a_meeting(**{**kept, "mode": "online", "venue": None})
    states = [closed, third, hidden, online]
    return [
        *((view, []) for view in PLAIN),
        *((view, [meeting.reference]) for view in OF_A_MEETING),
        *(("show_kept_meeting", [each.reference]) for each in states),
        ("reopen_meeting", [closed.reference]),
        ("undo_merge", [third.reference]),
        ("merge_meetings", [meeting.reference, other.reference]),
        ("review_local_values", [meeting.reference]),
        *((view, [each.reference]) for view in OF_A_PLACE for each in (venue, nowhere)),
        *((view, [group.reference]) for view in ("show_group", "change_group")),
        ("show_meeting", [meeting.reference]),
        ("show_meeting", [closed.reference]),
        ("show_meeting", [other.reference]),
    ]


def _fellowship():
    return Meeting.objects.filter(fellowship__key="aa").first().fellowship


def _set_here(meeting: Meeting) -> None:
    LocalValue.objects.create(
        area=meeting.area,
        meeting=meeting,
        field="notes",
        value=WORD,
        source_value=WORD,
        offered=f"{WORD} {WORD}",
        needs_review=True,
        set_at=meeting.created_at,
        by_role="recovery-champion",
    )

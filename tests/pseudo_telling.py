"""What people tell us and what groups are asked, with one of each state; data is in Greek."""

from datetime import timedelta

from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.directory.actions.answering import answer_letter
from mutualaid.directory.actions.chasing import send_due_letters
from mutualaid.directory.actions.correcting import answer_correction, tell_us
from mutualaid.directory.actions.groups import change_group
from mutualaid.directory.answers import MeetingAnswer, Says
from mutualaid.directory.models import CheckLetter, Correction, Meeting
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionOrigin
from mutualaid.directory.tests.factories import a_group, a_meeting, a_venue
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

TOLD = {"day": 2, "time": "18:00", "place": WORD, "postcode": "NB1 1AA",
        "link": "https://x.example", "telephone": "01632960123"}  # fmt: skip
WRONG = {"kind": "time", "time": "λ", "link": "λ", "telephone": "λ", "reply_to": "λ"}


def telling_pages(town: Town) -> dict[str, str]:
    """The public's side, the group's side and the queue."""
    meeting = _meeting(town)
    pages = _public(meeting)
    pages |= _of_a_group(town, meeting)
    pages |= _queue(town, meeting)
    return pages


def _meeting(town: Town) -> Meeting:
    group = a_group(area=town.area, name=f"{WORD} α")
    shared = {"shared_email": "x@northbridge.example", "is_shared": True}
    change_group(group=group, values=shared, by=town.by(Role.RECOVERY_CHAMPION))
    long_ago = clock.now() - timedelta(100)
    venue = a_venue(area=town.area, name=WORD, address=WORD, town=WORD, postcode="")
    kept = {"area": town.area, "name": WORD, "venue": venue, "created_at": long_ago}
    for weekday in (4, 5, 6):  # Christmas Day is a Friday
        meeting = a_meeting(group=group, weekday=weekday, **kept)
    a_meeting(**kept)  # of nobody who could be asked
    return meeting


def _public(meeting: Meeting) -> dict[str, str]:
    client = Client()
    pages = {}
    for address in (
        reverse("tell_us", args=[meeting.reference]),
        reverse("tell_missing_meeting"),
    ):
        pages[address] = client.get(address).content.decode()
        for number, fields in enumerate(({}, WRONG)):
            answer = client.post(address, fields)
            pages[f"mistakes {number} in {address}"] = answer.content.decode()
    for view in ("show_told", "show_answered", "answer_letter"):
        pages[view] = client.get(reverse(view)).content.decode()
    return pages


def _of_a_group(town: Town, meeting: Meeting) -> dict[str, str]:
    with TestCase.captureOnCommitCallbacks(execute=True):
        send_due_letters(area=town.area, by=town.by(Role.RECOVERY_CHAMPION))
    letter = CheckLetter.objects.get(group=meeting.group_id)
    words = mail.outbox[-1].body
    client = Client()
    client.get("/still-right/" + words.split("/still-right/")[1].split("/")[0] + "/")
    address = reverse("answer_letter")
    fields = {"says_0": "changed", "time_0": "λ", "link_0": "λ"}
    pages = {
        "a letter": client.get(address).content.decode(),
        "mistakes in a letter": client.post(address, fields).content.decode(),
    }
    stopped = client.post(reverse("stop_letters"), follow=True)
    pages["letters stopped"] = stopped.content.decode()
    said = MeetingAnswer(meeting, Says.RIGHT)
    answer_letter(letter=letter, answers=[said], by=town.by(Role.RECOVERY_CHAMPION))
    pages["a letter that is over"] = client.get(address).content.decode()
    return pages


def _queue(town: Town, meeting: Meeting) -> dict[str, str]:
    by = town.by(Role.RECOVERY_CHAMPION)
    for kind in CorrectionKind:
        for origin in CorrectionOrigin:
            is_missing = kind == CorrectionKind.MISSING
            tell_us(
                area=town.area,
                meeting=None if is_missing else meeting,
                kind=kind,
                origin=origin,
                told={**TOLD, "name": WORD} if is_missing else TOLD,
                words=WORD,
                reply_to="x@northbridge.example",
                by=by,
            )
    first = Correction.objects.earliest("pk")
    answer_correction(correction=first, answer=WORD, by_role="recovery-champion", by=by)
    client = signed_in_client(town.seats[Role.RECOVERY_CHAMPION])
    addresses = [
        reverse("list_corrections"),
        reverse("list_to_check"),
        reverse("show_directory"),
        reverse("answer_special_dates", args=[meeting.reference]),
        reverse("show_meeting", args=[meeting.reference]),
        *(
            reverse("show_correction", args=[each.reference])
            for each in Correction.objects.all()
        ),
    ]
    pages = {
        f"keeping {address}": client.get(address).content.decode()
        for address in addresses
    }
    last = Correction.objects.latest("pk")
    for view in ("apply_correction", "answer_correction"):
        address = reverse(view, args=[last.reference])
        pages[f"mistakes in {address}"] = client.post(
            address, {}, follow=True
        ).content.decode()
    return pages

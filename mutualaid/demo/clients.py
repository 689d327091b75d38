"""The demo's clients: invented people, few words, and what came of the meetings they planned.

Riverside keeps records; Linholt kept two, turned records off again, and counts tallies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mutualaid.clients.actions.clients import add_client, note_contact
from mutualaid.clients.actions.commitments import move_commitment, plan
from mutualaid.clients.actions.discharge import discharge
from mutualaid.clients.actions.extra_private import make_extra_private
from mutualaid.clients.actions.handing_over import hand_over
from mutualaid.clients.actions.record_keeping import change_record_keeping
from mutualaid.clients.actions.tallies import count_tally
from mutualaid.clients.models import Client, CommitmentStatus, Format, TallyKind
from mutualaid.clients.reading import Identity, help_of
from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import Mode
from mutualaid.directory.recurrence import Frequency
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service

from .past import noon

_S = CommitmentStatus
FIRST_DAY = 150  # days ago


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting of the list by its place in it, planned so many days ago, and what came of it."""

    meeting: int
    planned: int
    came: CommitmentStatus | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist: who it is, since when, and what they planned."""

    who: Identity
    keyworker: str
    days: int
    plans: tuple[Plan, ...] = ()
    in_touch: int | None = None  # days ago


RIVERSIDE = (
    Invented(
        Identity("Fennick", needs="No stairs. Likes to sit near a door.",
                 contact="07700 900141", safe_contact="In the mornings, no message."),
        "Joss Petherwin", 120,
        (Plan(0, 110, _S.WENT, "Stayed for tea afterwards."), Plan(0, 95, _S.WENT),
         Plan(3, 1)),
    ),
    Invented(
        Identity("Quilla", language="pl", format=Format.TOGETHER),
        "Joss Petherwin", 90,
        (Plan(1, 80, _S.DID_NOT_GO, "The bus did not come. Would try again."),
         Plan(1, 60, _S.WENT), Plan(2, 9)),
    ),
    Invented(
        Identity("Oriel", format=Format.LARGE_PRINT, contact="07700 900172"),
        "Joss Petherwin", 40, (Plan(4, 30, _S.PART, "Left at the break, and was glad."),),
        in_touch=6,
    ),
    Invented(Identity(local_number="RV-20418"), "Joss Petherwin", 12),
    Invented(
        Identity("Ludo", needs="Speak up, on the left side."),
        "Yemi Oakham", 75, (Plan(2, 70, _S.NOT_ON), Plan(5, 50, _S.WENT), Plan(5, 2)),
    ),
    Invented(Identity("Bede", initials="BK"), "Yemi Oakham", 33, in_touch=20),
    Invented(
        Identity("Sunniva", contact="sunniva@northbridge.example",
                 safe_contact="By e-mail only, after six."),
        "Yemi Oakham", 21, (Plan(6, 3),),
    ),
    Invented(Identity("Jory", format=Format.EASY_READ), "Yemi Oakham", 140),
)  # fmt: skip
LINHOLT = (
    Invented(Identity("Ansel"), "Bryn Callow", 130, (Plan(7, 125, _S.WENT),)),
    Invented(Identity("Merrin", needs="Time to read."), "Bryn Callow", 126),
)
LINHOLT_STOPPED = 118
# What Linholt counted in this month and the ones before, the newest first.
TALLIES = {
    TallyKind.TALKED: (7, 11, 9),
    TallyKind.PLANNED: (4, 6, 5),
    TallyKind.WENT_ALONG: (1, 2, 2),
    TallyKind.ASKED: (3, 4, 2),
}


def bring_clients(area: Area) -> None:
    """Everybody, day by day as it would have been; names and numbers are invented."""
    hats = _hats(area)
    meetings = _meetings(area)
    _turn(area, "Riverside", hats["Mirek Solway"], is_on=True)
    _turn(area, "Linholt", hats["Dee Lanyard"], is_on=True)
    riverside = [_bring(each, area, "Riverside", hats, meetings) for each in RIVERSIDE]
    for each in LINHOLT:
        _bring(each, area, "Linholt", hats, meetings)
    with clock.frozen_at(noon(LINHOLT_STOPPED)):
        _turn_now(area, "Linholt", hats["Dee Lanyard"], is_on=False)
    _count(area, hats["Bryn Callow"])
    _change_hands(area, riverside, hats)


def _bring(
    one: Invented,
    area: Area,
    service: str,
    hats: Mapping[str, Hat],
    meetings: Sequence[Meeting],
) -> Client:
    by = hats[one.keyworker]
    with clock.frozen_at(noon(one.days)):
        client = add_client(service=_service(area, service), by=by, identity=one.who)
        help_of(client, by=by)  # as the page does to which adding leads
    for each in one.plans:
        _plan(client, each, meetings[each.meeting], by)
    if one.in_touch is not None:
        with clock.frozen_at(noon(one.in_touch)):
            note_contact(client=client, by=by)
    return client


def _plan(client: Client, told: Plan, meeting: Meeting, by: Hat) -> None:
    with clock.frozen_at(noon(told.planned)):
        on = _next_date(meeting)
        made = plan(client=client, meeting=meeting, on=on, by=by)
    if told.came:
        days_ago = (clock.today() - on).days - 3
        with clock.frozen_at(noon(days_ago)):
            move_commitment(
                commitment=made, to=told.came, was=_S.PLANNED, note=told.note, by=by
            )


def _next_date(meeting: Meeting) -> date:
    after = clock.now() + timedelta(days=1)
    held = meeting.schedule().next_occurrence(after)
    if held is None:
        raise ValueError(f"{meeting} is never held.")
    return held.original_date


def _change_hands(
    area: Area, clients: Sequence[Client], hats: Mapping[str, Hat]
) -> None:
    """One goes to a colleague, one is kept more private, one is with nobody any more."""
    given, private, gone = (clients[index] for index in (2, 6, 7))
    yemi = Membership.objects.get(pk=hats["Yemi Oakham"].membership_id)
    hand_over(
        client=given,
        to=yemi,
        version=given.version,
        by=hats["Joss Petherwin"],
    )
    make_extra_private(
        client=private, readers=[], version=private.version, by=hats["Yemi Oakham"]
    )
    with clock.frozen_at(noon(18)):
        discharge(client=gone, version=gone.version, by=hats["Yemi Oakham"])


def _count(area: Area, by: Hat) -> None:
    service = _service(area, "Linholt")
    for kind, months in TALLIES.items():
        for back, number in enumerate(months):
            with clock.frozen_at(noon(30 * back)):
                for press in range(number):
                    count_tally(
                        service=service, kind=kind, press=f"{back} {press}", by=by
                    )


def _turn(area: Area, service: str, by: Hat, *, is_on: bool) -> None:
    with clock.frozen_at(noon(FIRST_DAY)):
        _turn_now(area, service, by, is_on=is_on)


def _turn_now(area: Area, service: str, by: Hat, *, is_on: bool) -> None:
    change_record_keeping(service=_service(area, service), is_on=is_on, by=by)


def _service(area: Area, name: str) -> Service:
    return Service.objects.get(area=area, name=name)


def _hats(area: Area) -> dict[str, Hat]:
    held = Membership.objects.active().with_everything().filter(area=area)
    return {each.user.name: each.hat() for each in held.order_by("-pk")}


def _meetings(area: Area) -> list[Meeting]:
    """Weekly ones that people can go to, the same in every demo."""
    here = Meeting.objects.published().filter(
        area=area, frequency=Frequency.WEEKLY, interval=1, mode=Mode.IN_PERSON
    )
    ordered = here.order_by("source__name", "source_record__key", "slot")
    return list(ordered.prefetch_related("different_dates")[:40:5])

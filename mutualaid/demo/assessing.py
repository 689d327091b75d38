"""How the demo assesses itself: a round half a year ago, the plan that came of it, and one now.

What happened earlier is done by the same actions with the clock set back.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.directory.actions.list_use import note_list_use
from mutualaid.directory.actions.premises import name_premises
from mutualaid.directory.models import Fellowship, Venue
from mutualaid.improvement_plan.models import BarrierKind
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.self_assessment.actions.agreeing import agree, sign_off_round
from mutualaid.self_assessment.actions.evidence import (
    Given,
    add_evidence,
    add_round_barrier,
    keep_reading,
    refuse_reading,
)
from mutualaid.self_assessment.actions.raters import add_rater, invite_members
from mutualaid.self_assessment.actions.rating import (
    finish_rating,
    save_rating,
    vote_importance,
)
from mutualaid.self_assessment.actions.rounds import open_round, reveal_round
from mutualaid.self_assessment.actions.summaries import table_summary
from mutualaid.self_assessment.models import EvidenceKind, Rater, RaterKind, Round

from .past import noon
from .plan import plan
from .readings import remember_readings
from .sources import DATA

SPRING = 185  # days ago
SUPPORT = (
    {
        "role": "Helps with using the self-assessment",
        "held_by": "The strategic recovery champion",
    },
    {"role": "Knows other areas", "held_by": "The next county’s partnership"},
)
# Of the round in spring: statement, what it is about, what is in the way.
BARRIERS = (
    ("1.4", BarrierKind.PLACE, "The last bus from Sandhythe leaves at half past six."),
    ("3.6", BarrierKind.STAFF, "Shifts end after most open meetings have begun."),
    ("4.4", BarrierKind.SUPPLY, "Two companions for the whole area, both by day."),
)
NOTES = (
    ("2.2", "Leaflets of four fellowships were on the rack at both services."),
    ("3.1", "The partnership’s minutes name a champion at each level."),
)
VOTES = {
    "commissioner": ("4.4", "5.6", "3.2"),
    "riverside": ("4.4", "3.6"),
    "linholt": ("4.4", "2.1"),
    "users": ("4.4", "1.5", "5.6"),
    "groups": ("2.5", "3.2", "4.4"),
    "health": ("3.2", "5.2"),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """The raters of a round by the heading of their column, and who types for each."""

    raters: Mapping[str, Rater]
    hats: Mapping[str, Hat]

    def hat_of(self, voice: str) -> Hat | None:
        """None for who has no account."""
        return self.hats.get(voice)


def assess(area: Area, by: Actor) -> None:
    """The past months' readings, both rounds and the plan between them."""
    hats = _hats(area)
    for name in ("riverside", "linholt"):
        note_list_use(hat=hats[name], is_printed=True)
    name_premises(
        venue=Venue.objects.get(area=area, name="The Lamplight Recovery Café"),
        service=Service.objects.get(area=area, name="Lantern hub"),
        by=by,
    )
    remember_readings(area, by)
    with clock.frozen_at(noon(SPRING + 21)):
        spring = _open(area, "Spring", hats)
        voices = _voices(spring, hats)
        _rate(voices, "spring", BARRIERS)
    with clock.frozen_at(noon(SPRING)):
        _agree(spring, hats["commissioner"])
    plan(area, spring, hats)
    autumn = _open(area, "Autumn", hats)
    _rate(_voices(autumn, hats), "autumn", ())
    _evidence(autumn, hats["commissioner"])


def _hats(area: Area) -> dict[str, Hat]:
    """Who speaks for what, by the headings of the table of ratings."""
    here = Membership.objects.active().filter(area=area).with_everything()

    def hat(role: Role, service: str = "") -> Hat:
        rows = here.filter(role=role).order_by("pk")
        return (rows.filter(service__name=service) if service else rows)[0].hat()

    return {
        "commissioner": hat(Role.COMMISSIONER),
        "riverside": hat(Role.SERVICE_MANAGER, "Riverside"),
        "linholt": hat(Role.SERVICE_MANAGER, "Linholt"),
        "users": hat(Role.SERVICE_USER_REPRESENTATIVE),
    }


def _open(area: Area, season: str, hats: Mapping[str, Hat]) -> Round:
    today = clock.today()
    return open_round(
        area=area,
        name=f"{season} {today.year}",
        evidence_from=today - timedelta(days=180),
        rating_closes_on=today + timedelta(days=16),
        uses_scale=True,
        support=SUPPORT,
        by=hats["commissioner"],
    )


def _voices(opened: Round, hats: Mapping[str, Hat]) -> Voices:
    lead = hats["commissioner"]
    members = Membership.objects.filter(
        pk__in=[hat.membership_id for hat in hats.values()]
    )
    invited = invite_members(opened=opened, memberships=list(members), by=lead)
    of_member = {rater.membership_id: rater for rater in invited}
    raters = {name: of_member[hat.membership_id] for name, hat in hats.items()}
    raters["groups"] = add_rater(
        opened=opened,
        kind=RaterKind.GROUP,
        label="Public information, Narcotics Anonymous",
        fellowship=Fellowship.objects.get(key="na"),
        by=lead,
    )
    raters["health"] = add_rater(
        opened=opened,
        kind=RaterKind.PUBLIC_HEALTH,
        label="Public health team",
        service=Service.objects.get(area=opened.area, name="Public health team"),
        by=lead,
    )
    return Voices(raters, hats)


def _rate(
    voices: Voices, season: str, barriers: Sequence[tuple[str, BarrierKind, str]]
) -> None:
    """Whoever has an answer in each row has finished; others have only begun, or not."""
    told = [row for row in _table() if row["round"] == season]
    for voice, rater in voices.raters.items():
        answers = {row["part"]: row[voice] for row in told if row[voice]}
        by = voices.hat_of(voice)
        for part, answer in answers.items():
            save_rating(
                rater=rater,
                part_key=part,
                answer=answer,
                reason="",
                comment="",
                revision=0,
                by=by,
            )
        if answers:
            vote_importance(rater=rater, statement_keys=VOTES[voice], by=by)
        if answers and (season == "spring" or voice != "linholt"):
            finish_rating(rater=rater, by=by)
    opened = voices.raters["commissioner"].round
    for statement, kind, words in barriers:
        add_round_barrier(
            opened=opened,
            statement_key=statement,
            kind=kind,
            words=words,
            by=voices.hats["riverside"],
        )


def _agree(opened: Round, lead: Hat) -> None:
    for part, words in NOTES:
        given = Given(EvidenceKind.NOTE, clock.today(), words=words)
        add_evidence(opened=opened, part_key=part, given=given, by=lead)
    reveal_round(opened=opened, goes_on_without=0, by=lead)
    for row in _table():
        if row["agreed"]:
            agree(
                opened=opened,
                part_key=row["part"],
                answer=row["agreed"],
                by=lead,
                minority_view="People who use services see nobody asking them afterwards."
                if row["part"] == "5.6a"
                else "",
                prints_minority_view=row["part"] == "5.6a",
            )
    sign_off_round(
        opened=opened,
        by=lead,
        words="Agreed by the partnership, with thanks to the groups who took part.",
        signatures={RaterKind.COMMISSIONER: lead.name},
    )
    opened.refresh_from_db()
    table_summary(
        opened=opened,
        service=Service.objects.get(area=opened.area, name="Riverside"),
        tabled_on=clock.today(),
        minutes="Team meeting, item 4",
        by=lead,
    )


def _evidence(opened: Round, lead: Hat) -> None:
    """Some suggestions have had their answer, the others wait for one."""
    keep_reading(
        opened=opened,
        part_key="1.1",
        indicator_key="directory.verified_share",
        by=lead,
    )
    keep_reading(
        opened=opened,
        part_key="1.4",
        indicator_key="directory.days_in_person",
        by=lead,
    )
    refuse_reading(
        opened=opened,
        part_key="3.1",
        indicator_key="organisations.champions_by_level",
        reason="The strategic champion leaves at the end of the month.",
        by=lead,
    )


def _table() -> Iterator[dict[str, str]]:
    yield from _rows(DATA / "ratings.csv")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""A year of the demo's list, kept true by its own letters and by the people whom it asks.

Each day the ordinary duties run. Groups read their mail: most answer within days, some never.
Once a week a recovery champion works through what the list asks for, not more than a few
meetings an hour's work allows. Without the letters and the asking, the share of meetings
checked in the last 90 days would fall to nothing within a quarter.
"""

import random
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import fmean

import pytest
from django.core import mail
from django.test import TestCase

from mutualaid.core import clock
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.area import within
from mutualaid.demo.build import build_demo
from mutualaid.directory.actions.answering import answer_letter
from mutualaid.directory.actions.chasing import hash_of
from mutualaid.directory.actions.correcting import answer_correction
from mutualaid.directory.actions.verifying import verify_meeting
from mutualaid.directory.answers import MeetingAnswer, Says
from mutualaid.directory.asking import meetings_of_group, to_check
from mutualaid.directory.freshness import verified_share
from mutualaid.directory.models import CheckLetter, Correction
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.duties.actions import run_due
from mutualaid.organisations.models import Area

BEGUN = datetime(2026, 11, 21, 9, tzinfo=UTC)
CHAMPION = Actor(token="champion", role="recovery-champion")
GROUP = system_actor("a group")
CHECKED_A_WEEK = 6  # meetings that a champion has time for
ANSWERING_SHARE = 0.75  # of letters; some groups never answer
LINK = re.compile(r"https?://\S+")


class Year:
    """The days of a year, and what people do on them."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.chance = random.Random(19)  # noqa: S311 (the same year every time)
        self.waiting: list[tuple[date, CheckLetter]] = []
        self.seen = 0
        self.shares: list[float] = []
        self.sent: Counter[int] = Counter()

    def live(self, days: int) -> None:
        for number in range(days):
            with clock.frozen_at(BEGUN + timedelta(days=number)), within(self.area.pk):
                self._day(clock.today())

    def share_on(self, day: date) -> float:
        with within(self.area.pk):
            return verified_share(self.area.pk, day).percent or 0

    def _day(self, today: date) -> None:
        # Letters leave after the commit, and a test commits nothing.
        with TestCase.captureOnCommitCallbacks(execute=True):
            list(run_due(areas=[self.area.pk], by=system_actor("tick")))
        self._read_mail(today)
        self._answer(today)
        if today.weekday() == 2:
            self._work(today)
        self.shares.append(self.share_on(today))

    def _read_mail(self, today: date) -> None:
        for letter in mail.outbox[self.seen :]:
            for link in LINK.findall(letter.body):
                token = link.rstrip("/.").rsplit("/", 1)[-1]
                known = CheckLetter.objects.filter(token_hash=hash_of(token)).first()
                if known:
                    self.sent[known.group_id] += 1
                    if self.chance.random() < ANSWERING_SHARE:
                        after = timedelta(days=self.chance.randint(0, 12))
                        self.waiting.append((today + after, known))
        self.seen = len(mail.outbox)

    def _answer(self, today: date) -> None:
        due = [letter for day, letter in self.waiting if day <= today]
        self.waiting = [each for each in self.waiting if each[0] > today]
        for letter in due:
            answers = [
                MeetingAnswer(meeting, self._says())
                for meeting in meetings_of_group(letter.group_id)
            ]
            answer_letter(letter=letter, answers=answers, by=GROUP)

    def _says(self) -> Says:
        (said,) = self.chance.choices((Says.RIGHT, Says.CHANGED), (96, 4))
        return said

    def _work(self, today: date) -> None:
        """Settle what people told, then ask about what nobody answers for."""
        for correction in Correction.objects.filter(area=self.area).waiting():
            answer_correction(
                correction=correction,
                answer="We have asked the group.",
                by_role="recovery-champion",
                by=CHAMPION,
            )
        for meeting in to_check(self.area.pk, today)[:CHECKED_A_WEEK]:
            verify_meeting(
                meeting=meeting,
                kind=VerificationKind.SEEN,
                on=today,
                by_role="recovery-champion",
                by=CHAMPION,
            )


@pytest.mark.django_db
class TestAYearOfKeeping:
    def test_keeps_the_list_true(self, full_figures: bool, record_property) -> None:
        """From day 100 on, whatever the day; and what it would be if nobody did anything."""
        with clock.frozen_at(BEGUN):
            build_demo(by=system_actor("demo"))
        year = Year(Area.objects.get())
        assert year.share_on(BEGUN.date() + timedelta(days=92)) == 0
        year.live(365 if full_figures else 150)
        settled = year.shares[100:]
        record_property("days", len(year.shares))
        record_property("% checked in 90 days, least", round(min(settled)))
        record_property("% in the mean", round(fmean(settled)))
        record_property("letters", year.sent.total())
        record_property("at most to one group", max(year.sent.values()))
        assert min(settled) >= 80
        assert fmean(settled) >= 90
        assert max(year.sent.values()) <= 2 + len(year.shares) // 30

"""Whatever is sent to a form, the answer is a page, and what is kept is kept whole."""

from collections import Counter

import pytest
from bodies import NOT_DONE, NOT_NOW, SHOWN_ONCE, body
from checker import Browser, Case, address_of, expected_of, undone
from content_policy import InlineCode
from fuzzing import HUGE, RAW_MARKER, huge, requests, send
from matrix import Matrix, Outcome
from rows import contents, written_tables
from test_forged_requests import every_way_in
from world import World

from mutualaid.core import clock

PARTS = 4
SHOWN = 10
# Every so many that were kept, the page they lead to is read as well.
READ_EVERY = 10
TRACES = ("Traceback (most recent call last)", "django.db.utils", 'File "/')


@pytest.fixture
def ways(world: World, told: Matrix) -> list[Case]:
    """One way into each form, for somebody who may."""
    return every_way_in(world, told)


class Trial:
    """Sends requests, undoes them, and notes what must not have been answered."""

    def __init__(self, world: World) -> None:
        self.world, self.browser = world, Browser(world)
        self.count: Counter[str] = Counter()
        self.faults: list[str] = []

    def send(self, case: Case, sent) -> None:
        with clock.frozen_at(self.world.now), undone(), written_tables() as tables:
            answer = send(self.browser, case, sent)
            is_done = answer.status == 302 or case.route.name in SHOWN_ONCE
            is_kept = bool(tables) and is_done
            self.count["all"] += 1
            self.count["kept"] += is_kept
            self._judge(case, sent, answer)
            if tables and not is_done:
                self._judge_rows(case, sent, tables)
            if is_kept and self.count["kept"] % READ_EVERY == 0:
                self._read_on(case, sent, answer)

    def _judge(self, case: Case, sent, answer) -> None:
        if answer.status >= 500:
            self._fault(case, sent, f"status {answer.status}")
        if RAW_MARKER in answer.source or InlineCode(answer.source).found:
            self._fault(case, sent, "a marker that is not escaped")
        if any(trace in answer.text for trace in TRACES):
            self._fault(case, sent, "a stack trace")

    def _judge_rows(self, case: Case, sent, tables: set[str]) -> None:
        """A form that is shown again has kept nothing."""
        if _stored(self.world, case, sent, self.browser):
            self._fault(case, sent, f"half of it kept in {sorted(tables)}")

    def _read_on(self, case: Case, sent, answer) -> None:
        if answer.status == 302 and answer.response["Location"].startswith("/"):
            page = self.browser.open(case.person, answer.response["Location"])
            self._judge(case, sent, page)

    def _fault(self, case: Case, sent, what: str) -> None:
        self.faults.append(f"{case}, {sent.how}: {what}: {sent.data[:200]!r}")


def _stored(world: World, case: Case, sent, browser: Browser) -> bool:
    """Whether the rows are others after the same request than before it."""
    with undone():
        before = contents()
        send(browser, case, sent)
        return contents() != before


@pytest.mark.prove
@pytest.mark.django_db
class TestForms:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_answer_whatever_is_sent(
        self, world, ways, part, full_figures, record_property
    ):
        number = (100_000 if full_figures else 2_000) // PARTS
        trial = Trial(world)

        for case, sent in requests(world, ways, number, seed=part):
            trial.send(case, sent)

        share = trial.count["kept"] / trial.count["all"]
        record_property("bad and odd answers to forms", number)
        record_property("per cent of them kept", round(share * 100))
        record_property("faults", len(trial.faults))
        assert trial.faults[:SHOWN] == []
        assert share >= 0.3

    def test_refuse_ten_megabytes(self, world, ways):
        trial = Trial(world)

        for case in ways[:: max(1, len(ways) // 5)]:
            sent = huge(case, world)
            assert len(sent.data) >= HUGE
            trial.send(case, sent)

        assert trial.faults == []
        assert trial.count["kept"] == 0

    def test_keep_a_valid_answer(self, world, told, ways):
        """Or nothing above would show that anything is kept whole."""
        lost, browser = [], Browser(world)
        for case in ways:
            is_asked = case.route.name not in NOT_DONE | NOT_NOW
            if not is_asked or expected_of(case, told) is not Outcome.OK:
                continue
            data = body(case.route.name, world, case.person, case.thing)
            with clock.frozen_at(world.now), undone():
                answer = browser.open(
                    case.person, address_of(case.route, case.thing), "POST", data
                )
            if answer.status == 200 and "govuk-error-summary" in answer.text:
                lost.append(str(case))

        assert lost == []

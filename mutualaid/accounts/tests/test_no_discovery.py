"""Nobody learns whether an address has an account (S10)."""

import re
import time
from collections.abc import Callable
from threading import Event

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from mutualaid.accounts import steady
from mutualaid.accounts.actions import signing_in
from mutualaid.accounts.limits import GUESS_FROM_ADDRESS, RESET, take
from mutualaid.accounts.models import LimitSlot, User
from mutualaid.accounts.steady import seconds_to_wait
from mutualaid.accounts.tests.factories import person, with_totp
from mutualaid.accounts.tests.rank_sums import chance
from mutualaid.accounts.views import forgotten

pytestmark = pytest.mark.usefixtures("site")

UNKNOWN = "nobody@northbridge.example"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
WRONG = "violin tunnel lemon"

DOORS = {
    "sign-in": lambda client, email: client.post(
        "/sign-in/", {"email": email, "password": WRONG}
    ),
    "reset": lambda client, email: client.post("/sign-in/forgotten/", {"email": email}),
}

# What does the work of each door, with the address by name.
WORK = {"sign-in": (signing_in, "authenticate"), "reset": (forgotten, "ask_for_reset")}


def told(response, email: str) -> tuple:
    """Everything that a visitor gets, but the token and what they typed themselves."""
    body = TOKEN.sub(b"", response.content).replace(email.encode(), b"(typed)")
    # The present second is told to everybody.
    headers = {name: one for name, one in response.headers.items() if name != "Expires"}
    cookies = sorted((name, value["path"]) for name, value in response.cookies.items())
    return response.status_code, headers, cookies, body


@pytest.fixture
def known() -> User:
    user = person(email="anyone@northbridge.example")
    with_totp(user)
    return user


class TestAnswers:
    @pytest.mark.parametrize("door", DOORS)
    def test_are_the_same_for_known_and_unknown_addresses(self, known, door):
        assert len(known.email) == len(UNKNOWN)

        answers = []
        for email in (known.email, UNKNOWN):
            client = Client()
            client.get("/sign-in/")
            answers.append(told(DOORS[door](client, email), email))
        assert answers[0] == answers[1]

    @pytest.mark.parametrize("door", DOORS)
    def test_are_the_same_once_too_much_was_tried(self, known, door):
        answers = []
        for email in (known.email, UNKNOWN):
            for _ in range(12):
                response = DOORS[door](Client(), email)
            answers.append(told(response, email)[0::3])
        assert answers[0] == answers[1]

    def test_letters_go_to_the_known_only_and_three_at_most(self, known, mailoutbox):
        for _ in range(RESET.tries + 2):
            DOORS["reset"](Client(), known.email)
            DOORS["reset"](Client(), UNKNOWN)

        assert [letter.to for letter in mailoutbox] == [[known.email]] * RESET.tries

    def test_the_log_says_nothing_of_an_unknown_address(self, known, lines):
        for door in DOORS.values():
            door(Client(), UNKNOWN)

        found = lines(act__startswith="accounts.")
        assert len(found) == 2
        assert {line.subject for line in found} == {""}
        assert "nobody" not in str([(line.detail, line.actor) for line in found])


class TestSteady:
    @pytest.mark.parametrize(
        ("taken", "waits"), [(0.0, 0.25), (0.1, 0.15), (0.25, 0.0), (0.26, 0.24)]
    )
    def test_waits_until_the_next_multiple(self, taken, waits):
        assert seconds_to_wait(taken, 0.25) == pytest.approx(waits)

    def test_a_span_of_nothing_waits_for_nothing(self):
        assert seconds_to_wait(0.1, 0.0) == 0.0

    def test_only_posts_wait(self, client, settings, monkeypatch):
        waited: list[float] = []
        settings.STEADY_SECONDS = 0.5
        monkeypatch.setattr(steady.time, "sleep", waited.append)

        client.get("/sign-in/")
        client.post("/sign-out/")
        assert waited == []
        DOORS["reset"](client, UNKNOWN)
        assert len(waited) == 1

    def test_the_letter_leaves_after_the_answer(self, known, settings, monkeypatch):
        order: list[str] = []
        settings.STEADY_SECONDS = 0.5
        monkeypatch.setattr(steady.time, "sleep", lambda _: order.append("answer"))
        monkeypatch.setattr(EmailMessage, "send", lambda _: order.append("letter"))

        DOORS["reset"](Client(), known.email)
        assert order == ["answer", "letter"]

    def test_a_slow_mail_server_holds_nothing_up(self, known, settings, monkeypatch):
        is_over = Event()
        settings.AFTER_REPLY_SECONDS = 0.0
        monkeypatch.setattr(EmailMessage, "send", lambda _: is_over.wait(60))

        DOORS["reset"](Client(), known.email)
        DOORS["reset"](Client(), UNKNOWN)
        is_over.set()


def seconds_of(door: Callable, email: str) -> float:
    LimitSlot.objects.all().delete()
    client = Client()
    started = time.perf_counter()
    door(client, email)
    return time.perf_counter() - started


def timings(door: Callable, known: User, pairs: int) -> tuple[list[float], list[float]]:
    """Known and unknown in turn, each first every other time, so that no drift counts."""
    these: list[float] = []
    those: list[float] = []
    for number in range(pairs):
        turn = [(these, known.email), (those, UNKNOWN)]
        for lot, email in turn if number % 2 else reversed(turn):
            lot.append(seconds_of(door, email))
    return these, those


@pytest.mark.figures
@pytest.mark.parametrize("door", DOORS)
class TestTiming:
    """The span must be longer than most answers take here, and short enough to wait for."""

    SPAN = 0.08

    @pytest.fixture(autouse=True)
    def _span(self, settings, monkeypatch):
        """The clock stops here when the answer has left, so nothing is done afterwards."""
        settings.STEADY_SECONDS = self.SPAN
        monkeypatch.setattr(steady, "in_background", lambda _rest: None)

    @pytest.fixture
    def pairs(self, full_figures) -> int:
        return 1_000 if full_figures else 30

    def test_known_and_unknown_cannot_be_told_apart(
        self, known, pairs, record_property, door
    ):
        """One time in a hundred chance alone looks like a difference; hence the second go."""
        found = [chance(*timings(DOORS[door], known, pairs))]
        if found[0] <= 0.01:
            found.append(chance(*timings(DOORS[door], known, pairs)))

        record_property("pairs", pairs)
        record_property("p", [round(p, 3) for p in found])
        assert max(found) > 0.01

    def test_the_same_test_notices_five_milliseconds(self, known, door):
        def later_for_the_known(client, email):
            DOORS[door](client, email)
            if email == known.email:
                time.sleep(0.005)

        assert chance(*timings(later_for_the_known, known, 30)) < 0.01

    def test_five_milliseconds_of_work_do_not_show(self, known, monkeypatch, door):
        module, name = WORK[door]
        do = getattr(module, name)

        def slower_for_the_known(*given, **named):
            if named["email"] == known.email:
                time.sleep(0.005)
            return do(*given, **named)

        monkeypatch.setattr(module, name, slower_for_the_known)
        found = [chance(*timings(DOORS[door], known, 15)) for _ in range(2)]
        assert max(found) > 0.01


class TestLimits:
    def test_limits_are_asked_alike(self, known):
        """The bucket of an address exists whether or not somebody has an account there."""
        for email in (known.email, UNKNOWN):
            DOORS["sign-in"](Client(), email)
        assert LimitSlot.objects.count() == 4
        assert take(GUESS_FROM_ADDRESS, "127.0.0.1")


class TestChance:
    def test_is_one_for_the_same_values(self):
        assert chance([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]) == pytest.approx(1.0)

    def test_is_small_where_all_of_one_are_larger(self):
        assert chance(list(range(20)), list(range(20, 40))) < 1e-6

    def test_agrees_with_a_table(self):
        """Ranks 1 2 3 5 against 4 6 7 8: a rank sum of 11, 2.02 deviations from 18."""
        assert chance([1, 2, 3, 5], [4, 6, 7, 8]) == pytest.approx(0.0433, abs=0.001)

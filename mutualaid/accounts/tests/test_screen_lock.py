"""A screen that locks itself, what opens it, and what becomes of what was being typed."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from mutualaid.accounts import actions
from mutualaid.accounts.models import Session
from mutualaid.accounts.recovery_codes import make_codes
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.page_hat import FIELD as PAGE_HAT

from .doors import an_area, browser_of, key_of, session_of
from .factories import current_code, person, with_totp

pytestmark = pytest.mark.django_db

START = clock.now().replace(microsecond=0)
PAGE = "/account/sessions/"
JSON = {"Accept": "application/json"}
CANARY = "canary-ä “quoted” <b>"


@pytest.fixture(autouse=True)
def _area():
    with clock.frozen_at(START):
        an_area()


@pytest.fixture
def sam():
    return person()


@pytest.fixture
def secret(sam):
    return with_totp(sam)


@pytest.fixture
def hers(sam, secret) -> Client:
    with clock.frozen_at(START):
        return browser_of(sam)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def hidden(response, name: str) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main")[0]
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', main) or [""]
    return unescape(value)


def typed(user, **fields) -> dict[str, str]:
    return {"note": CANARY, PAGE_HAT: f"{user.reference}.", **fields}


class TestIdleMinutes:
    @pytest.mark.parametrize(
        ("seconds", "is_open"),
        [(899, True), (900, False), (901, False)],
    )
    def test_are_fifteen(self, hers, seconds, is_open):
        with clock.frozen_at(START + timedelta(seconds=seconds)):
            response = hers.get(PAGE)

        assert response.status_code == (200 if is_open else 302)
        if not is_open:
            assert response["Location"] == f"/unlock/?next={quote(PAGE, safe='')}"
            assert session_of(hers).locked_at

    def test_count_from_the_last_page(self, hers):
        for number in (10, 20, 30):
            with clock.frozen_at(START + minutes(number)):
                assert hers.get(PAGE).status_code == 200

        with clock.frozen_at(START + minutes(45)):
            assert hers.get(PAGE).status_code == 302

    def test_go_on_while_a_page_asks_how_many_are_left(self, hers):
        for number in (5, 10, 14):
            with clock.frozen_at(START + minutes(number)):
                told = hers.get("/session/").json()
                assert told["state"] == "open"
                assert told["seconds"] == (15 - number) * 60

        with clock.frozen_at(START + minutes(15)):
            assert hers.get("/session/").json()["state"] == "locked"

    def test_begin_anew_when_somebody_stays(self, hers):
        with clock.frozen_at(START + minutes(14)):
            assert hers.post("/session/stay/").json()["seconds"] == 900
        with clock.frozen_at(START + minutes(28)):
            assert hers.get(PAGE).status_code == 200

    def test_stand_still_behind_the_lock(self, hers):
        with clock.frozen_at(START):
            hers.post("/lock/")
        for number, page in ((1, PAGE), (2, "/about/"), (14, "/unlock/")):
            with clock.frozen_at(START + minutes(number)):
                hers.get(page)

        assert session_of(hers).last_seen_at == START

    def test_end_a_session_without_second_factor(self, sam):
        with clock.frozen_at(START):
            half_way = browser_of(sam, both_factors=False)

        with clock.frozen_at(START + minutes(15)):
            assert half_way.get("/session/").json()["state"] == "ended"

        assert not Session.objects.exists()


class TestTwelveHours:
    @pytest.mark.parametrize(
        ("after", "state"),
        [
            (timedelta(hours=12) - timedelta(seconds=1), "open"),
            (timedelta(hours=12), "ended"),
        ],
    )
    def test_end_the_session_however_busy_it_was(self, hers, after, state):
        for tenth in range(72):
            with clock.frozen_at(START + minutes(10 * tenth)):
                hers.get(PAGE)
        with clock.frozen_at(START + timedelta(hours=11, minutes=55)):
            hers.get(PAGE)

        with clock.frozen_at(START + after):
            assert hers.get("/session/").json()["state"] == state


class TestLockScreen:
    def test_locks_at_once_and_writes_it_down(self, hers, sam):
        with clock.frozen_at(START + minutes(1)):
            response = hers.post("/lock/", {"next": "/today/"})

        assert response["Location"] == "/unlock/?next=%2Ftoday%2F"
        assert session_of(hers).locked_at == START + minutes(1)
        line = Entry.objects.order_by("sequence").last()
        assert (line.act, line.actor) == ("accounts.lock_session", sam.token)

    def test_answers_a_script_in_its_own_way(self, hers):
        with clock.frozen_at(START):
            assert hers.post("/lock/", headers=JSON).json()["state"] == "locked"

    def test_is_not_done_when_it_cannot_be_written_down(self, hers, monkeypatch):
        monkeypatch.setattr(actions.sessions, "record", refuse)

        with clock.frozen_at(START), pytest.raises(ZeroDivisionError):
            hers.post("/lock/")

        assert session_of(hers).locked_at is None


def refuse(**_line) -> None:
    raise ZeroDivisionError


@pytest.fixture
def locked(hers) -> Client:
    with clock.frozen_at(START):
        hers.post("/lock/")
    return hers


class TestLockedScreen:
    @pytest.mark.parametrize("address", [PAGE, "/account/", "/today/", "/hats/"])
    def test_stands_before_every_door(self, locked, address):
        with clock.frozen_at(START):
            assert locked.get(address)["Location"].startswith("/unlock/")
            assert locked.post(address, {}).status_code == 403

    def test_says_nothing_of_who_or_what(self, locked, sam):
        with clock.frozen_at(START):
            response = locked.get("/unlock/?next=/account/sessions/")

        page = response.content.decode()
        assert response.status_code == 200
        assert "<title>Locked – Northbridge</title>" in page
        for word in (sam.name, sam.email, sam.reference, sam.token, "ma-hat"):
            assert word not in page

    def test_lets_the_public_pages_be_read_as_the_public_reads_them(self, locked, sam):
        with clock.frozen_at(START):
            response = locked.get("/about/")

        assert response.status_code == 200
        assert sam.name not in response.content.decode()

    def test_leads_a_page_that_htmx_asks_for_parts_of(self, locked):
        with clock.frozen_at(START):
            response = locked.get(PAGE, headers={"HX-Request": "true"})

        assert response["HX-Redirect"].startswith("/unlock/")

    @pytest.mark.parametrize("address", ["/session/stay/", "/lock/", "/hats/"])
    def test_is_told_to_scripts_at_every_door(self, locked, address):
        with clock.frozen_at(START):
            told = locked.post(address, headers=JSON).json()
            assert told["state"] == "locked"
            Session.objects.all().delete()
            told = locked.post(address, headers=JSON).json()
            assert told == {"state": "ended", "seconds": 0}

    def test_can_be_left_by_signing_out(self, locked):
        with clock.frozen_at(START):
            locked.post("/sign-out/")

        assert not Session.objects.exists()


class TestUnlockScreen:
    def test_opens_to_a_code_and_goes_on(self, locked, secret):
        with clock.frozen_at(START + minutes(60)):
            response = locked.post(
                "/unlock/", {"code": current_code(secret), "next": PAGE}
            )
            assert response["Location"] == PAGE
            assert locked.get(PAGE).status_code == 200

    def test_opens_to_a_recovery_code(self, locked, sam):
        code = make_codes(sam)[3]

        with clock.frozen_at(START):
            assert locked.post("/unlock/", {"code": code}).status_code == 302
            assert locked.get("/session/").json()["state"] == "open"

    def test_gives_the_session_another_key(self, locked, secret):
        before = key_of(locked)

        with clock.frozen_at(START):
            locked.post("/unlock/", {"code": current_code(secret)})

            assert key_of(locked) != before
            locked.cookies[settings.SESSION_COOKIE_NAME] = before
            assert locked.get("/session/").json()["state"] == "ended"

    def test_does_not_make_the_twelve_hours_longer(self, locked, secret):
        before = session_of(locked).expire_date

        with clock.frozen_at(START + minutes(60)):
            locked.post("/unlock/", {"code": current_code(secret)})

        assert session_of(locked).expire_date == before

    @pytest.mark.parametrize("answer", ["000000", "code", "é" * 40])
    def test_stays_shut_to_a_wrong_code(self, locked, sam, answer):
        with clock.frozen_at(START):
            response = locked.post("/unlock/", {"code": answer, "next": PAGE})

            assert response.status_code == 422
            assert "That did not open the screen" in response.content.decode()
            assert hidden(response, "next") == PAGE
            assert locked.get("/session/").json()["state"] == "locked"

    def test_stays_shut_to_the_password(self, locked):
        with clock.frozen_at(START):
            locked.post("/unlock/", {"code": "lantern gravel tuesday"})
            assert locked.get("/session/").json()["state"] == "locked"

    def test_stays_shut_to_a_code_that_was_used(self, locked, secret):
        with clock.frozen_at(START):
            code = current_code(secret)
            locked.post("/unlock/", {"code": code})
            locked.post("/lock/")
            assert locked.post("/unlock/", {"code": code}).status_code == 422

    @pytest.mark.parametrize(
        "made_up", ["{}", "[]", "null", "x", '{"id": 1}', "[" * 9000]
    )
    def test_stays_shut_to_a_passkey_that_somebody_made_up(self, locked, made_up):
        with clock.frozen_at(START):
            locked.post("/unlock/passkey/")
            response = locked.post("/unlock/", {"credential": made_up})

            assert response.status_code == 422
            assert session_of(locked).wrong_codes == 1

    def test_asks_for_an_answer_where_there_is_none(self, locked):
        with clock.frozen_at(START):
            response = locked.post("/unlock/", {"code": " "})

        assert "Write the code." in response.content.decode()
        assert session_of(locked).wrong_codes == 0

    def test_ends_the_session_after_five_wrong_codes(self, locked, secret, sam):
        with clock.frozen_at(START):
            for _ in range(4):
                assert locked.post("/unlock/", {"code": "1"}).status_code == 422
            fifth = locked.post("/unlock/", {"code": "1"})
            assert fifth["Location"] == "/today/"
            assert locked.get("/session/").json()["state"] == "ended"
            locked.post("/unlock/", {"code": current_code(secret)})
            assert locked.get("/session/").json()["state"] == "ended"

        acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))
        assert acts[-6:] == ["accounts.refuse_unlock"] * 5 + ["accounts.end_session"]

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/", "//evil.example", "javascript:1", ""]
    )
    def test_goes_on_to_no_other_site(self, locked, secret, elsewhere):
        with clock.frozen_at(START):
            code = current_code(secret)
            response = locked.post("/unlock/", {"code": code, "next": elsewhere})

        assert response["Location"] == "/today/"

    def test_lets_whoever_is_not_locked_go_on(self, hers):
        with clock.frozen_at(START):
            assert hers.get(f"/unlock/?next={PAGE}")["Location"] == PAGE

    def test_is_of_no_use_to_a_visitor(self):
        assert Client().get("/unlock/").status_code == 302
        assert Client().get("/session/").json() == {"state": "ended", "seconds": 0}

    def test_is_not_opened_when_it_cannot_be_written_down(
        self, locked, secret, monkeypatch
    ):
        monkeypatch.setattr(actions.sessions, "record", refuse)

        with clock.frozen_at(START), pytest.raises(ZeroDivisionError):
            locked.post("/unlock/", {"code": current_code(secret)})

        assert session_of(locked).locked_at

    def test_answers_a_script_in_its_own_way(self, locked, secret, sam):
        with clock.frozen_at(START):
            wrong = locked.post("/unlock/", {"code": "1"}, headers=JSON).json()
            code = {"code": current_code(secret)}
            right = locked.post("/unlock/", code, headers=JSON).json()

        assert (wrong["state"], right["state"]) == ("locked", "open")
        assert "did not open" in wrong["error"]
        assert right["person"] == sam.reference
        assert right["seconds"] == 900


class TestBeginPasskey:
    def test_asks_the_keys_of_whoever_locked_the_screen(self, locked):
        with clock.frozen_at(START):
            asked = locked.post("/unlock/passkey/").json()["publicKey"]

        assert asked["rpId"] == "testserver"
        assert asked["userVerification"] == "required"

    def test_tells_others_how_it_stands(self, hers):
        with clock.frozen_at(START):
            assert hers.post("/unlock/passkey/").json()["state"] == "open"
        assert Client().post("/unlock/passkey/").json()["state"] == "ended"


class TestKeptTyping:
    def test_is_sealed_into_the_locked_page(self, locked, sam):
        with clock.frozen_at(START):
            response = locked.post("/account/note/?a=1", typed(sam))
            assert response.status_code == 404
            response = locked.post("/hats/?a=1", typed(sam))

        page = response.content.decode()
        assert response.status_code == 403
        assert "What you typed is kept on this page" in page
        assert len(hidden(response, "kept")) > 100
        for word in ("canary", sam.reference, "note"):
            assert word not in page.split("<main")[1].split("</main")[0]

    def test_is_nowhere_in_the_database(self, locked, sam):
        with clock.frozen_at(START):
            locked.post("/hats/", typed(sam))

        assert all("canary" not in repr(row) for row in Session.objects.values())

    def test_outlives_wrong_codes_and_comes_back_whole(self, locked, sam, secret):
        with clock.frozen_at(START):
            page = locked.post("/hats/?a=1", typed(sam, more="x\r\ny"))
            page = locked.post("/unlock/", {"code": "1", "kept": hidden(page, "kept")})
            code = current_code(secret)
            page = locked.post("/unlock/", {"code": code, "kept": hidden(page, "kept")})

        assert page.status_code == 200
        assert 'action="/hats/?a=1"' in page.content.decode()
        assert hidden(page, "note") == CANARY
        assert hidden(page, "more").split() == ["x", "y"]
        assert hidden(page, PAGE_HAT) == f"{sam.reference}."

    def test_outlives_the_end_of_the_session(self, locked, sam, secret):
        with clock.frozen_at(START):
            kept = hidden(locked.post("/hats/", typed(sam)), "kept")
            for _ in range(5):
                page = locked.post("/unlock/", {"code": "1", "kept": kept})
            assert "You are signed out" in page.content.decode()
            assert hidden(page, "kept") == kept
            still = locked.post("/carry-on/", {"kept": kept})
            assert hidden(still, "kept") == kept
            again = browser_of(sam)
            page = again.post("/carry-on/", {"kept": kept})

        assert hidden(page, "note") == CANARY

    def test_of_a_session_that_is_over_is_kept_for_whose_page_it_was(self, hers, sam):
        with clock.frozen_at(START + timedelta(hours=13)):
            page = hers.post("/hats/", typed(sam))

            assert page.status_code == 403
            assert "You are signed out" in page.content.decode()
            assert "canary" not in page.content.decode()
            back = browser_of(sam).post("/carry-on/", {"kept": hidden(page, "kept")})
        assert hidden(back, "note") == CANARY

    def test_is_not_shown_to_somebody_else(self, locked, sam):
        with clock.frozen_at(START):
            kept = hidden(locked.post("/hats/", typed(sam)), "kept")
            page = browser_of(person()).post("/carry-on/", {"kept": kept})

        assert page.status_code == 409
        assert "canary" not in page.content.decode()

    def test_is_shown_for_twelve_hours(self, locked, sam):
        with clock.frozen_at(START):
            kept = hidden(locked.post("/hats/", typed(sam)), "kept")

        with clock.frozen_at(START + timedelta(hours=12)):
            page = browser_of(sam).post("/carry-on/", {"kept": kept})

        assert "they are over" in page.content.decode()

    def test_goes_to_the_lock_first_where_the_screen_is_locked_again(self, locked, sam):
        with clock.frozen_at(START):
            kept = hidden(locked.post("/hats/", typed(sam)), "kept")
            page = locked.post("/carry-on/", {"kept": kept})

        assert page.status_code == 403
        assert hidden(page, "kept") == kept

    @pytest.mark.parametrize("name", ["password", "code", "otp"])
    def test_never_holds_a_secret(self, locked, sam, name):
        with clock.frozen_at(START):
            page = locked.post(
                "/account/",
                typed(sam, **{name: "x"}),
                headers={"Referer": "http://testserver/account/?a=1"},
            )

        assert hidden(page, "kept") == ""
        assert hidden(page, "next") == "/account/?a=1"

    def test_says_what_to_do_when_it_is_too_long(self, locked, sam):
        with clock.frozen_at(START):
            page = locked.post("/hats/", typed(sam, more="x" * 200_001))

        assert "too long to be kept" in page.content.decode()

    def test_of_nobody_known_is_not_kept(self, hers):
        with clock.frozen_at(START + timedelta(hours=13)):
            page = hers.post("/hats/", {"note": CANARY})

        assert page.status_code == 302


class TestAnotherPerson:
    def test_is_not_taken_for_whoever_opened_the_page(self, hers, sam):
        other = person()

        with clock.frozen_at(START):
            page = hers.post("/hats/", typed(other))

        words = page.content.decode()
        assert page.status_code == 409
        assert "Somebody else is signed in now" in words
        assert "canary" not in words

    def test_sees_the_page_again_where_a_secret_was_typed(self, hers):
        with clock.frozen_at(START):
            page = hers.post("/hats/", typed(person(), password="x"))

        assert page.status_code == 302

"""Rating by a link: bound to one browser, and telling nothing to any other."""

import logging
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.models import Barrier
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions.links import LinkTaken, bind_browser
from mutualaid.self_assessment.actions.raters import give_link, withdraw_rater
from mutualaid.self_assessment.models import Evidence, RaterKind, RoundStatus
from mutualaid.self_assessment.views.by_link import BROWSER, COOKIE_PATH, LINK

from . import factories

pytestmark = pytest.mark.django_db
START, MINE = "/self-assessment/by-link/start/", "/self-assessment/by-link/"
WORDS = "Thursday was locked"


@pytest.fixture
def opened(db):
    opened = factories.assessment_round(people.area())
    with within(opened.area_id):
        yield opened


@pytest.fixture
def rater(opened):
    return factories.rater(opened, kind=RaterKind.SERVICE_USER)


@pytest.fixture
def link(opened, rater):
    return link_for(rater)


@pytest.fixture
def visitor(link):
    """A browser that has begun."""
    client = Client()
    client.get(link)
    client.post(START)
    return client


def link_for(rater) -> str:
    by = rater.round.opened_by.hat()
    return reverse("open_link", args=[give_link(rater=rater, by=by)])


def page_of(key="1.4"):
    return reverse("rate_by_link", args=[key])


def said(**values):
    return {
        "answer_0": "2",
        "reason_0": "",
        "comment_0": "",
        "revision_0": "0",
        **values,
    }


def words(response) -> str:
    return " ".join(response.content.decode().split())


def bring(opened, status: RoundStatus) -> None:
    type(opened).objects.filter(pk=opened.pk).update(status=status)


class TestOpenLink:
    def test_changes_nothing(self, rater, link):
        page = Client().get(link, follow=True)

        rater.refresh_from_db()
        assert page.status_code == 200
        assert "Begin in this browser" in words(page)
        assert rater.browser_hash == ""

    def test_goes_on_without_the_token_in_the_address(self, link):
        response = Client().get(link)

        assert response.url == START
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]

    def test_stands_in_no_line_of_the_log(self, link, caplog):
        token = link.rstrip("/").rpartition("/")[2]
        client = Client()
        with caplog.at_level(logging.INFO):
            client.get(link)
            client.post(START)

        assert token not in caplog.text
        assert all(token not in str(record.__dict__) for record in caplog.records
                   if record.name.startswith("mutualaid"))  # fmt: skip
        assert not [line for line in Entry.objects.all() if token in str(line.__dict__)]

    @pytest.mark.parametrize("token", ["x", "…", "a" * 43, "%00"])
    def test_of_nobody_says_what_to_do(self, opened, token):
        response = Client().get(f"/self-assessment/by-link/open/{token}/")

        assert response.status_code == 404
        assert "Set-Cookie" not in response
        assert "They can make a new one for you." in words(response)

    def test_of_another_area_is_not_known_here(self, link, settings):
        settings.ALLOWED_HOSTS = ["elsewhere.example"]
        people.area(host="elsewhere.example")

        response = Client(headers={"host": "elsewhere.example"}).get(link)

        assert response.status_code == 404


class TestStartByLink:
    def test_says_beforehand_who_will_see_what(self, opened, rater, link):
        client = Client()
        alone = words(client.get(link, follow=True))
        factories.rater(opened, kind=rater.kind)

        assert "Nobody sees your answers until all have answered." in alone
        assert "people will know that these answers are yours" in alone
        assert "people will know" not in words(client.get(START))

    def test_binds_the_answers_to_this_browser(self, rater, link):
        client = Client()
        client.get(link)

        response = client.post(START)

        cookie = response.cookies[BROWSER.name]
        rater.refresh_from_db()
        assert response.url == MINE
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == COOKIE_PATH
        assert cookie.value not in (rater.browser_hash, link)
        assert response.cookies[LINK.name].value == ""

    def test_keeps_the_cookie_to_secure_connections(self, link, settings):
        settings.SESSION_COOKIE_SECURE = True
        client = Client()

        assert client.get(link).cookies[LINK.name]["secure"]

    def test_takes_nobody_without_a_link(self):
        people.area()
        for answer in (Client().get(START), Client().post(START)):
            assert answer.status_code == 404

    def test_twice_in_the_same_browser_goes_on(self, visitor, link):
        assert visitor.get(link, follow=True).redirect_chain[-1][0] == MINE

    def test_in_another_browser_shows_nothing(self, visitor, link):
        visitor.post(page_of(), said(comment_0=WORDS))
        other = Client()

        first, second = other.get(link, follow=True), other.post(START)

        for answer in (first, second):
            assert answer.status_code == 410
            assert "has been used in another browser" in words(answer)
            assert WORDS not in words(answer)
        assert other.get(MINE).status_code == 404

    def test_goes_to_the_first_of_two_who_press_at_once(self, rater, link):
        token = link.rstrip("/").rpartition("/")[2]
        bind_browser(rater=rater, link=token)

        with pytest.raises(LinkTaken):
            bind_browser(rater=rater, link=token)

    def test_is_over_with_the_round(self, opened, link):
        client = Client()
        client.get(link)
        bring(opened, RoundStatus.AGREEING)

        for answer in (client.get(START), client.post(START)):
            assert answer.status_code == 410
            assert "The time to answer is over" in words(answer)

    @pytest.mark.parametrize(
        ("refusal", "words_there"),
        [
            (LinkTaken("Taken."), "has been used in another browser"),
            (Refused("Over."), "The time to answer is over"),
        ],
    )
    def test_that_comes_too_late_is_told_so(
        self, link, monkeypatch, refusal, words_there
    ):
        """Somebody else was quicker, between looking and writing."""

        def refuse(**_asked):
            raise refusal

        client = Client()
        client.get(link)
        monkeypatch.setattr(
            "mutualaid.self_assessment.views.by_link.bind_browser", refuse
        )

        answer = client.post(START)

        assert answer.status_code == 410
        assert words_there in words(answer)


class TestANewLink:
    def test_ends_the_old_one_and_its_browser(self, rater, link, visitor):
        visitor.post(page_of(), said(comment_0=WORDS))

        link_for(rater)

        assert visitor.get(MINE).status_code == 404
        assert visitor.post(page_of(), said()).status_code == 404
        assert Client().get(link).status_code == 404

    def test_shows_nobody_what_the_old_browser_wrote(self, rater, visitor):
        """Whoever makes the link could open it themselves."""
        visitor.post(page_of(), said(comment_0=WORDS))
        visitor.post(reverse("vote_by_link"), {"chosen": ["1.1"]})
        second = Client()
        second.get(link_for(rater))
        second.post(START)

        page = words(second.get(page_of()))

        assert WORDS not in page
        assert "checked" not in page
        assert "There is an answer here already" in page
        assert "You have answered 0 of 11" in words(second.get(MINE))
        assert "checked" not in words(second.get(reverse("vote_by_link")))

    def test_keeps_old_answers_until_a_new_one_takes_their_place(self, rater, visitor):
        visitor.post(page_of(), said(comment_0=WORDS))
        second = Client()
        second.get(link_for(rater))
        second.post(START)
        page = second.get(page_of()).content.decode()
        revision = re.search(r'name="revision_0" value="(\d+)"', page)[1]

        second.post(page_of(), said(answer_0="", revision_0=revision))
        assert rater.ratings.get().comment == WORDS
        second.post(page_of(), said(answer_0="0", revision_0=revision))
        assert rater.ratings.get().answer == "0"


class TestRateByLink:
    def test_saves_and_comes_back_to_it(self, rater, visitor):
        response = visitor.post(page_of(), said(comment_0=WORDS))

        assert response.url == page_of("1.5")
        assert WORDS in words(visitor.get(page_of()))
        assert "You have answered 1 of 11" in words(visitor.get(MINE))
        assert f'href="{page_of("1.1")}"' in visitor.get(MINE).content.decode()

    def test_is_kept_nowhere_and_leads_no_robot_here(self, visitor):
        for address in (MINE, page_of(), reverse("vote_by_link")):
            response = visitor.get(address)
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in words(response)

    def test_shows_both_where_two_tabs_differ(self, rater, visitor):
        visitor.post(page_of(), said(comment_0=WORDS))

        response = visitor.post(page_of(), said(comment_0="Something else"))

        assert response.status_code == 409
        assert WORDS in words(response)
        assert "Something else" in words(response)
        assert rater.ratings.get().comment == WORDS

    def test_keeps_what_was_being_typed_when_the_round_closed(self, opened, visitor):
        bring(opened, RoundStatus.AGREEING)

        response = visitor.post(page_of(), said(comment_0=WORDS))

        assert response.status_code == 409
        assert WORDS in words(response)
        assert visitor.get(page_of()).status_code == 410

    def test_is_nothing_for_somebody_taken_out(self, opened, rater, visitor):
        withdraw_rater(rater=rater, by=opened.opened_by.hat())

        assert visitor.get(page_of()).status_code == 404
        assert visitor.post(page_of(), said()).status_code == 404

    @pytest.mark.parametrize("key", ["1.2", "9.9", "x"])
    def test_knows_only_what_is_asked(self, visitor, key):
        assert visitor.get(page_of(key)).status_code == 404

    def test_takes_everything_as_unknown(self, rater, visitor):
        for statement in rater.round.statements.asked_of(rater.asked_as):
            visitor.post(page_of(statement.key), said(answer_0="unknown"))

        assert "You have answered 11 of 11" in words(visitor.get(MINE))

    def test_lets_no_session_of_staff_in(self, opened, rater):
        client = people.signed_in_client(opened.opened_by)

        assert client.get(page_of()).status_code == 404

    def test_needs_the_token_of_its_form(self, visitor):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = visitor.cookies

        assert strict.post(page_of(), said()).status_code == 403

    def test_of_somebody_else_asks_everything_with_reasons(self, opened):
        rater = factories.rater(opened, kind=RaterKind.OTHER)
        client = Client()
        client.get(link_for(rater))
        client.post(START)

        assert "Hard days do not wait" in words(client.get(page_of()))


class TestAddNoteByLink:
    def address(self, key="1.4"):
        return reverse("add_note_by_link", args=[key])

    def note(self, **told):
        day = {"relates_to-day": "2", "relates_to-month": "11"}
        return {"words": WORDS, **day, "relates_to-year": "2026", **told}

    def test_is_evidence_that_names_nobody(self, rater, visitor):
        with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
            response = visitor.post(self.address(), self.note())

        note = Evidence.objects.get(round=rater.round)
        assert response.url == page_of()
        assert (note.rater, note.added_by, note.words) == (rater, None, WORDS)

    def test_says_that_others_read_it_at_once(self, visitor):
        page = words(visitor.get(self.address()))

        assert "All who take part can read it right away." in page

    @pytest.mark.parametrize("told", [{"words": ""}, {"relates_to-year": "2090"}])
    def test_says_what_is_wrong(self, visitor, told):
        page = words(visitor.post(self.address(), self.note(**told)))

        assert "There is a problem" in page
        assert not Evidence.objects.exists()

    def test_is_only_of_what_is_asked(self, visitor):
        assert visitor.get(self.address("1.2")).status_code == 404
        assert Client().get(self.address()).status_code == 404


class TestAddBarrierByLink:
    def test_reaches_the_plan(self, rater, visitor):
        address = reverse("add_barrier_by_link", args=["1.4"])

        response = visitor.post(address, {"kind": "place", "words": WORDS})

        barrier = Barrier.objects.get(area=rater.area)
        assert response.url == page_of()
        assert (barrier.words, barrier.found_in) == (WORDS, rater.round.reference)

    def test_is_over_with_the_round(self, opened, visitor):
        bring(opened, RoundStatus.SIGNED_OFF)
        address = reverse("add_barrier_by_link", args=["1.4"])

        page = visitor.post(address, {"kind": "place", "words": WORDS})

        assert "There is a problem" in words(page)
        assert WORDS in words(page)
        assert visitor.get(address).status_code == 410


class TestFinishByLink:
    def test_thanks_and_opens_again(self, rater, visitor):
        visitor.post(page_of(), said())

        visitor.post(reverse("finish_by_link"))
        assert "Thank you" in words(visitor.get(MINE))
        assert "To change something" in words(visitor.get(page_of()))
        visitor.post(reverse("reopen_by_link"))

        assert "Your answers" in words(visitor.get(MINE))

    def test_says_when_it_is_too_late(self, opened, visitor):
        visitor.post(page_of(), said())
        bring(opened, RoundStatus.AGREEING)

        page = visitor.post(reverse("finish_by_link"))

        assert "The time to rate ended" in words(page)


class TestBindBrowser:
    def test_is_not_possible_once_nobody_rates(self, opened, rater, link):
        bring(opened, RoundStatus.AGREEING)
        token = link.rstrip("/").rpartition("/")[2]

        with pytest.raises(Refused):
            bind_browser(rater=rater, link=token)

    def test_is_undone_with_its_line(self, rater, link, monkeypatch):
        def fail(**_line):
            raise RuntimeError

        monkeypatch.setattr("mutualaid.self_assessment.actions.links.record", fail)
        token = link.rstrip("/").rpartition("/")[2]

        with pytest.raises(RuntimeError):
            bind_browser(rater=rater, link=token)

        rater.refresh_from_db()
        assert rater.browser_hash == ""

from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.design_system.tests.markup import Page
from mutualaid.indicators.models import Reading
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import RaterKind, Round
from mutualaid.self_assessment.support import STARTING_ROLES

from . import factories as make
from .full_round import fill

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return people.area(name="Northbridge", host="testserver")


@pytest.fixture
def lead(area):
    return people.membership(Role.COMMISSIONER, area)


def browser(worn):
    return people.signed_in_client(worn)


def reader(area, role=Role.KEYWORKER):
    return browser(people.membership(role, area))


def text_of(answer) -> str:
    assert answer.status_code == 200
    return Page(answer.content.decode()).all("main")[0].text


def days(name: str, day: date) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def opening(**given):
    return {
        "name": "Winter 2026",
        "mode": "scale",
        **days("rating_closes_on", date(2026, 12, 12)),
        **days("evidence_from", date(2026, 5, 21)),
        **given,
    }


class TestListRounds:
    def test_says_what_it_is_and_what_to_do_first(self, lead):
        told = text_of(browser(lead).get("/self-assessment/"))

        assert "rate 27 statements" in told
        assert "Open the first round" in told

    def test_offers_no_opening_to_others(self, area):
        told = text_of(reader(area).get("/self-assessment/"))

        assert "A commissioner opens it" in told
        assert "Open the first round" not in told

    def test_leads_to_the_last_results(self, lead, area):
        for months, name in ((12, "First"), (6, "Second")):
            signed_at = NOON - timedelta(days=30 * months)
            make.assessment_round(
                area, name=name, status="signed-off", signed_off_at=signed_at
            )
        make.assessment_round(area, name="Third")

        told = text_of(browser(lead).get("/self-assessment/"))

        assert "Results of Second" in told
        assert "Open the next round" not in told

    def test_is_not_for_peers(self, area):
        assert reader(area, Role.PEER).get("/self-assessment/").status_code == 403

    @pytest.mark.parametrize("rounds", [1, 8])
    def test_takes_the_same_queries_for_many(
        self, lead, area, rounds, django_assert_max_num_queries
    ):
        for _ in range(rounds):
            make.assessment_round(area, status="abandoned")
        client = browser(lead)
        client.get("/self-assessment/")

        with django_assert_max_num_queries(8):
            client.get("/self-assessment/")


class TestOpenRound:
    def test_opens_one_and_goes_on_to_whom_to_ask(self, lead):
        answer = browser(lead).post("/self-assessment/open/", opening())

        opened = Round.objects.get()
        assert answer["Location"] == f"/self-assessment/{opened.reference}/raters/"
        assert (opened.uses_scale, opened.opened_by) == (True, lead)
        assert [each["role"] for each in opened.support] == [
            str(role) for role in STARTING_ROLES
        ]

    def test_may_do_without_the_scale(self, lead):
        browser(lead).post("/self-assessment/open/", opening(mode="comments"))

        assert not Round.objects.get().uses_scale

    @pytest.mark.parametrize(
        ("field", "day", "told"),
        [
            ("rating_closes_on", date(2026, 11, 20), "Choose today or a later day"),
            ("rating_closes_on", date(2027, 11, 22), "Choose today or a later day"),
            ("evidence_from", date(2026, 11, 22), "Choose today or an earlier day"),
            ("evidence_from", date(2023, 11, 21), "Choose today or an earlier day"),
        ],
    )
    def test_asks_again_for_impossible_days(self, lead, field, day, told):
        answer = browser(lead).post(
            "/self-assessment/open/", opening(**days(field, day))
        )

        assert told in text_of(answer)
        assert not Round.objects.exists()

    def test_says_that_one_is_under_way(self, lead, area):
        make.assessment_round(area, name="Autumn")

        answer = browser(lead).post("/self-assessment/open/", opening())

        assert "“Autumn” is still under way." in text_of(answer)

    def test_is_for_commissioners_alone(self, area):
        client = reader(area, Role.SERVICE_MANAGER)

        assert client.post("/self-assessment/open/", opening()).status_code == 403


class TestShowRound:
    def page(self, opened, client) -> str:
        return text_of(client.get(f"/self-assessment/{opened.reference}/"))

    def test_has_every_statement_in_the_words_of_the_round(self, lead, area):
        opened = make.assessment_round(area)
        opened.instrument["statements"][0]["short"] = "As it was worded then"
        opened.save()

        told = self.page(opened, browser(lead))

        assert "1.1 As it was worded then" in told
        assert all(
            f"{each.key} {each.short}" in told
            for each in opened.statements.statements[1:]
        )

    @pytest.mark.parametrize("role", [Role.KEYWORKER, Role.AUDITOR, Role.COMMISSIONER])
    def test_tells_nobody_what_others_said_while_people_rate(self, area, role):
        opened = make.assessment_round(area)
        before = make.rater(opened, status="started", label="Quiet voice")
        client = reader(area, role)
        empty = self.page(opened, client)

        for key in ("1.1", "1.2a", "5.6c"):
            make.rating(before, key, "3", comment="Said in confidence.")

        assert self.page(opened, client) == empty

    def test_shows_how_far_one_has_come_oneself(self, lead, area):
        opened = make.assessment_round(area)
        mine = make.rater(opened, membership=lead, kind="commissioner")
        make.rating(mine, "1.1", "2")
        make.rating(mine, "1.2a", "2")

        told = self.page(opened, browser(lead))

        assert told.count("You have rated it") == 1
        assert told.count("Yours to rate") == 26
        assert "26 statements are left to rate" in told

    def test_asks_those_in_plain_words_for_theirs_alone(self, area):
        member = people.membership(Role.SERVICE_USER_REPRESENTATIVE, area)
        opened = make.assessment_round(area)
        make.rater(opened, membership=member, kind="service-user")

        assert 0 < self.page(opened, browser(member)).count("Yours to rate") <= 12

    def test_says_that_one_has_finished(self, lead, area):
        opened = make.assessment_round(area)
        make.rater(opened, membership=lead, status="finished", kind="commissioner")

        told = self.page(opened, browser(lead))

        assert "You have finished rating." in told
        assert "1 of 1 raters have finished. Show the ratings" in told

    def test_asks_to_finish_where_all_is_rated(self, lead, area):
        opened = make.assessment_round(area)
        mine = make.rater(opened, membership=lead, status="started")
        for statement in opened.statements.statements:
            for part in statement.parts:
                make.rating(mine, part.key, "1")

        assert "Finish rating" in self.page(opened, browser(lead))

    def test_tells_the_lead_what_it_waits_for(self, lead, area):
        opened = make.assessment_round(area)
        client = browser(lead)
        assert "Nobody is asked yet. Invite people to rate" in self.page(opened, client)

        make.rater(opened)
        assert "0 of 1 raters have finished. Look after" in self.page(opened, client)

        opened.rating_closes_on = date(2026, 11, 20)
        opened.save()
        assert "0 of 1 raters have finished. Show the" in self.page(opened, client)

    def test_names_people_to_the_lead_alone(self, lead, area):
        member = people.membership(Role.SERVICE_MANAGER, area)
        opened = make.assessment_round(area)
        make.rater(opened, membership=member, kind="provider", service=member.service)

        told = self.page(opened, reader(area))

        assert f"Service manager, {member.service.name}" in told
        assert member.user.name not in told
        assert member.user.name in self.page(opened, browser(lead))
        assert "You are not asked to rate" in told

    def test_counts_evidence_of_the_round_and_shows_readings(self, lead, area):
        opened = make.assessment_round(area)
        make.evidence(opened, "1.1")
        make.evidence(opened, "1.1")
        make.evidence(opened, "1.1", status="withdrawn", withdrawn_because="Mistaken.")
        make.evidence(opened, "1.4", relates_to=date(2025, 1, 1))
        for month, value in ((date(2026, 10, 1), 20), (date(2026, 11, 1), 27)):
            Reading.objects.create(
                area=area,
                key="directory.verified_share",
                month=month,
                numerator=value,
                denominator=31,
                taken_at=NOON,
            )

        told = self.page(opened, browser(lead))

        assert told.count("2 pieces of evidence") == 1
        assert "1 piece of evidence" not in told
        assert "27 of 31 (87%" in told
        assert "20 of 31" not in told
        assert "as of 21 November 2026" in told

    def test_shows_spread_and_what_is_agreed_once_revealed(self, lead, area):
        opened = make.assessment_round(area, status="agreeing", revealed_at=NOON)
        for kind, answer in ((RaterKind.COMMISSIONER, "3"), (RaterKind.PROVIDER, "0")):
            make.rating(make.rater(opened, kind=kind, status="finished"), "1.1", answer)
        make.agreed(opened, "1.1", "2")

        told = self.page(opened, browser(lead))

        assert "opposed" in told
        assert "Mostly in place" in told
        assert "1 of 30 parts are agreed. See what to talk about first" in told

    def test_leads_to_signing_off_once_all_is_agreed(self, lead, area):
        opened = make.assessment_round(area, status="agreeing", revealed_at=NOON)
        for statement in opened.statements.statements:
            for part in statement.parts:
                make.agreed(opened, part.key, "2")

        assert "Sign the round off" in self.page(opened, browser(lead))
        assert "Sign the round off" not in self.page(opened, reader(area))

    def test_leads_to_the_results_of_a_signed_one(self, area):
        opened = make.assessment_round(
            area, status="signed-off", revealed_at=NOON, signed_off_at=NOON
        )

        assert "See the results" in self.page(opened, reader(area))

    def test_says_why_one_was_given_up(self, area):
        opened = make.assessment_round(
            area, status="abandoned", abandoned_because="Too few came."
        )

        assert "given up: Too few came." in self.page(opened, reader(area))

    def test_says_how_many_were_taken_out(self, lead, area):
        opened = make.assessment_round(area)
        make.rater(opened, status="withdrawn", label="Gone")

        told = self.page(opened, browser(lead))

        assert "1 voice was taken out. What it said counts nowhere." in told
        assert "Gone" not in told

    def test_says_that_the_scale_is_ours(self, lead, area):
        opened = make.assessment_round(area)
        assert "The scale is ours" in self.page(opened, browser(lead))

        opened.uses_scale = False
        opened.save()
        assert "no ratings" in self.page(opened, browser(lead))

    def test_of_another_area_is_not_there(self, lead):
        opened = make.assessment_round(people.area())

        answer = browser(lead).get(f"/self-assessment/{opened.reference}/")

        assert answer.status_code == 404

    @pytest.mark.parametrize("status", ["rating", "agreeing"])
    def test_takes_the_same_queries_however_large_it_is(
        self, lead, area, status, django_assert_max_num_queries
    ):
        counted = []
        for raters, pieces in ((2, 1), (40, 3)):
            Round.objects.update(status="abandoned")
            opened = make.assessment_round(area, status=status, revealed_at=NOON)
            fill(opened, lead, raters=raters, pieces=pieces)
            client = browser(lead)
            address = f"/self-assessment/{opened.reference}/"
            client.get(address)
            with django_assert_max_num_queries(24) as queries:
                client.get(address)
            counted.append(len(queries))

        assert counted[0] == counted[1]


class TestChangeRound:
    def address(self, opened) -> str:
        return f"/self-assessment/{opened.reference}/change/"

    def test_keeps_names_days_and_who_supports(self, lead, area):
        opened = make.assessment_round(area, support=[{"role": "A", "held_by": ""}])
        typed = {
            "name": "Winter",
            **days("rating_closes_on", date(2026, 12, 19)),
            "role_1": "Helps with the tool",
            "held_1": "Regional network",
            "role_2": "",
            "held_2": "Nobody’s",
        }

        browser(lead).post(self.address(opened), typed)

        opened.refresh_from_db()
        assert (opened.name, opened.rating_closes_on) == ("Winter", date(2026, 12, 19))
        assert opened.support == [
            {"role": "Helps with the tool", "held_by": "Regional network"}
        ]

    def test_leaves_a_day_that_has_passed(self, lead, area):
        opened = make.assessment_round(area, rating_closes_on=date(2026, 11, 20))
        typed = {"name": "Winter", **days("rating_closes_on", date(2026, 11, 20))}

        assert browser(lead).post(self.address(opened), typed).status_code == 302

    def test_says_that_a_signed_round_stays(self, lead, area):
        opened = make.assessment_round(area, status="signed-off")
        typed = {"name": "Winter", **days("rating_closes_on", date(2026, 12, 19))}

        told = text_of(browser(lead).post(self.address(opened), typed))

        assert "This round is signed off." in told

    def test_is_for_commissioners_alone(self, area):
        opened = make.assessment_round(area)

        assert reader(area).get(self.address(opened)).status_code == 403


class TestRevealRound:
    def address(self, opened) -> str:
        return f"/self-assessment/{opened.reference}/reveal/"

    def test_names_who_has_not_finished_and_may_go_on(self, lead, area):
        opened = make.assessment_round(area)
        make.rater(opened, status="finished", label="Done")
        make.rater(opened, label="Carers’ group")
        client = browser(lead)

        page = Page(client.get(self.address(opened)).content.decode())
        told = page.all("main")[0].text
        assert "1 of 2 raters has not finished" in told
        assert "Carers’ group" in told
        assert "Done" not in told

        hidden = page.one("input", name="unfinished")["value"]
        client.post(self.address(opened), {"unfinished": hidden})
        opened.refresh_from_db()
        assert opened.is_being_agreed()

    @pytest.mark.parametrize("typed", ["", "λ", "-1", "²"])
    def test_goes_on_without_nobody_where_nothing_was_said(self, lead, area, typed):
        opened = make.assessment_round(area)
        make.rater(opened, status="finished")
        make.rater(opened)

        answer = browser(lead).post(self.address(opened), {"unfinished": typed})

        assert "Something changed meanwhile" in text_of(answer)

    def test_is_for_commissioners_alone(self, area):
        opened = make.assessment_round(area)

        assert reader(area).post(self.address(opened)).status_code == 403


class TestAbandonRound:
    def test_wants_a_reason(self, lead, area):
        opened = make.assessment_round(area)
        address = f"/self-assessment/{opened.reference}/abandon/"
        client = browser(lead)

        assert "Say in a sentence why" in text_of(client.post(address))
        client.post(address, {"reason": "Too few came."})

        opened.refresh_from_db()
        assert opened.abandoned_because == "Too few came."

    def test_says_that_it_is_over(self, lead, area):
        opened = make.assessment_round(area, status="signed-off")
        address = f"/self-assessment/{opened.reference}/abandon/"

        told = text_of(browser(lead).post(address, {"reason": "No."}))

        assert "This round is signed off." in told

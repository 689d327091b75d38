"""The meeting's pages and the results, as the commissioner and others see them."""

import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.models import Action
from mutualaid.improvement_plan.tests import factories as plan
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions import agreeing, evidence, rounds
from mutualaid.self_assessment.models import (
    AgreedRating,
    RaterKind,
    RaterStatus,
    Round,
    TeamSummary,
    Vote,
)
from mutualaid.self_assessment.presenters.results import report_of
from mutualaid.self_assessment.reports.data import data_of
from mutualaid.self_assessment.reports.paper import paper_of

from . import factories

pytestmark = pytest.mark.django_db

PAGES = ("list_to_discuss", "show_results", "sign_off_round")
FILES = (
    "download_results_pdf",
    "download_results_workbook",
    "download_results_json",
)
SECRET = "Nobody may read this yet."


@pytest.fixture
def area():
    made = people.area(host="testserver")
    with within(made.pk):
        yield made


@pytest.fixture
def commissioner(area):
    return people.membership(Role.COMMISSIONER, area)


@pytest.fixture
def browser(commissioner):
    return people.signed_in_client(commissioner)


@pytest.fixture
def opened(area, commissioner):
    """Three kinds rated 1.4, far apart; group members were asked it in plain words."""
    made = factories.assessment_round(
        area, opened_by=commissioner, status="agreeing", revealed_at=clock.now()
    )
    for kind, answer in (
        (RaterKind.PROVIDER, "3"),
        (RaterKind.GROUP, "0"),
        (RaterKind.COMMISSIONER, "unknown"),
    ):
        one = factories.rater(made, kind=kind, status=RaterStatus.FINISHED)
        factories.rating(one, "1.4", answer, comment=f"{SECRET} {kind}")
        Vote.objects.create(area=area, rater=one, statement_key="1.4")
    return made


def address(name, opened, *more):
    return reverse(name, args=[opened.reference, *more])


def typed(key="1.4", **given):
    prefix = f"part-{key.replace('.', '-')}"
    return {f"{prefix}-{name}": value for name, value in given.items()}


class TestWhilePeopleRate:
    @pytest.mark.parametrize("name", PAGES + FILES)
    def test_each_answers_with_a_sentence(self, browser, opened, name):
        Round.objects.update(status="rating", revealed_at=None)

        page = browser.get(address(name, opened)).content.decode()

        assert "People are still rating" in page
        assert SECRET not in page

    def test_a_statement_answers_with_a_sentence(self, browser, opened):
        Round.objects.update(status="rating", revealed_at=None)

        page = browser.post(
            address("agree_statement", opened, "1.4"), typed(answer="2")
        )

        assert "People are still rating" in page.content.decode()
        assert not AgreedRating.objects.exists()

    def test_no_action_is_made(self, browser, opened):
        Round.objects.update(status="rating", revealed_at=None)

        page = browser.post(address("make_action_from_gap", opened, "1.4"))

        assert "People are still rating" in page.content.decode()
        assert not Action.objects.exists()

    def test_what_was_given_up_blind_stays_blind(self, browser, opened):
        Round.objects.update(status="abandoned", revealed_at=None)

        page = browser.get(address("show_results", opened)).content.decode()

        assert "given up before the ratings were revealed" in page


class TestDiscussing:
    def test_begins_with_what_is_seen_differently(self, browser, opened):
        page = browser.get(address("list_to_discuss", opened)).content.decode()

        first, rest = page.split("Close together")
        assert "1.4" in first
        assert "opposed" in first
        assert "some not sure" in first
        assert "1.5" in rest

    def test_shows_what_each_kind_said_and_wrote(self, browser, opened):
        page = browser.get(address("agree_statement", opened, "1.4")).content.decode()

        assert "<strong>opposed</strong>" in page
        for kind in ("Treatment service", "Mutual aid groups", "Commissioner"):
            assert kind in page
        assert f"{SECRET} group" in page
        assert (
            "Most important to: Commissioner (1), Treatment service (1), "
            "Mutual aid groups (1)"
        ) in page
        assert "“Not in place”. It is a place to start from" in page

    def test_offers_a_middle_and_sets_none(self, browser, opened):
        page = browser.get(address("agree_statement", opened, "1.4")).content.decode()

        assert " checked" not in page
        assert not AgreedRating.objects.exists()

    def test_is_larger_for_the_wall(self, browser, opened):
        page = browser.get(f"{address('agree_statement', opened, '1.4')}?wall=1")

        assert "ma-agree--wall" in page.content.decode()

    def test_knows_no_statement_that_is_none(self, browser, opened):
        answer = browser.get(address("agree_statement", opened, "9.9"))

        assert answer.status_code == 404


class TestAgreeStatement:
    def test_goes_on_to_the_next(self, browser, opened):
        there = f"{address('agree_statement', opened, '1.4')}?wall=1"

        answer = browser.post(there, typed(answer="1", comment="Talked."))

        assert answer["Location"].endswith("/agree/1.1/?wall=1")
        row = AgreedRating.objects.get()
        assert (row.part_key, row.answer, row.comment) == ("1.4", "1", "Talked.")

    def test_of_two_at_once_keeps_the_first_and_what_was_typed(self, browser, opened):
        there = address("agree_statement", opened, "1.4")
        browser.post(there, typed(answer="1", comment="The first."))

        answer = browser.post(there, typed(answer="2", comment="The second."))

        page = answer.content.decode()
        assert AgreedRating.objects.get().comment == "The first."
        assert "Somebody wrote this part down while you were typing" in page
        assert "The first." in page
        assert "The second." in page

    def test_takes_the_second_when_it_is_sent_again(self, browser, opened):
        there = address("agree_statement", opened, "1.4")
        browser.post(there, typed(answer="1"))
        browser.post(there, typed(answer="2"))

        browser.post(there, typed(answer="2", revision="1"))

        assert AgreedRating.objects.get().answer == "2"

    def test_keeps_all_parts_or_none(self, browser, opened):
        there = address("agree_statement", opened, "1.2")

        answer = browser.post(
            there, typed("1.2a", answer="1") | typed("1.2b", answer="not-applicable")
        )

        assert "Say why it does not apply" in answer.content.decode()
        assert not AgreedRating.objects.exists()

    def test_keeps_providers_apart(self, area, browser, opened):
        one, other = people.service(area), people.service(area)

        browser.post(
            address("agree_statement", opened, "1.4"),
            typed(
                **{f"service-{one.reference}": "1", f"service-{other.reference}": "3"}
            ),
        )

        assert {row.service: row.answer for row in AgreedRating.objects.all()} == {
            one: "1",
            other: "3",
        }
        page = browser.get(address("agree_statement", opened, "1.4")).content.decode()
        assert "Now from “Started” to “In place and shown”" in page

    def test_writes_nothing_twice(self, browser, opened):
        there = address("agree_statement", opened, "1.4")
        browser.post(there, typed(answer="1"))
        browser.post(there, typed(answer="1", revision="1"))

        assert AgreedRating.objects.get().revision == 1

    def test_shows_words_where_somebody_cannot_write(self, area, opened):
        factories.agreed(opened, "1.4", "1", minority_view="It is not so.")
        keyworker = people.signed_in_client(people.membership(Role.KEYWORKER, area))

        page = keyworker.get(address("agree_statement", opened, "1.4")).content.decode()

        assert "Agreed: Started" in page
        assert "Seen differently: It is not so." in page
        assert "Save and next" not in page

    def test_of_words_alone_has_no_levels(self, browser, opened):
        Round.objects.update(uses_scale=False)
        there = address("agree_statement", opened, "1.4")

        page = browser.get(there).content.decode()
        browser.post(there, typed(comment="We talked."))

        assert "What is agreed" not in page
        assert AgreedRating.objects.get().comment == "We talked."


class TestSigningOff:
    def test_says_what_is_missing_and_takes_it_as_unknown(self, browser, opened):
        there = address("sign_off_round", opened)

        page = browser.post(there, {}).content.decode()
        answer = browser.post(there, {"rest_is_unknown": "on"})

        assert "Nothing is agreed yet of" in page
        assert answer["Location"] == address("show_results", opened)
        assert Round.objects.get().signed_off_at

    def test_with_everything_unknown_is_not_yet_assessed(self, browser, opened):
        browser.post(address("sign_off_round", opened), {"rest_is_unknown": "on"})

        page = browser.get(address("show_results", opened)).content.decode()

        assert page.count("Not yet assessed") == 5

    def test_freezes_everything(self, area, commissioner, browser, opened):
        hat = factories.hat_of(commissioner)
        piece = factories.evidence(opened, "1.4")
        signed = agreeing.sign_off_round(opened=opened, by=hat, rest_is_unknown=True)
        before = report_of(Round.objects.get())
        tries = (
            lambda: agreeing.agree(
                opened=signed, part_key="1.4", answer="3", revision=1, by=hat
            ),
            lambda: agreeing.sign_off_round(opened=signed, by=hat),
            lambda: evidence.withdraw_evidence(evidence=piece, reason="So.", by=hat),
            lambda: rounds.reveal_round(opened=signed, goes_on_without=9, by=hat),
            lambda: rounds.abandon_round(opened=signed, reason="So.", by=hat),
        )

        for each in tries:
            with pytest.raises(Refused):
                each()

        assert report_of(Round.objects.get()) == before


@pytest.fixture
def full(area, commissioner, opened):
    """Everything that a report has: providers, evidence, barriers, minority view, reason."""
    for answer in ("1", "3"):
        factories.agreed(opened, "1.3", answer, service=people.service(area))
    factories.agreed(
        opened,
        "1.4",
        "0",
        comment="=1+1",
        minority_view="Sunday is covered.",
        prints_minority_view=True,
    )
    factories.agreed(opened, "1.1", "3", minority_view="Not to be printed.")
    factories.agreed(opened, "1.5", "3")
    factories.evidence(opened, "1.5", words="The list of 4 May.")
    factories.agreed(opened, "2.1", "not-applicable", reason="There is no service.")
    plan.barrier(
        area, found_in=opened.reference, statement_key="1.4", words="No late bus."
    )
    return opened


class TestReport:
    def test_says_the_same_in_all_four(self, browser, full):
        report = report_of(full)
        page = browser.get(address("show_results", full)).content.decode()
        data = json.loads(browser.get(address("download_results_json", full)).content)
        book = load_workbook(
            io.BytesIO(browser.get(address("download_results_workbook", full)).content)
        )
        paper = paper_of(report)

        for place, bar in enumerate(report.bars):
            figures = [bar.share, bar.floor, bar.ceiling]
            told = data["bars"][place]
            assert [told[name] for name in ("share", "floor", "ceiling")] == figures
            row = [cell.value for cell in book["Profile"][place + 2]]
            assert [each if each != "" else None for each in row[3:6]] == figures
            drawn = paper["profile"]["bars"][place]
            assert [drawn[name] for name in ("share", "floor", "ceiling")] == figures
            assert bar.score_words in page
        keys = [gap.key for gap in report.gaps]
        assert [gap["key"] for gap in data["gaps"]] == keys
        rows = [*book["What is left to do"].values][1:]
        assert [row[1].split()[0] for row in rows] == keys
        assert [row["name"].split()[0] for row in paper["gaps"]["rows"]] == keys

    def test_is_a_pdf_that_says_what_it_is(self, browser, full):
        pdf = browser.get(address("download_results_pdf", full))

        assert pdf["Content-Type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in pdf.content

    def test_acts_as_no_formula(self, browser, full):
        answer = browser.get(address("download_results_workbook", full))

        sheet = load_workbook(io.BytesIO(answer.content))["Statement by statement"]
        cells = {row[0]: row for row in sheet.values}
        assert cells["1.4"][7] == "'=1+1"

    def test_prints_a_minority_view_only_where_its_author_wishes(self, browser, full):
        page = browser.get(address("show_results", full)).content.decode()

        assert "Sunday is covered." in page
        assert "Not to be printed." not in page
        assert "Not to be printed." not in json.dumps(
            data_of(report_of(full)), default=str
        )

    def test_marks_what_needs_evidence(self, full):
        rows = {each.key: each for each in report_of(full).statements}

        assert (rows["1.1"].answer, rows["1.1"].needs_evidence) == ("2", True)
        assert (rows["1.5"].answer, rows["1.5"].needs_evidence) == ("3", False)

    def test_takes_evidence_of_an_earlier_time_as_none(self, full):
        old = full.evidence_from - timedelta(days=1)
        full.evidence.update(relates_to=old)

        rows = {each.key: each for each in report_of(full).statements}

        assert rows["1.5"].needs_evidence

    def test_has_what_cannot_apply_with_its_reason(self, full):
        assert report_of(full).not_applicable == [("2.1", "There is no service.")]

    def test_lists_barriers_and_who_took_part(self, full):
        report = report_of(full)

        assert [each.words for each in report.barriers] == ["No late bus."]
        assert report.took_part == (
            "Commissioner: 1 took part",
            "Treatment service: 1 took part",
            "Mutual aid groups: 1 took part",
        )

    @pytest.mark.parametrize(
        ("number", "told"),
        [(1, "took part"), (5, "took part"), (6, "about 10 took part")],
    )
    def test_counts_people_who_use_services_by_the_release_rule(
        self, full, number, told
    ):
        for _each in range(number):
            factories.rater(full, kind=RaterKind.SERVICE_USER, status="finished")

        assert f"People who use services: {told}" in report_of(full).took_part

    def test_tells_analysts_how_far_people_agree(self, browser, full):
        one = factories.rater(full, kind=RaterKind.OTHER, status="finished")
        for key in ("1.4", "1.5"):
            factories.rating(one, key, "1")

        page = browser.get(address("show_results", full)).content.decode()

        assert "Krippendorff" in page
        assert "Gwet" in page

    def test_has_no_grade_and_no_total(self, full):
        told = data_of(report_of(full))

        assert not {"total", "score", "grade", "rank"} & told.keys()

    def test_asks_as_often_however_many_rated(self, area, full):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                report_of(Round.objects.select_related("area").get(pk=full.pk))
            return len(asked)

        few = queries()
        for _ in range(12):
            one = factories.rater(full, kind=RaterKind.PROVIDER, status="finished")
            for key in ("1.1", "1.5", "2.1", "3.1"):
                factories.rating(one, key, "2")
                factories.evidence(full, key)

        assert queries() == few


class TestNextRound:
    @pytest.fixture
    def two(self, area, commissioner, opened):
        """A round, and another half a year on."""
        hat = factories.hat_of(commissioner)
        for key, answer in (("1.1", "1"), ("1.4", "2"), ("1.5", "2")):
            factories.agreed(opened, key, answer)
        now = clock.now()
        with clock.frozen_at(now - timedelta(days=180)):
            agreeing.sign_off_round(opened=opened, by=hat, rest_is_unknown=True)
        later = factories.assessment_round(area, status="agreeing", revealed_at=now)
        return opened, later

    def test_tells_what_became_of_each_statement(self, two):
        _first, later = two
        told = {"1.1": "2", "1.4": "1", "1.5": "2", "2.1": "0", "2.2": "unknown"}
        for key, answer in told.items():
            factories.agreed(later, key, answer)

        rows = {each.key: each for each in report_of(later).statements}

        changes = {key: rows[key].change for key in (*told, "3.1")}
        assert changes == {
            "1.1": "up",
            "1.4": "down",
            "1.5": "same",
            "2.1": "newly-known",
            "2.2": "same",
            "3.1": "",
        }
        assert rows["1.1"].before == "Started"

    def test_is_not_comparable_where_the_words_changed(self, two):
        _first, later = two
        factories.agreed(later, "1.1", "2")
        told = json.loads(json.dumps(later.instrument))
        next(each for each in told["statements"] if each["key"] == "1.1")["text"] = "?"
        later.instrument = told
        later.save(update_fields=["instrument"])

        rows = {
            each.key: each
            for each in report_of(Round.objects.get(pk=later.pk)).statements
        }

        assert rows["1.1"].change == "not-comparable"

    def test_leaves_the_first_as_it_was(self, two):
        first, later = two
        factories.agreed(later, "1.1", "3")

        report = report_of(Round.objects.get(pk=first.pk))

        assert {each.change for each in report.statements} == {""}
        assert report.standing.startswith("Signed off on")


class TestTeams:
    def test_are_told_on_a_day(self, area, commissioner, browser, full):
        agreeing.sign_off_round(
            opened=full, by=factories.hat_of(commissioner), rest_is_unknown=True
        )
        team = AgreedRating.objects.exclude(service=None).earliest("pk").service
        there = address("table_summary", full, team.reference)
        today = clock.today()

        page = browser.get(there).content.decode()
        answer = browser.post(
            there,
            {
                "tabled_on-day": today.day,
                "tabled_on-month": today.month,
                "tabled_on-year": today.year,
                "minutes": "Item 3",
            },
        )

        assert "Here: Started. The area: Started." in page
        assert answer.status_code == 302
        assert TeamSummary.objects.get().service == team
        assert "Item 3" in browser.get(address("show_results", full)).content.decode()

    def test_are_not_told_before_it_is_signed(self, area, browser, full):
        team = people.service(area)

        page = browser.get(address("table_summary", full, team.reference))

        assert "tabled_on" not in page.content.decode()

    def test_are_told_by_their_own_manager_alone(self, area, full):
        manager = people.membership(Role.SERVICE_MANAGER, area)
        theirs = people.signed_in_client(manager)

        own = theirs.post(address("table_summary", full, manager.service.reference))
        other = theirs.post(
            address("table_summary", full, people.service(area).reference)
        )

        assert (own.status_code, other.status_code) == (200, 403)


class TestMakeActionFromGap:
    def test_leads_to_the_line_of_the_plan(self, browser, full):
        there = address("make_action_from_gap", full, "1.4")

        first, again = browser.post(there), browser.post(there)

        action = Action.objects.get()
        assert first["Location"] == reverse("change_action", args=[action.reference])
        assert again["Location"] == first["Location"]
        assert (
            action.reference
            in browser.get(address("show_results", full)).content.decode()
        )

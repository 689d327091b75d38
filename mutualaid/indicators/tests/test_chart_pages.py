"""Pages about charts: who reads and keeps them, and what they show."""

import json
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.design_system.tests.markup import Page
from mutualaid.indicators import chart_finding
from mutualaid.indicators.actions import charts
from mutualaid.indicators.models import (
    ChartNote,
    ChartSettings,
    NoteKind,
    Reading,
    Rebase,
)
from mutualaid.indicators.registry import all_indicators
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .series import STEP, WAVE, an_indicator, month_ago

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = system_actor("tests")
KEY = "directory.verified_share"
ADDRESS = f"/indicators/{KEY}/"


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(host="testserver")


@pytest.fixture
def commissioner(area):
    return make.signed_in_client(make.membership(Role.COMMISSIONER, area))


@pytest.fixture
def keyworker(area):
    return make.signed_in_client(make.membership(Role.KEYWORKER, area))


def read(area, values, key=KEY, of=100):
    """The last of them is the month before this one's."""
    for ago, value in enumerate(reversed(values), 1):
        Reading.objects.create(
            area=area,
            key=key,
            month=month_ago(ago),
            numerator=value,
            denominator=of,
            taken_at=NOON,
        )


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return Page(response.content.decode())


class TestListIndicators:
    def test_shows_every_measure_with_its_sign(self, area, keyworker):
        read(area, STEP)
        found = page(keyworker, "/indicators/")
        links = [each["href"] for each in found.all("a")]

        assert all(f"/indicators/{key}/" in links for key in all_indicators())
        (row,) = [each.text for each in found.all("tr") if "90 days" in each.text]
        assert "52 of 100 (52%)" in row
        assert "October 2026" in row
        assert "No target" in row

    def test_asks_the_same_few_questions_however_much_was_read(
        self, area, commissioner, django_assert_max_num_queries
    ):
        page(commissioner, "/indicators/")
        with django_assert_max_num_queries(12) as few:
            page(commissioner, "/indicators/")
        for key in all_indicators():
            read(area, WAVE, key)
            charts.set_target(area=area, key=key, target=5, by=BY)
        with django_assert_max_num_queries(12) as many:
            page(commissioner, "/indicators/")
        assert len(few) == len(many)

    def test_is_nothing_for_peers(self, area):
        peer = make.signed_in_client(make.membership(Role.PEER, area))

        assert peer.get("/indicators/").status_code == 403
        assert peer.get(ADDRESS).status_code == 403

    def test_shows_nothing_of_another_area(self, keyworker):
        elsewhere = make.area(host="localhost")
        with within(elsewhere.pk):
            read(elsewhere, STEP)

        assert "52 of 100" not in page(keyworker, "/indicators/").all("main")[0].text


class TestShowIndicator:
    def test_says_its_finding_and_draws_it_twice(self, area, keyworker):
        read(area, STEP)
        charts.set_baseline(area=area, key=KEY, baseline=12, by=BY)
        found = page(keyworker, ADDRESS)

        assert found.all("h2", class_="govuk-heading-m ma-chart__finding")[0].text == (
            "A larger share since November 2025, which is better"
        )
        assert len(found.all("svg", role="img")) == 2
        assert "October 2026 52 of 100 (52%) Better:" in found.all("tbody")[0].text

    def test_offers_changes_to_commissioners_only(self, keyworker, commissioner):
        assert f"{ADDRESS}change/" in [
            each["href"] for each in page(commissioner, ADDRESS).all("a")
        ]
        assert f"{ADDRESS}change/" not in [
            each["href"] for each in page(keyworker, ADDRESS).all("a")
        ]

    def test_says_that_nothing_was_read(self, keyworker):
        assert "No reading yet" in page(keyworker, ADDRESS).all("main")[0].text
        assert keyworker.get(f"{ADDRESS}chart.svg").status_code == 404

    def test_of_a_key_that_nothing_has_is_not_found(self, keyworker):
        assert keyworker.get("/indicators/directory.nothing/").status_code == 404
        assert keyworker.get("/indicators/x/change/").status_code == 404

    def test_keeps_first_limits_to_be_seen(self, area, keyworker):
        read(area, STEP)
        charts.add_rebase(
            area=area, key=KEY, month=month_ago(12), reason="A hall", by=BY
        )

        assert "New limits since" in page(keyworker, ADDRESS).all("main")[0].text
        first = page(keyworker, f"{ADDRESS}?limits=first").all("main")[0].text
        assert "New limits since" not in first
        assert "A hall" in first

    def test_asks_after_a_run_that_something_came_before(self, area, commissioner):
        read(area, STEP)
        charts.set_baseline(area=area, key=KEY, baseline=12, by=BY)
        charts.add_note(
            area=area,
            key=KEY,
            on=month_ago(13),
            kind=NoteKind.EVENT,
            words="A new champion",
            by=BY,
        )

        text = page(commissioner, ADDRESS).all("main")[0].text
        assert "12 months in a row lie on one side of the mean" in text


class TestShowChart:
    @pytest.mark.parametrize("shape", ["", "?shape=narrow", "?shape=small"])
    def test_is_a_picture_that_stands_alone(self, area, keyworker, shape):
        read(area, STEP)
        response = keyworker.get(f"{ADDRESS}chart.svg{shape}")
        root = ElementTree.fromstring(response.content)  # noqa: S314 (ours)

        assert response["Content-Type"] == "image/svg+xml"
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        for foreign in (b"style", b"href", b"<script", b"url(", b"@font"):
            assert foreign not in response.content

    def test_writes_what_people_wrote_as_text(self, area, keyworker, monkeypatch):
        monkeypatch.setattr(
            "mutualaid.indicators.views.scope.find_indicator",
            lambda key: an_indicator(key=KEY, title="<b>&"),
        )
        read(area, STEP)

        assert b"&lt;b&gt;&amp;" in keyworker.get(f"{ADDRESS}chart.svg").content


class TestDefineIndicator:
    def test_says_what_is_counted_of_what(self, keyworker):
        text = page(keyworker, f"{ADDRESS}definition/").all("main")[0].text

        for words in ("numerator", "denominator", "More is better.", "once a day", KEY):
            assert words in text

    def test_says_what_is_withheld_of_people(self, keyworker, monkeypatch):
        monkeypatch.setattr(
            "mutualaid.indicators.views.scope.find_indicator",
            lambda key: an_indicator(counts_people=True, is_sample=True),
        )
        text = page(keyworker, f"{ADDRESS}definition/").all("main")[0].text

        assert "is withheld, on the page" in text
        assert "Wilson" in text


class TestDownloadReadings:
    @pytest.fixture(autouse=True)
    def _read(self, area):
        read(area, STEP)
        charts.add_note(
            area=area,
            key=KEY,
            on=month_ago(1),
            kind=NoteKind.EVENT,
            words="=1+1",
            by=BY,
        )

    def test_as_a_table(self, keyworker):
        response = keyworker.get(f"{ADDRESS}readings.csv")
        rows = response.content.decode("utf-8-sig").splitlines()

        assert len(rows) == 25
        assert rows[-1].startswith('"2026-10","counted","52.0","52","100"')
        name = "directory-verified_share-2026-11-21.csv"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'

    def test_as_a_workbook_without_formulas(self, keyworker):
        response = keyworker.get(f"{ADDRESS}readings.xlsx")
        sheet = load_workbook(BytesIO(response.content)).active
        rows = list(sheet.iter_rows(values_only=True))

        assert rows[-1][:5] == ("2026-10", "counted", 52, 52, 100)
        assert {cell.data_type for row in sheet for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }

    def test_as_data(self, keyworker):
        data = json.loads(keyworker.get(f"{ADDRESS}readings.json").content)

        assert data["months"][-1]["value"] == 52
        assert data["notes"][0]["words"] == "=1+1"

    def test_in_no_other_form(self, keyworker):
        assert keyworker.get(f"{ADDRESS}readings.pdf").status_code == 404


class TestCountsOfPeople:
    @pytest.fixture(autouse=True)
    def _people(self, monkeypatch):
        counted = an_indicator(key=KEY, counts_people=True)
        monkeypatch.setattr(
            "mutualaid.indicators.views.scope.find_indicator", lambda key: counted
        )
        monkeypatch.setattr(
            chart_finding, "all_indicators", lambda: {counted.key: counted}
        )

    @pytest.mark.parametrize(
        "ending", ["", "chart.svg", "readings.csv", "readings.json"]
    )
    def test_leave_neither_small_nor_exact(self, area, keyworker, ending):
        read(area, [43, 47, 96, 43], of=97)  # one of 97 is a person
        text = keyworker.get(f"{ADDRESS}{ending}").content.decode()

        for exact in ("96 of 97", "43 of 97", ">96<", ": 96,", '"96"', "98.9"):
            assert exact not in text
        if ending != "chart.svg":
            assert "ithheld" in text


class TestTakeReadings:
    def test_reads_all_of_them_now(self, area, commissioner):
        response = commissioner.post("/indicators/take-readings/")

        assert response["Location"] == "/indicators/"
        assert Reading.objects.filter(area=area, month=month_ago(0)).exists()

    def test_is_no_matter_of_keyworkers(self, keyworker):
        assert keyworker.post("/indicators/take-readings/").status_code == 403


class TestAddChartNote:
    GIVEN = {"on-day": "3", "on-month": "10", "on-year": "2026", "kind": "tender"}

    def test_keeps_it(self, commissioner):
        answers = {**self.GIVEN, "words": "Another provider"}
        response = commissioner.post(f"{ADDRESS}notes/", answers)

        assert response["Location"] == ADDRESS
        assert ChartNote.objects.get().words == "Another provider"

    def test_refuses_a_day_to_come_on_the_page(self, commissioner):
        answers = {**self.GIVEN, "on-year": "2027", "words": "x"}
        response = commissioner.post(f"{ADDRESS}notes/", answers)

        assert "tells of what has happened" in response.content.decode()

    def test_is_no_place_for_what_the_plan_leaves(self, commissioner):
        answers = {**self.GIVEN, "kind": "action", "words": "x"}
        assert commissioner.post(f"{ADDRESS}notes/", answers).status_code == 200
        assert not ChartNote.objects.exists()

    def test_can_be_taken_off(self, area, commissioner, keyworker):
        commissioner.post(f"{ADDRESS}notes/", {**self.GIVEN, "words": "x"})
        reference = ChartNote.objects.get().reference
        address = f"/indicators/notes/{reference}/remove/"

        assert keyworker.post(address).status_code == 403
        assert commissioner.post(address)["Location"] == ADDRESS
        assert commissioner.post(address).status_code == 404


class TestChangeChart:
    def test_sets_target_and_baseline(self, area, commissioner):
        read(area, WAVE)
        answers = {"target": "80 %", "baseline": "12"}
        commissioner.post(f"{ADDRESS}change/", answers)

        settings = ChartSettings.objects.get()
        assert (settings.target, settings.baseline) == (80, 12)
        form = page(commissioner, f"{ADDRESS}change/")
        assert form.all("input", name="target")[0]["value"] == "80"

    def test_takes_the_target_away(self, area, commissioner):
        charts.set_target(area=area, key=KEY, target=80, by=BY)
        commissioner.post(f"{ADDRESS}change/", {"target": ""})

        assert ChartSettings.objects.get().target is None

    @pytest.mark.parametrize("target", ["nan", "inf", "101", "-1", "many"])
    def test_refuses_what_is_no_share(self, commissioner, target):
        response = commissioner.post(f"{ADDRESS}change/", {"target": target})

        assert "Write a number from 0 to 100" in response.content.decode()
        assert not ChartSettings.objects.exists()

    def test_offers_baselines_that_there_are_points_for(self, area, commissioner):
        read(area, WAVE[:16])
        options = page(commissioner, f"{ADDRESS}change/").all("option")

        assert [each["value"] for each in options] == ["", "12", "15"]

    def test_days_and_numbers_have_no_percent(self, commissioner):
        address = "/indicators/directory.oldest_unchecked/change/"
        response = commissioner.post(address, {"target": "none"})
        assert "Write a number, like 12." in response.content.decode()


class TestRebaseChart:
    def test_works_limits_out_anew_and_takes_it_back(self, area, commissioner):
        read(area, STEP)
        month = month_ago(12).isoformat()
        answers = {"month": month, "reason": "A new hall"}
        commissioner.post(f"{ADDRESS}new-limits/", answers)
        rebase = Rebase.objects.get()

        assert rebase.month == month_ago(12)
        address = f"/indicators/new-limits/{rebase.reference}/remove/"
        assert commissioner.post(address)["Location"] == ADDRESS
        assert not Rebase.objects.exists()

    def test_takes_no_month_without_a_reading(self, area, commissioner):
        read(area, STEP)
        answers = {"month": "2020-01-01", "reason": "x"}
        response = commissioner.post(f"{ADDRESS}new-limits/", answers)

        assert response.status_code == 200
        assert not Rebase.objects.exists()

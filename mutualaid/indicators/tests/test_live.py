from datetime import date

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.measures import Direction, Indicator, Measured, Unit
from mutualaid.indicators import live
from mutualaid.indicators.live import (
    address_of,
    latest_readings,
    measure_now,
    percent,
    sentence,
)
from mutualaid.indicators.models import Reading
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import area as an_area
from mutualaid.organisations.tests.factories import membership

TODAY = date(2026, 11, 22)


def indicator(unit: Unit = Unit.SHARE, **given) -> Indicator:
    usual = {
        "key": "tests.halls",
        "title": "Halls",
        "counted": "Halls",
        "numerator": "Open ones",
        "denominator": "",
        "direction": Direction.UP,
        "link": "show_annexes",
        "measure": lambda area_id, today: Measured(area_id, detail=f"{today}"),
    }
    return Indicator(**{**usual, "unit": unit, **given})


class TestSentence:
    @pytest.mark.parametrize(
        ("told", "measured", "expected"),
        [
            ({}, Measured(27, 31), "27 of 31 (87%)"),
            ({}, Measured(1200, 3100), "1,200 of 3,100 (39%)"),
            ({}, Measured(0, 31), "0 of 31 (0%)"),
            ({}, Measured(1, 301), "1 of 301 (1%)"),
            ({}, Measured(300, 301), "300 of 301 (99%)"),
            ({}, Measured(31, 31), "31 of 31 (100%)"),
            ({}, Measured(0, 0), "nothing to count"),
            ({}, Measured(4, 5, "none at A"), "4 of 5 (80%): none at A"),
            (
                {"is_sample": True},
                Measured(7, 10),
                "7 of 10 (70%, likely 40% to 89%)",
            ),
            ({"unit": Unit.DAYS}, Measured(1), "1 day"),
            ({"unit": Unit.DAYS}, Measured(112), "112 days"),
            ({"unit": Unit.COUNT}, Measured(1234), "1,234"),
            ({"unit": Unit.COUNT}, Measured(9, detail="AA 9"), "9: AA 9"),
            (
                {"unit": Unit.COUNT, "most": 7},
                Measured(6, detail="none on Sunday"),
                "6 of 7: none on Sunday",
            ),
        ],
    )
    def test_says_the_number_with_what_it_is_of(self, told, measured, expected):
        assert sentence(indicator(**told), measured) == expected

    def test_takes_a_reading_as_well(self):
        assert sentence(indicator(), Reading(numerator=1, denominator=4)) == (
            "1 of 4 (25%)"
        )


class TestPercent:
    @pytest.mark.parametrize("of", [1, 2, 7, 300, 100_000])
    def test_is_round_only_where_it_is_none_or_all(self, of):
        for count in {0, 1, of // 2, of - 1, of}:
            assert (percent(count, of) == 0) == (count == 0)
            assert (percent(count, of) == 100) == (count == of)


class TestAddressOf:
    def test_leads_to_the_page_behind_it(self):
        assert address_of(indicator()) == "/directory/annexes/"

    def test_carries_what_the_page_is_asked(self):
        told = indicator(query="access=step-free")

        assert address_of(told) == "/directory/annexes/?access=step-free"

    @pytest.mark.django_db
    def test_is_empty_for_a_hat_that_the_page_would_turn_away(self):
        auditors = indicator(may_open=lambda hat: hat.role == Role.AUDITOR)
        area = an_area()
        auditor, peer = (
            membership(role, area).hat() for role in (Role.AUDITOR, Role.PEER)
        )

        assert address_of(auditors, auditor) == "/directory/annexes/"
        assert address_of(auditors, peer) == ""
        assert address_of(indicator(), peer) == "/directory/annexes/"


class TestMeasureNow:
    def test_asks_the_indicators_of_the_keys(self, monkeypatch):
        monkeypatch.setattr(live, "find_indicator", {"tests.halls": indicator()}.get)

        assert measure_now(3, ["tests.halls", "tests.doors"], TODAY) == {
            "tests.halls": Measured(3, detail="2026-11-22"),
            "tests.doors": None,
        }


@pytest.mark.django_db
class TestLatestReadings:
    def test_are_the_newest_of_each_key_in_one_query(self, django_assert_num_queries):
        area, other = an_area(), an_area()
        for where, key, month in (
            (area, "tests.halls", 9),
            (area, "tests.halls", 10),
            (area, "tests.doors", 9),
            (area, "tests.bells", 9),
            (other, "tests.halls", 11),
        ):
            with within(where.pk):
                Reading.objects.create(
                    area=where,
                    key=key,
                    month=date(2026, month, 1),
                    numerator=month,
                    taken_at=clock.now(),
                )

        with within(area.pk), django_assert_num_queries(1):
            found = latest_readings(area.pk, ["tests.halls", "tests.doors", "x.y"])

        assert {key: each.numerator for key, each in found.items()} == {
            "tests.halls": 10,
            "tests.doors": 9,
        }

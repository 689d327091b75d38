import pytest
from django.db import connection

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="kills the SQLite writer"),
    pytest.mark.prove,
]


class TestKilledWriters:
    def test_lose_nothing_acknowledged_and_leave_nothing_half(
        self, run_writers, full_figures, record_property
    ):
        """S22: kill -9, half of them inside a transaction; what was cut off is sent again."""
        # A writer is killed after some half of them.
        kills, writes = (300, 140) if full_figures else (100, 3)
        found = run_writers(kills=kills, writes=writes, inside=0.6)
        record_property("kills", kills)
        record_property("inside a transaction", found["killed_inside"])
        record_property("acknowledged writes", found["acknowledged"])

        assert found["problems"] == []
        assert found["killed_inside"] >= kills / 2
        assert found["killed_inside"] + found.get("killed_anywhere", 0) == kills
        assert found["acknowledged"] >= (20_000 if full_figures else 100)
        assert min(found["clients"], found["commitments"]) > 0


class TestPowerCuts:
    def test_lose_nothing_acknowledged(
        self, run_writers, forgetful_disk, full_figures, record_property
    ):
        """S23: what was not flushed is dropped, at any moment."""
        cuts = 50 if full_figures else 12
        found = run_writers(kills=cuts, writes=6, inside=0.3, **forgetful_disk)
        record_property("power cuts", cuts)
        record_property("acknowledged writes", found["acknowledged"])

        assert found["problems"] == []
        assert found["acknowledged"] >= cuts

    def test_would_be_noticed_on_a_database_that_flushes_less(
        self, run_writers, forgetful_disk
    ):
        found = run_writers(
            kills=4, writes=6, inside=0, WEATHER_SYNCHRONOUS="NORMAL", **forgetful_disk
        )

        assert any(problem.startswith("Lost") for problem in found["problems"])

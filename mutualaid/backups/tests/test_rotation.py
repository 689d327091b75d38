from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mutualaid.backups.rotation import Kept, staying

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
EVERY_NIGHT = [NOW - timedelta(days=n) for n in range(500)]
times = st.lists(
    st.integers(0, 24 * 900).map(lambda hours: NOW - timedelta(hours=hours)),
    max_size=60,
)


class TestStaying:
    def test_keeps_some_days_weeks_and_months(self):
        stays = sorted(staying(EVERY_NIGHT, Kept()), reverse=True)

        assert stays[:7] == EVERY_NIGHT[:7]
        assert 7 + 5 + 12 - 3 <= len(stays) <= 7 + 5 + 12
        assert stays[-1] == datetime(2025, 12, 31, 3, tzinfo=UTC)

    def test_of_one_day_keeps_the_newest(self):
        earlier = NOW - timedelta(hours=2)

        assert staying([earlier, NOW], Kept(1, 0, 0)) == {NOW}

    @given(times)
    def test_never_lets_the_newest_go_and_makes_nothing_up(self, found):
        stays = staying(found, Kept(1, 1, 1))

        assert stays <= set(found)
        assert (max(found) in stays) if found else not stays

    @given(times)
    def test_asked_again_lets_nothing_more_go(self, found):
        stays = staying(found, Kept())

        assert staying(stays, Kept()) == stays

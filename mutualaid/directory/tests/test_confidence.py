from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.directory.confidence import (
    Confidence,
    Evidence,
    confidence,
    is_confirmed,
)
from mutualaid.directory.freshness import (
    Share,
    verified_share,
    verified_share_by_fellowship,
)
from mutualaid.directory.presenters import confidence as presenter

from .factories import a_fellowship, a_meeting, an_area

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()


def ago(days: int | None) -> date | None:
    return None if days is None else TODAY - timedelta(days)


@pytest.fixture(autouse=True)
def _saturday_noon():
    presenter.sureness.cache_clear()
    with clock.frozen_at(NOON):
        yield


class TestConfidence:
    @pytest.mark.parametrize(
        ("verified", "listed", "doubted", "level"),
        [
            (0, None, None, "confirmed"),
            (90, None, None, "confirmed"),
            (91, None, None, "likely"),
            (180, None, None, "likely"),
            (181, None, None, "check"),
            (181, 30, None, "likely"),
            (181, 31, None, "check"),
            (None, 30, None, "likely"),
            (None, 31, None, "check"),
            (None, None, None, "never"),
            # A doubt wins over what was known before it, until somebody checks.
            (10, 1, 9, "check"),
            (10, 1, 10, "check"),
            (10, 1, 11, "confirmed"),
            (None, 1, 1, "check"),
            (None, None, 1, "check"),
        ],
    )
    def test_is_as_the_table_says(self, verified, listed, doubted, level):
        evidence = Evidence(ago(verified), ago(listed), ago(doubted))

        assert confidence(evidence, TODAY) == Confidence(level)

    def test_every_level_can_come_about(self):
        days = (None, 0, 100, 200)
        found = {
            confidence(Evidence(ago(a), ago(b), ago(c)), TODAY)
            for a in days
            for b in days
            for c in days
        }

        assert found == set(Confidence)

    @pytest.mark.parametrize(("days", "so"), [(90, True), (91, False), (None, False)])
    def test_a_check_counts_in_full_for_ninety_days(self, days, so):
        assert is_confirmed(ago(days), TODAY) is so


class TestWords:
    def said(self, verified=None, how="", listed=None, doubted=None):
        read_at = None if listed is None else NOON - timedelta(listed)
        sure = presenter.sureness(
            ago(verified),
            how,
            None if listed is None else "Their own list",
            read_at,
            TODAY,
            ago(doubted),
        )
        return sure.sentence

    @pytest.mark.parametrize(
        ("how", "said"),
        [
            ("confirmed", "Checked 9 days ago by the group"),
            ("seen", "Checked 9 days ago in the fellowship’s own list"),
            ("visited", "Checked 9 days ago by a visit"),
        ],
    )
    def test_say_who_checked_and_when(self, how, said):
        assert self.said(9, how, listed=1) == said

    def test_say_which_list_has_it_where_nobody_checked(self):
        said = "Not confirmed. Listed by Their own list yesterday"

        assert self.said(listed=1) == said

    def test_say_that_nothing_is_known(self):
        assert self.said() == "Not confirmed. Ring or look before you go"

    def test_a_list_that_was_never_read_is_no_list(self):
        sure = presenter.sureness(None, "", "List", None, TODAY)

        assert sure.sentence == "Not confirmed. Ring or look before you go"

    def test_send_nobody_out_on_an_old_check(self):
        said = "Checked 6 months ago by a visit. Ring or look before you go"

        assert self.said(200, "visited") == said

    def test_send_nobody_out_on_an_old_list(self):
        said = "Not confirmed. Listed by Their own list 2 months ago. Ring or look before you go"

        assert self.said(listed=60) == said

    def test_an_old_check_is_told_with_the_list_that_still_has_it(self):
        said = "Checked 6 months ago by a visit. Listed by Their own list 3 days ago"

        assert self.said(200, "visited", listed=3) == said

    def test_a_check_of_some_months_needs_no_list(self):
        assert self.said(100, "visited", listed=3) == "Checked 3 months ago by a visit"

    def test_a_doubt_is_told_first(self):
        said = (
            "Somebody told us 2 days ago that it may not meet. "
            "Ring or look before you go"
        )

        assert self.said(10, "confirmed", listed=3, doubted=2) == said

    def test_grow_older_with_the_days(self):
        first = presenter.sureness(TODAY, "visited", None, None, TODAY).sentence
        with clock.frozen_at(NOON + timedelta(days=1)):
            second = presenter.sureness(
                TODAY, "visited", None, None, clock.today()
            ).sentence

        assert first == "Checked today by a visit"
        assert second == "Checked yesterday by a visit"


@pytest.mark.django_db
class TestVerifiedShare:
    def test_counts_what_the_public_sees(self):
        a_meeting(verified_on=ago(90))
        a_meeting(verified_on=ago(91))
        a_meeting()
        a_meeting(verified_on=TODAY, status="closed")
        a_meeting(verified_on=TODAY, visibility="residents")

        share = verified_share(an_area().pk, TODAY)

        assert (share, share.percent) == (Share(1, 3), 33)

    def test_tells_the_fellowships_apart(self):
        a_meeting(verified_on=TODAY)
        a_meeting(fellowship=a_fellowship("na"))

        shares = verified_share_by_fellowship(an_area().pk, TODAY)

        assert shares == {"aa": Share(1, 1), "na": Share(0, 1)}

    def test_of_nothing_there_is_no_share(self):
        share = verified_share(an_area().pk, TODAY)

        assert (share, share.percent) == (Share(0, 0), None)

"""Something in what I typed or followed is wrong: I am told in words, and nothing breaks."""

from urllib.parse import quote

import pytest
from visitor import Visitor

from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.tests.factories import a_meeting

HOSTILE = "<script>alert('spilt')</script><img src=x onerror=alert(1)>"
# Of an address, and what is said of it.
ODD = {
    "within=far": "“far” for “within”",
    "day=someday": "“someday” for “day”",
    "after=25:99": "“25:99” for “after”",
    "page=last": "“last” for “page”",
    "mode=telepathy": "“telepathy” for “mode”",
    "fellowship=none-such": "“none-such” for “fellowship”",
}


class TestOddQuestion:
    def test_is_answered_without_what_was_not_understood(self, sized_visitor):
        response = sized_visitor.opens(f"/meetings/?place=NB3&{'&'.join(ODD)}")

        assert response.status == 200
        for odd in ODD.values():
            sized_visitor.reads(f"We did not understand {odd}, so we left it out.")
        assert sized_visitor.meetings
        sized_visitor.looks_closely()

    def test_of_any_length_fits_the_page(self, sized_visitor):
        sized_visitor.opens(f"/meetings/?place={'x' * 99}&q={'y' * 99}&day={'z' * 99}")

        sized_visitor.looks_closely()

    @pytest.mark.parametrize("name", ["place", "day"])
    def test_is_shown_as_words_and_never_run(self, visitor, name):
        visitor.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        visitor.opens(f"/meetings/?{name}={quote(HOSTILE)}")

        assert visitor.page.locator("main script, main img").count() == 0
        visitor.looks_closely()


class TestWrongAddress:
    @pytest.mark.parametrize(
        "address", ["/nothing/", "/meetings/NOSUCHMEET/", "/fellowships/none-such/"]
    )
    def test_has_a_page_with_a_way_on(self, sized_visitor, address):
        response = sized_visitor.opens(address)

        assert response.status == 404
        sized_visitor.arrives_at("We have no page here")
        sized_visitor.looks_closely()
        sized_visitor.follows("the list of meetings")
        assert sized_visitor.meetings

    @pytest.mark.parametrize("address", ["/{}/", "/meetings/{}/", "/fellowships/{}/"])
    def test_is_not_repeated_on_the_page(self, visitor, address):
        response = visitor.opens(address.format(quote(HOSTILE, safe="")))

        assert response.status == 404
        assert "spilt" not in response.text()
        assert "onerror" not in response.text()


@pytest.mark.django_db(transaction=True)
class TestMeetingThatHasGone:
    @pytest.fixture
    def seeker(self, sized_page, live_server) -> Visitor:
        return Visitor(sized_page, live_server.url)

    def test_says_so_and_leads_to_others(self, seeker):
        gone = a_meeting(name="Old Friends", status=MeetingStatus.GONE)
        a_meeting(name="New Friends")

        response = seeker.opens(f"/meetings/{gone.reference}/")

        assert response.status == 410
        seeker.arrives_at("This meeting is no longer listed")
        seeker.looks_closely()
        seeker.follows("Find another AA meeting")
        assert seeker.meetings == ["AA: New Friends"]

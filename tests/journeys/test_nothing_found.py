"""What I asked for is not there: I am told so plainly, and there is always a way on."""

import re

import pytest

NOTHING = "No meetings fit what you asked for."
# Address, and the ways on that it offers.
QUESTIONS = {
    "nonsense words": ("/meetings/?q=zzqx", ["Clear your other choices"]),
    "too near": (
        "/meetings/?place=Holmsay&within=1",
        ["Look within 5 miles", r"See \d+ meetings you can join online"],
    ),
    "an odd hour": (
        "/meetings/?place=NB3&after=03:00&before=03:30",
        ["Look on any day, at any time"],
    ),
    "nobody does both": (
        "/meetings/?place=NB3&fellowship=smart&language=pl&mode=online",
        ["Clear your other choices"],
    ),
}


def ways_on(seeker):
    return seeker.page.locator(".ma-empty li:not(.ma-result) a")


class TestNothingFound:
    @pytest.mark.parametrize("question", sorted(QUESTIONS))
    def test_says_so_and_each_way_on_leads_to_meetings(self, sized_visitor, question):
        seeker = sized_visitor
        address, expected = QUESTIONS[question]
        seeker.opens(address)
        seeker.reads(NOTHING)
        seeker.looks_closely()
        offered = ways_on(seeker).all_inner_texts()
        assert len(offered) == len(expected)

        for name, pattern in zip(offered, expected, strict=True):
            assert re.fullmatch(pattern, name)
            seeker.opens(address)
            seeker.follows(name)
            assert seeker.meetings
            seeker.goes_back()

    def test_shows_the_nearest_one_beyond(self, visitor):
        visitor.opens("/meetings/?place=Holmsay&within=1")
        visitor.reads("The nearest one that fits is further away")

        beyond = visitor.meetings
        visitor.follows(beyond[0])

        visitor.arrives_at(beyond[0])

    def test_promises_as_many_online_as_there_are(self, visitor):
        visitor.opens("/meetings/?place=Holmsay&within=1")
        promised = ways_on(visitor).filter(has_text="online").inner_text()
        count = re.search(r"\d+", promised)[0]

        visitor.follows(promised)

        visitor.reads(f"{count} meetings.")

    def test_leads_to_the_helplines(self, visitor):
        visitor.opens("/meetings/?q=zzqx")

        visitor.follows("See the helplines of the fellowships")

        visitor.arrives_at("Fellowships and their helplines")


class TestUnknownPlace:
    def test_is_said_and_everything_shown_instead(self, sized_visitor):
        seeker = sized_visitor
        seeker.opens("/")
        seeker.says_where("Atlantis")

        seeker.reads("We do not know a place called “Atlantis”.")
        assert seeker.meetings
        seeker.looks_closely()

    def test_is_guessed_at(self, visitor):
        visitor.opens("/meetings/?place=Nothbridge")

        visitor.follows("Northbridge")

        visitor.arrives_at("Meetings within 5 miles of Northbridge")

"""Each key is asked for in one place, and said in one way."""

from itertools import chain

import pytest

from mutualaid.directory.formats.vocabulary import (
    ACCESS,
    FEATURE_GROUPS,
    FEATURES,
    JOINING,
    LANGUAGES,
    OPENNESS,
)
from mutualaid.directory.joining import joining_needs
from mutualaid.directory.models.venue_facts import VenueQuestion


class TestVocabulary:
    def test_each_feature_is_asked_for_once(self):
        grouped = list(chain.from_iterable(FEATURE_GROUPS.values()))
        elsewhere = (FEATURES.keys() & ACCESS.keys()) | (FEATURES.keys() & JOINING)

        assert len(grouped) == len(set(grouped))
        assert set(grouped) | elsewhere == FEATURES.keys()
        assert not set(grouped) & elsewhere

    def test_asks_of_a_place_what_is_kept_of_it(self):
        assert set(ACCESS) == set(VenueQuestion.values)

    def test_says_the_same_of_a_place_and_of_a_meeting_there(self):
        for key in FEATURES.keys() & (ACCESS | JOINING).keys():
            assert FEATURES[key] == (ACCESS | JOINING)[key]

    def test_says_what_open_and_closed_mean(self):
        assert "anyone" in OPENNESS["open"]
        assert "newcomers included" in OPENNESS["closed"]

    def test_knows_the_languages_of_this_country(self):
        assert {"en", "bsl", "cy"} <= LANGUAGES.keys()


class TestJoiningNeeds:
    @pytest.mark.parametrize(
        ("stated", "needs"),
        [
            ({}, ()),
            ({"link": "https://meet.example.org/1"}, ("link",)),
            ({"telephone": "020 7946 0123"}, ("telephone",)),
            ({"notes": "Ask us for the passcode"}, ("password",)),
            ({"notes": "Pass word on our site"}, ("password",)),
            ({"notes": "No password needed"}, ()),
            ({"notes": "Come as you are"}, ()),
            ({"features": ["password", "camera-off"]}, ("password", "camera-off")),
        ],
    )
    def test_are_what_is_stated(self, stated, needs):
        usual = {"link": "", "telephone": "", "notes": "", "features": []}

        assert joining_needs(**{**usual, **stated}) == needs

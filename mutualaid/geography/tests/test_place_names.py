import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.geography.place_names import (
    LONGEST_KEY,
    close_names,
    lies_within,
    name_key,
    place_label,
)


class TestNameKey:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Norbury", "norbury"),
            ("KING'S LYNN", "kings lynn"),
            ("King\u2019s  Lynn", "kings lynn"),
            ("King\u00b4s Lynn", "kings lynn"),
            ("St. Albans", "st albans"),
            ("Saint Albans", "st albans"),
            ("Stoke-on-Trent", "stoke on trent"),
            ("Brighton & Hove", "brighton and hove"),
            ("Ynys Môn", "ynys mon"),
            ("Bury_St Edmunds", "bury st edmunds"),
            ("'", ""),
        ],
    )
    def test_forgets_what_people_leave_out(self, name, key):
        assert name_key(name) == key

    @given(st.text())
    def test_is_the_same_for_its_own_result_and_never_long(self, text):
        key = name_key(text)

        assert name_key(key) == key or len(key) == LONGEST_KEY
        assert len(key) <= LONGEST_KEY


class TestPlaceLabel:
    @pytest.mark.parametrize(
        ("within", "label"),
        [
            ("Isle of Wight", "Newport, Isle of Wight"),
            ("", "Newport"),
            ("NEWPORT", "Newport"),
        ],
    )
    def test_adds_the_county_where_it_tells_more(self, within, label):
        assert place_label("Newport", within) == label


class TestLiesWithin:
    @pytest.mark.parametrize(
        ("within", "wanted", "answer"),
        [
            ("Isle of Wight", "isle of wight", True),
            ("County of Isle of Wight", "isle of wight", True),
            ("Isle of Wight", "wight", True),
            ("Essex", "sex", False),
            ("Essex", "", False),
            ("", "essex", False),
        ],
    )
    def test_compares_whole_words(self, within, wanted, answer):
        assert lies_within(within, wanted) is answer


class TestCloseNames:
    NAMES = ["birmingham", "birkenhead", "bath", "bathgate", "bude", "burnham on sea"]

    def test_mends_a_slip(self):
        assert close_names("brimingham", self.NAMES, 5) == ["birmingham"]

    def test_goes_on_with_a_beginning(self):
        assert close_names("bat", self.NAMES, 5) == ["bath", "bathgate"]

    def test_gives_at_most_what_was_asked_for(self):
        assert close_names("b", self.NAMES, 2) == ["bath", "bathgate"]

    def test_has_nothing_for_nonsense(self):
        assert close_names("xqzzt", self.NAMES, 5) == []

from datetime import time
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.finder.query import Choices, FinderQuery

CHOICES = Choices(
    fellowships=frozenset({"aa", "smart"}),
    features=frozenset({"step-free", "women"}),
    access=frozenset({"step-free", "quiet"}),
    joining=frozenset({"telephone"}),
    languages=frozenset({"pl"}),
)
NAMES = [
    "place",
    "within",
    "day",
    "after",
    "before",
    "fellowship",
    "approach",
    "for",
    "mode",
    "open",
    "openness",
    "feature",
    "access",
    "language",
    "joining",
    "checked",
    "q",
    "sort",
    "page",
    "other",
]
VALUES = st.sampled_from(
    [
        "mon",
        "today",
        "tomorrow",
        "19:00",
        "7.30",
        "aa",
        "smart",
        "12-step",
        "use",
        "online",
        "closed",
        "step-free",
        "telephone",
        "90",
        "yes",
        "no",
        "step-free",
        "pl",
        "5",
        "0",
        "-1",
        "nearest",
        "soonest",
        "1e9",
        "nan",
        "inf",
        "NB3",
        "٣",
        "²",
        "\x00",
        "99999999999999999999999",
    ]
)
parameters = st.dictionaries(
    st.sampled_from(NAMES), st.lists(VALUES | st.text(), max_size=30)
)


def read(**values):
    named = {name.rstrip("_"): value for name, value in values.items()}
    return FinderQuery.read(named, CHOICES)


class TestRead:
    def test_reads_every_name(self):
        query = read(
            place=["NB3"],
            within=["2.5"],
            day=["mon", "TODAY"],
            after=["9:05"],
            before=["21.30"],
            fellowship=["aa", "smart"],
            approach=["12-step"],
            for_=["family"],
            mode=["online", "not-stated"],
            open=["yes"],
            feature=["step-free", "women"],
            access=["quiet"],
            language=["pl"],
            joining=["telephone"],
            checked=["90"],
            q=["  serenity \n sunday "],
            sort=["soonest"],
            page=["3"],
        )

        assert query == FinderQuery(
            place="NB3",
            within=2.5,
            day=("mon", "today"),
            after=time(9, 5),
            before=time(21, 30),
            fellowship=("aa", "smart"),
            approach=("12-step",),
            audience=("family",),
            mode=("online", "not-stated"),
            openness=("open",),
            feature=("women",),
            access=("quiet", "step-free"),
            language=("pl",),
            joining=("telephone",),
            checked=90,
            q="serenity sunday",
            sort="soonest",
            page=3,
        )

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("day", "someday"),
            ("after", "25:00"),
            ("fellowship", "xx"),
            ("within", "far"),
            ("within", "nan"),
            ("within", "-3"),
            ("page", "two"),
            ("sort", "best"),
            ("checked", "91"),
            ("openness", "ajar"),
            ("access", "sofa"),
        ],
    )
    def test_says_what_it_left_out(self, name, value):
        query = read(**{name: [value]})

        assert query.not_understood == ((name, value),)
        assert query.address() == ""

    @pytest.mark.parametrize(
        ("name", "value", "field", "meant"),
        [
            ("within", "0.01", "within", 0.25),
            ("within", "5000", "within", 100.0),
            ("page", "0", "page", 1),
            ("page", "9" * 30, "page", 200),
            ("place", "x" * 5000, "place", "x" * 100),
            ("q", "y" * 5000, "q", "y" * 100),
        ],
    )
    def test_keeps_within_its_bounds(self, name, value, field, meant):
        assert getattr(read(**{name: [value]}), field) == meant

    def test_looks_at_no_more_than_twenty_repeats(self):
        assert len(read(day=["oops"] * 500).not_understood) == 20

    @given(parameters)
    def test_never_fails_and_reads_its_own_address_alike(self, values):
        query = FinderQuery.read(values, CHOICES)

        again = FinderQuery.read(parse_qs(query.address(page=query.page)), CHOICES)

        assert again == FinderQuery(
            **{
                name: getattr(query, name)
                for name in FinderQuery.__slots__
                if name not in {"not_understood", "_parts"}
            }
        )


class TestAddress:
    def test_goes_back_to_the_first_page_when_something_changes(self):
        query = read(place=["NB3"], page=["4"])

        assert query.address(day=("mon",)) == "place=NB3&day=mon"
        assert query.address(page=5) == "place=NB3&page=5"

import logging
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutualaid.core.actor import system_actor
from mutualaid.geography.actions import import_postcodes, remember_places
from mutualaid.geography.found import Found, OtherPlace
from mutualaid.geography.kinds import PlaceKind, Precision
from mutualaid.geography.lookup import find_place, suggest_places
from mutualaid.geography.place_names import KnownPlace

pytestmark = pytest.mark.django_db

BY = system_actor("test")
POSTCODES = """pcds,doterm,oslaua,lat,long
NB3 4QX,,E06,52.10,-1.50
NB3 4QY,,E06,52.12,-1.52
NB3 5AA,,E06,52.20,-1.60
NB3 9ZZ,199606,E06,52.30,-1.70
NB34 1AA,,E06,52.90,-1.90
"""
TOWNS = [
    KnownPlace("Newport", 51.5842, -2.9977, "Newport", 128_060),
    KnownPlace("Newport", 50.7010, -1.2883, "Isle of Wight", 25_496),
    KnownPlace("Newport", 52.7690, -2.3780, "Telford and Wrekin", 11_387),
    KnownPlace("Newport Pagnell", 52.0870, -0.7220, "Milton Keynes", 15_118),
    KnownPlace("Milton Keynes", 52.0400, -0.7600, "Milton Keynes", 229_941),
    KnownPlace("Birmingham", 52.4800, -1.9000, "West Midlands", 1_144_900),
    KnownPlace("Kirkby", 53.4800, -2.8900, "Merseyside", 41_495),
    KnownPlace("Kirkby", 54.4300, -1.0900, "North Yorkshire", 300),
    KnownPlace("Liverpool", 53.4000, -2.9800, "Merseyside", 496_784),
    KnownPlace("Mill Lane", 50.5000, -4.5000, "Cornwall", 20),
    KnownPlace("Ryde", 50.7300, -1.1600, "Isle of Wight", 24_096),
    KnownPlace("King's Lynn", 52.7500, 0.4000, "Norfolk", 46_093),
]
COWES = (50.76, -1.30)
LEICESTER = (52.63, -1.13)


@pytest.fixture(autouse=True)
def known(db, tmp_path):
    path = tmp_path / "onspd.csv"
    path.write_text(POSTCODES)
    import_postcodes(path=path, by=BY)
    remember_places(rows=TOWNS, edition="geonames", by=BY)


class TestPostcodes:
    def test_are_found_where_they_are(self):
        assert find_place(" nb34qx ") == Found(
            label="NB3 4QX",
            kind=PlaceKind.POSTCODE,
            latitude=52.10,
            longitude=-1.50,
            precision=Precision.EXACT,
            asked="NB3 4QX",
        )

    def test_no_longer_in_use_are_found_where_they_were(self):
        found = find_place("NB3 9ZZ")

        assert (found.precision, found.ended_on) == (Precision.ENDED, date(1996, 6, 1))
        assert (found.latitude, found.is_fallback) == (52.30, False)

    @pytest.mark.parametrize(
        ("typed", "label", "kind", "precision", "latitude"),
        [
            ("NB3 4ZZ", "NB3 4", "postcode-sector", Precision.STAND_IN, 52.11),
            ("NB3 8ZZ", "NB3", "outcode", Precision.STAND_IN, 52.14),
            ("NB3 4Q", "NB3 4", "postcode-sector", Precision.STAND_IN, 52.11),
            ("NB3 4", "NB3 4", "postcode-sector", Precision.MIDDLE, 52.11),
            ("NB35", "NB3 5", "postcode-sector", Precision.MIDDLE, 52.20),
            ("NB34", "NB34", "outcode", Precision.MIDDLE, 52.90),
            ("NB3 9", "NB3", "outcode", Precision.STAND_IN, 52.14),
            ("nb3", "NB3", "outcode", Precision.MIDDLE, 52.14),
        ],
    )
    def test_fall_back_outwards(self, typed, label, kind, precision, latitude):
        found = find_place(typed)

        assert (found.label, found.kind, found.precision) == (label, kind, precision)
        assert found.latitude == pytest.approx(latitude)
        assert found.is_fallback == (precision is Precision.STAND_IN)

    def test_say_what_was_asked_where_something_else_stands_in(self):
        assert find_place("nb34zz").asked == "NB3 4ZZ"

    @pytest.mark.parametrize("typed", ["Norbury, NB3 4QX", "1 High St Norbury nb3 4qx"])
    def test_count_for_more_than_the_words_before_them(self, typed):
        assert find_place(typed).label == "NB3 4QX"

    def test_that_nobody_knows_leave_the_town_beside_them(self):
        found = find_place("Ryde PO33 2ZZ")

        assert (found.label, found.precision) == (
            "Ryde, Isle of Wight",
            Precision.STAND_IN,
        )
        assert find_place("PO33 2ZZ") is None


class TestNames:
    @pytest.mark.parametrize("typed", ["Ryde", "RYDE", " ryde "])
    def test_are_found_however_they_are_written(self, typed):
        found = find_place(typed)

        assert (found.label, found.kind) == ("Ryde, Isle of Wight", PlaceKind.PLACE)
        assert (found.precision, found.alternatives) == (Precision.MIDDLE, ())
        assert find_place("kings lynn").label == "King's Lynn, Norfolk"

    def test_shared_by_several_places_mean_the_largest(self):
        found = find_place("Newport")

        assert found.label == "Newport"
        assert found.alternatives == (
            OtherPlace("Newport, Isle of Wight", 50.7010, -1.2883),
            OtherPlace("Newport, Telford and Wrekin", 52.7690, -2.3780),
        )

    def test_shared_by_several_places_mean_the_nearest(self):
        assert find_place("Newport", near=COWES).label == "Newport, Isle of Wight"
        assert (
            find_place("Newport", near=LEICESTER).label == "Newport, Telford and Wrekin"
        )

    @pytest.mark.parametrize(
        "typed",
        [
            "Newport, Isle of Wight",
            "newport isle of wight",
            "Newport,Wight",
            "Newport Wight",
        ],
    )
    def test_are_narrowed_by_their_county(self, typed):
        found = find_place(typed, near=LEICESTER)

        assert (found.label, found.alternatives) == ("Newport, Isle of Wight", ())
        assert not found.is_fallback

    @pytest.mark.parametrize(
        ("typed", "label", "is_fallback"),
        [
            ("Kirkby, Liverpool", "Kirkby, Merseyside", False),
            ("Mill Lane, Ryde", "Ryde, Isle of Wight", True),
            ("12 Mill Lane, Ryde", "Ryde, Isle of Wight", True),
            ("Newport, Shropshire", "Newport", True),
            ("Nowhere, Atlantis", None, None),
        ],
    )
    def test_are_understood_with_the_town_they_belong_to(
        self, typed, label, is_fallback
    ):
        found = find_place(typed)

        assert (found and found.label) == label
        assert (found and found.is_fallback) == is_fallback

    def test_given_by_two_lists_are_one_place(self):
        remember_places(
            rows=[KnownPlace("Ryde", 50.735, -1.165)], edition="venues", by=BY
        )

        assert find_place("Ryde").alternatives == ()

    def test_only_begun_are_completed_where_one_name_goes_on_so(self):
        found = find_place("milton k")

        assert (found.label, found.is_fallback) == ("Milton Keynes", True)
        assert find_place("new") is None  # Newport, or Newport Pagnell
        assert find_place("mi") is None

    @pytest.mark.parametrize(
        "typed", ["", " ", ",", "xqzzt", "Brimingham", "\0", "M25 motorway"]
    )
    def test_that_are_not_known_are_not_guessed(self, typed):
        assert find_place(typed) is None


class TestSuggestPlaces:
    def test_mend_a_slip(self):
        for slip in ("Brimingham", "Birmigham", "birmingam, Midlands"):
            labels = [place.label for place in suggest_places(slip)]

            assert labels == ["Birmingham, West Midlands"]

    def test_give_every_name_with_the_same_beginning_nearest_place_first(self):
        labels = [place.label for place in suggest_places("newp", near=COWES)]

        assert labels == ["Newport, Isle of Wight", "Newport Pagnell, Milton Keynes"]

    @pytest.mark.parametrize("typed", ["", "b", "xqzzt", "\0\0\0"])
    def test_have_nothing_for_nonsense(self, typed):
        assert suggest_places(typed) == ()


class TestPrivacyAndCost:
    @pytest.mark.parametrize(
        "typed",
        [
            "NB3 4QX", "NB9 9ZZ", "NB34", "Ryde", "Ryde NB9 9ZZ", "Newport, Isle of Wight",
            "Newport, Shropshire", "Nowhere at all on this Earth", "x" * 500, "a b " * 99,
        ],
    )  # fmt: skip
    def test_takes_at_most_three_queries_and_logs_nothing(self, typed, caplog):
        with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as used:
            find_place(typed, near=COWES)

        assert len(used) <= 3
        assert {record.name for record in caplog.records} <= {"django.db.backends"}

    def test_takes_two_queries_to_suggest(self, django_assert_num_queries):
        with django_assert_num_queries(2):
            assert suggest_places("Birmigham")

    def test_reads_a_hundred_characters(self):
        assert find_place("Ryde" + " " * 200) is not None
        assert find_place("-" * 96 + "Ryde and more").label == find_place("Ryde").label

    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.text()
        | st.from_regex(r"(newport|kirkby)?[ ,]{1,2}[a-z0-9 ]{0,9}", fullmatch=True)
    )
    def test_never_raises(self, typed):
        for found in (find_place(typed), find_place(typed, near=COWES)):
            assert found is None or found.label
        suggest_places(typed)

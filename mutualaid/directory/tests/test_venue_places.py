import pytest

from mutualaid.directory.venue_places import VenuePlaces
from mutualaid.geography.kinds import PlaceKind, Precision

VENUES = [
    ("Northbridge", "NB1 1AA", 53.0, 0.0),
    ("Northbridge", "NB1 1AA", 53.2, 0.2),
    ("Northbridge", "NB1 2BB", 54.0, 1.0),
    ("St. Anne’s Bay", "NB2 1AA", 55.0, 2.0),
    ("", "NB3 1AA", 56.0, 3.0),
    ("Farby", "", 57.0, 4.0),
    ("Overby", "12345", 58.0, 5.0),
    ("", "NB4", 59.0, 6.0),
]


@pytest.fixture(scope="module")
def places() -> VenuePlaces:
    return VenuePlaces(VENUES)


class TestTown:
    @pytest.mark.parametrize(
        ("typed", "label", "point"),
        [
            ("Northbridge", "Northbridge", (53.4, 0.4)),
            (" northBRIDGE ", "Northbridge", (53.4, 0.4)),
            ("saint annes bay", "St. Anne’s Bay", (55.0, 2.0)),
            ("Farby", "Farby", (57.0, 4.0)),
            ("Overby", "Overby", (58.0, 5.0)),
        ],
    )
    def test_is_at_the_middle_of_its_venues(self, places, typed, label, point):
        found = places.find(typed)

        assert found.label == label
        assert (found.latitude, found.longitude) == pytest.approx(point)
        assert (found.kind, found.precision) == (PlaceKind.PLACE, Precision.MIDDLE)
        assert found.asked == typed
        assert not found.is_fallback

    @pytest.mark.parametrize("typed", ["Southby", "North", "", "   ", "Hall, Farby"])
    def test_that_no_venue_names_is_not_found(self, places, typed):
        assert places.find(typed) is None

    def test_is_one_however_its_venues_write_it(self):
        told = [("FARBY", 50.0), ("Farby", 51.0), ("farby", 54.0), ("Farby", 53.0)]
        places = VenuePlaces((town, "", latitude, 0.0) for town, latitude in told)

        found = places.find("farby")

        assert (found.label, found.latitude) == ("Farby", 52.0)


class TestPostcode:
    @pytest.mark.parametrize("typed", ["NB1 1AA", "nb11aa", " nb1  1aa "])
    def test_is_where_its_venues_are(self, places, typed):
        found = places.find(typed)

        assert found.label == "NB1 1AA"
        assert (found.latitude, found.longitude) == pytest.approx((53.1, 0.1))
        assert (found.kind, found.precision) == (PlaceKind.POSTCODE, Precision.MIDDLE)

    def test_is_one_however_its_venues_write_it(self):
        places = VenuePlaces([("", "NB1 1AA", 50.0, 0.0), ("", "nb11aa", 52.0, 2.0)])

        found = places.find("NB1 1AA")

        assert (found.label, found.latitude) == ("NB1 1AA", 51.0)

    @pytest.mark.parametrize("typed", ["NB1 9ZZ", "NB1 9"])
    def test_that_is_unknown_is_measured_from_its_district(self, places, typed):
        found = places.find(typed)

        assert found.label == "NB1"
        assert (found.latitude, found.longitude) == pytest.approx((53.4, 0.4))
        assert (found.kind, found.precision) == (PlaceKind.OUTCODE, Precision.STAND_IN)
        assert found.is_fallback

    @pytest.mark.parametrize("typed", ["NB9 1AA", "NB9", "NB"])
    def test_of_a_district_nobody_meets_in_is_not_found(self, places, typed):
        assert places.find(typed) is None


class TestDistrict:
    @pytest.mark.parametrize("typed", ["NB1", "nb1"])
    def test_is_at_the_middle_of_its_venues(self, places, typed):
        found = places.find(typed)

        assert found.label == "NB1"
        assert (found.latitude, found.longitude) == pytest.approx((53.4, 0.4))
        assert (found.kind, found.precision) == (PlaceKind.OUTCODE, Precision.MIDDLE)

    def test_may_be_all_that_a_venue_tells(self, places):
        assert places.find("NB4 1AA").label == places.find("NB4").label == "NB4"


class TestWithoutVenues:
    @pytest.mark.parametrize("typed", ["Northbridge", "NB1 1AA", "NB1", ""])
    def test_nothing_is_known(self, typed):
        assert VenuePlaces([]).find(typed) is None

import pytest

from mutualaid.geography.distance import miles_between
from mutualaid.geography.importing.grid import to_latitudes_and_longitudes

METRES_IN_A_MILE = 1609.344

# Ordnance Survey's test points for its definitive transformation OSTN15: easting, northing,
# latitude, longitude. From the Isles of Scilly to Shetland, with St Kilda far in the west.
PUBLISHED = {
    "TP01 St Mary's": (91492.146, 11318.804, 49.92226393730, -6.29977752014),
    "TP09 Greenwich": (530624.974, 178388.464, 51.48936565, -0.11992557),
    "TP12 Worcester": (389544.190, 261912.153, 52.25529382, -2.15458614),
    "TP20 Leeds": (422242.186, 433818.701, 53.80021520, -1.66379168),
    "TP25 Newcastle": (424639.355, 565012.703, 54.97912274, -1.61657685),
    "TP29 Aberdeen": (397160.491, 805349.736, 57.13902519, -2.04856031),
    "TP31 St Kilda": (9587.909, 899448.996, 57.81351838, -8.57854456),
    "TP40 Shetland": (395999.668, 1138728.951, 60.13308092, -2.07382823),
}


class TestToLatitudesAndLongitudes:
    @pytest.mark.parametrize("point", PUBLISHED.values(), ids=PUBLISHED.keys())
    def test_agrees_with_ordnance_survey_to_a_few_metres(self, point):
        easting, northing, latitude, longitude = point

        (found_latitude,), (found_longitude,) = to_latitudes_and_longitudes(
            [easting], [northing]
        )

        miles = miles_between(latitude, longitude, found_latitude, found_longitude)
        assert miles * METRES_IN_A_MILE < 6

    def test_turns_many_points_at_once_in_their_order(self):
        eastings, northings, latitudes, _ = zip(*PUBLISHED.values(), strict=True)

        found, _ = to_latitudes_and_longitudes(eastings, northings)

        assert found == pytest.approx(list(latitudes), abs=1e-4)

    def test_has_nothing_to_do_for_no_points(self):
        assert to_latitudes_and_longitudes([], []) == ([], [])

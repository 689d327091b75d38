"""What imports keep of long lists of mistakes, and of rows that come twice."""

import pytest

from mutualaid.core.actor import system_actor
from mutualaid.geography.actions import import_places, import_postcodes
from mutualaid.geography.models import Place, Postcode

pytestmark = pytest.mark.django_db
BY = system_actor("tests")


class TestPlaces:
    def test_keep_the_first_twenty_problems_and_count_them_all(self, tmp_path):
        path = tmp_path / "places.csv"
        rows = ["Norbury,52.1,-1.5", *["Nowhere,north,west"] * 30]
        path.write_text("\n".join(["name,latitude,longitude", *rows]))

        report = import_places(path=path, by=BY)

        assert (report.places, report.bad, len(report.problems)) == (1, 30, 20)
        assert Place.objects.get().name == "Norbury"
        told = report.as_dict()
        assert told["bad"] == 30
        assert set(told["problems"][0]) == {"table", "row", "reason"}


class TestPostcodes:
    @pytest.mark.parametrize("order", [1, -1])
    def test_that_ended_do_not_hide_the_same_in_use(self, tmp_path, order):
        path = tmp_path / "postcodes.csv"
        rows = ["NB3 4QX,,E06,52.1,-1.5", "NB3 4QX,199606,E06,52.2,-1.5"]
        path.write_text(
            "\n".join(["pcds,doterm,oslaua,lat,long", *rows[::order]]) + "\n"
        )

        import_postcodes(path=path, by=BY)

        postcode = Postcode.objects.get()
        assert (postcode.ended_on, postcode.latitude) == (None, 52.1)

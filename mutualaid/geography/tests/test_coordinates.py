import pytest

from mutualaid.core.actor import system_actor
from mutualaid.geography.actions import import_postcodes
from mutualaid.geography.coordinates import coordinates_of

POSTCODES = """pcds,doterm,oslaua,lat,long
NB3 4QX,,E06,52.10,-1.50
NB3 9ZZ,199606,E06,52.30,-1.70
"""


class TestCoordinatesOf:
    @pytest.fixture(autouse=True)
    def known(self, db, tmp_path):
        path = tmp_path / "ours.csv"
        path.write_text(POSTCODES)
        import_postcodes(path=path, by=system_actor("test"))

    def test_gives_each_under_its_own_spelling(self):
        assert coordinates_of(
            ["nb34qx", "NB3 4QX", "NB3 9ZZ", "NB3 4ZZ", "NB3", ""]
        ) == {
            "nb34qx": (52.10, -1.50),
            "NB3 4QX": (52.10, -1.50),
            "NB3 9ZZ": (52.30, -1.70),
        }

    def test_asks_once_for_many(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            coordinates_of(
                f"NB3 {n % 10}A{letter}" for n in range(30) for letter in "ABCDEF"
            )
        with django_assert_num_queries(0):
            assert coordinates_of(["Ryde"]) == {}

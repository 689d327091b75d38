import pytest
from django.db import IntegrityError, transaction

from mutualaid.core import clock
from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.models import Place, Postcode, PostcodeEdition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> PostcodeEdition:
    return PostcodeEdition.objects.create(name="may.csv", started_at=clock.now())


def a_postcode(edition, postcode="NB34QX", latitude=52.1, longitude=-1.5) -> Postcode:
    return Postcode.objects.create(
        postcode=postcode, latitude=latitude, longitude=longitude, edition=edition
    )


class TestNames:
    def test_are_written_as_people_write_them(self, edition):
        place = Place(name="Norbury", kind=PlaceKind.PLACE)

        assert str(a_postcode(edition)) == "NB3 4QX"
        assert str(edition) == "may.csv"
        assert str(place) == "Norbury"


class TestPostcode:
    def test_is_there_once(self, edition):
        a_postcode(edition)

        with pytest.raises(IntegrityError), transaction.atomic():
            a_postcode(edition)

    @pytest.mark.parametrize("point", [{"latitude": 91}, {"longitude": -181}])
    def test_lies_on_earth(self, edition, point):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_postcode(edition, **point)


class TestSectorMeans:
    def test_are_of_the_postcodes_in_use_by_sector(self, edition):
        a_postcode(edition, "NB34QX", 52.0, -1.0)
        a_postcode(edition, "NB34QY", 52.2, -1.2)
        a_postcode(edition, "NB301AA", 53.0, -2.0)
        ended = a_postcode(edition, "NB34QZ", 58.0, -5.0)
        ended.ended_on = clock.today()
        ended.save()

        means = {mean.sector: mean for mean in Postcode.objects.live().sector_means()}

        assert set(means) == {"NB34", "NB301"}
        assert means["NB34"].postcodes == 2
        assert means["NB34"].latitude == pytest.approx(52.1)
        assert means["NB34"].longitude == pytest.approx(-1.1)

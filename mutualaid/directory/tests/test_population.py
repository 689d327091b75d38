import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import population as actions
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.models import PopulationPoint
from mutualaid.directory.population_file import MOST_ROWS, read_population

from .factories import an_area

BY = Actor("person:0011223344556677", "area-administrator")
PLAIN = b"code,latitude,longitude,people\nE01000001,53.1,-1.5,1500\n"
REAL = "geography/england_upper_tier_authorities.csv"


def table(*lines):
    return "\n".join(lines).encode()


class TestReadPopulation:
    @pytest.mark.parametrize(
        "headings",
        [
            "code,latitude,longitude,people",
            "LSOA21CD,lat,long,Total population",
            "LSOA 2021 Code,LAT,LNG,All ages",
            "lsoa11,Latitude,Longitude,Mid-2022",
            "gss-code,lat,lon,pop-2020",
            "Small area code\tLat\tLong\tPersons",
            "Area code;Lat;Long;Usual residents",
        ],
    )
    def test_knows_columns_by_many_headings(self, headings):
        mark = next(mark for mark in ",\t;" if mark in headings)
        row = mark.join(["E01000001", "53.1", "-1.5", "1500"])

        (found,) = read_population(table(headings, row)).rows

        assert (found.code, found.latitude, found.longitude) == (
            "E01000001",
            53.1,
            -1.5,
        )
        assert found.people == 1500

    def test_knows_the_national_grid(self):
        data = table("LSOA21CD,BNG_E,BNG_N,Population", "E01000001,429157,623009,7")

        (found,) = read_population(data).rows

        assert found.latitude == pytest.approx(55.5, abs=0.01)
        assert found.longitude == pytest.approx(-1.54, abs=0.01)

    def test_takes_the_points_from_a_second_table(self):
        people = table(
            "Mid-2022 estimates,,", "", "LSOA 2021 Code,Total", "E1,7", "E2,8"
        )
        middles = table("LSOA21CD,x,y", "e1,429157,623009", "E3,a,b")

        found = read_population(people, middles)

        assert [(row.code, row.people) for row in found.rows] == [("E1", 7)]
        assert found.rows[0].latitude == pytest.approx(55.5, abs=0.01)
        assert [(each.row, each.reason) for each in found.problems] == [
            (5, "The table of the middles does not have the code E2.")
        ]

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (",53.1,-1.5,10", "It has no code, or one that is too long."),
            ("E" * 41 + ",53.1,-1.5,10", "It has no code, or one that is too long."),
            ("e01000001,53.1,-1.5,10", "The code e01000001 has been there before."),
            ("E2,north,-1.5,10", "Its point is not two numbers."),
            ("E2,53.1", "Its number of people is not a number."),
            ("E2,53.1,-1.5,many", "Its number of people is not a number."),
            ("E2,53.1,-1.5,-4", "Its number of people cannot be."),
            ("E2,53.1,-1.5,nan", "Its number of people cannot be."),
            ("E2,0,0,10", "Its point is not on Earth, or is 0, 0."),
            ("E2,91,0,10", "Its point is not on Earth, or is 0, 0."),
            ("E2,nan,0,10", "Its point is not on Earth, or is 0, 0."),
        ],
    )
    def test_leaves_out_a_row_and_says_why(self, row, reason):
        found = read_population(PLAIN + row.encode() + b"\n")

        assert len(found.rows) == found.rejected == 1
        assert [(each.row, each.reason) for each in found.problems] == [(3, reason)]
        assert found.read == 2

    def test_reads_numbers_with_commas(self):
        data = table("code,lat,long,people", 'E1,53.1,-1.5,"1,500"')

        assert read_population(data).rows[0].people == 1500

    @pytest.mark.parametrize(
        ("data", "part"),
        [
            (table("lat,long,people", "1,2,3"), "No column of codes"),
            (table("code,lat,long", "E1,2,3"), "No column of numbers of people"),
            (table("code,people", "E1,3"), "the table of the middles as well"),
            (b"", "empty"),
            (b"PK\x03\x04", "zip"),
            (PLAIN + b'"' + b"x" * 200_000, "do not close"),
            (PLAIN + b"E,1,1,1\n" * (MOST_ROWS + 20), "more than 50,000 rows"),
        ],
    )
    def test_refuses_a_table_in_a_sentence(self, data, part):
        with pytest.raises(FormatError, match=part):
            read_population(data)

    def test_refuses_middles_without_points(self):
        with pytest.raises(FormatError, match="table of the middles needs"):
            read_population(table("code,people", "E1,3"), table("code,name", "E1,x"))

    def test_counts_more_problems_than_it_tells(self):
        found = read_population(PLAIN + b"E2,x,y,1\n" * 60)

        assert (found.rejected, len(found.problems)) == (60, 50)

    def test_reads_the_real_authorities_of_england(self, shared_data):
        found = read_population((shared_data / REAL).read_bytes())

        assert (found.read, len(found.rows), found.rejected) == (153, 153, 0)
        # The estimate for England in the middle of 2020.
        assert sum(row.people for row in found.rows) == 56_550_138


@pytest.mark.django_db
class TestImportPopulation:
    def test_replaces_whatever_was_there(self):
        area = an_area()
        actions.import_population(area=area, data=PLAIN, by=BY)

        other = PLAIN.replace(b"E01000001", b"E01000002")
        actions.import_population(area=area, data=other, by=BY)

        point = PopulationPoint.objects.get()
        assert (point.code, point.people) == ("E01000002", 1500)

    def test_leaves_a_line_in_the_log(self):
        area = an_area()

        actions.import_population(area=area, data=PLAIN + b"E2,,,\n", by=BY)

        entry = Entry.objects.get(act="directory.import_population")
        assert entry.subject == f"area:{area.reference}"
        assert entry.detail == {"accepted": 1, "rejected": 1}

    @pytest.mark.parametrize(
        ("data", "part"),
        [(b"{}", "No column"), (PLAIN.replace(b"1500", b"x"), "No row of the table")],
    )
    def test_changes_nothing_where_the_table_is_of_no_use(self, data, part):
        area = an_area()
        actions.import_population(area=area, data=PLAIN, by=BY)

        with pytest.raises(Refused, match=part):
            actions.import_population(area=area, data=data, by=BY)

        assert PopulationPoint.objects.get().people == 1500

    def test_is_undone_by_a_log_line_that_fails(self, monkeypatch):
        def fail(**_line):
            raise RuntimeError

        monkeypatch.setattr(actions, "record", fail)

        with pytest.raises(RuntimeError):
            actions.import_population(area=an_area(), data=PLAIN, by=BY)

        assert not PopulationPoint.objects.exists()

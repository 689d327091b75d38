import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.geography import actions
from mutualaid.geography.actions import import_places, remember_places
from mutualaid.geography.importing import place_import
from mutualaid.geography.importing.place_layouts import (
    GEONAMES,
    INDEX,
    OPEN_NAMES,
    OUTCODES,
    PLAIN,
    recognised,
)
from mutualaid.geography.importing.place_rows import BadPlace, made_place
from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.models import Place
from mutualaid.geography.place_names import KnownPlace
from mutualaid.geography.reports import Problem

BY = system_actor("import-places")


def taken_in(path: Path):
    return import_places(path=path, by=BY)


def stored(**wanted) -> list[tuple]:
    return list(
        Place.objects.filter(**wanted)
        .order_by("key", "within")
        .values_list("name", "within", "latitude", "longitude", "rank", "edition")
    )


def geonames(
    number, name, latitude, longitude, kind, code, admin2="", people="0"
) -> str:
    parts = [
        number,
        name,
        name,
        "",
        latitude,
        longitude,
        kind,
        code,
        "GB",
        "",
        "ENG",
        admin2,
    ]
    return "\t".join([*parts, "", "", people, "", "10", "Europe/London", "2026-01-01"])


def open_name(
    name, kind, local, easting, northing, *, district="", county="", region=""
) -> str:
    row = [""] * 34
    row[0], row[1] = "id", "http://data.ordnancesurvey.co.uk/id/1"
    row[2], row[6], row[7], row[8], row[9] = name, kind, local, easting, northing
    row[21], row[24], row[27], row[29] = district, county, region, "England"
    return ",".join(row)


class TestRecognised:
    @pytest.mark.parametrize(
        ("line", "layout"),
        [
            (geonames("1", "Ryde", "50.7", "-1.1", "P", "PPL").split("\t"), GEONAMES),
            (
                open_name("Ryde", "populatedPlace", "Town", "459000", "92000").split(
                    ","
                ),
                OPEN_NAMES,
            ),
            (["placeid", "place23nm", "descnm", "lat", "long"], INDEX),
            (["Name", "County", "Latitude", "Longitude"], PLAIN),
            (["town", "lat", "lng"], PLAIN),
            (["postcode", "eastings", "latitude", "longitude", "town"], OUTCODES),
            (["name", "age"], None),
            (["latitude", "longitude"], None),
            ([], None),
        ],
    )
    def test_tells_a_list_by_its_first_row(self, line, layout):
        assert recognised(line) is layout


class TestMadePlace:
    @given(st.text(), st.text(), st.text(), st.text(), st.text())
    def test_takes_any_text_or_says_what_is_wrong(self, name, up, across, within, rank):
        try:
            place = made_place(name, up, across, within=within, rank=rank)
        except BadPlace:
            return

        assert place.key
        assert -90 <= place.latitude <= 90

    @pytest.mark.parametrize(
        ("rank", "people"),
        [("1,234", 1234), ("-", 0), ("", 0), ("²", 0), (9**12, 2_000_000_000)],
    )
    def test_reads_numbers_of_people(self, rank, people):
        assert made_place("Ryde", 50.7, -1.1, rank=rank).rank == people


@pytest.mark.django_db
class TestImportPlaces:
    def test_geonames(self, tmp_path):
        path = tmp_path / "GB.txt"
        lines = [
            geonames("1", "England", "52", "-1", "A", "ADM1"),
            geonames("2", "Isle of Wight", "50.7", "-1.3", "A", "ADM2", "G2"),
            geonames("3", "Ryde", "50.73", "-1.16", "P", "PPL", "G2", "24096"),
            geonames("4", "Nomansland", "51", "-1.9", "P", "PPL", "XX"),
            geonames("5", "River Medina", "50.7", "-1.3", "H", "STM", "G2"),
            geonames("6", "Lost Village", "50.7", "-1.3", "P", "PPLQ", "G2"),
        ]
        path.write_text("\n".join(lines) + "\n")

        report = taken_in(path)

        assert (report.layout, report.read, report.places) == ("GeoNames", 6, 2)
        assert report.not_places == 4
        assert stored() == [
            ("Nomansland", "England", 51.0, -1.9, 0, "geonames"),
            ("Ryde", "Isle of Wight", 50.73, -1.16, 24096, "geonames"),
        ]

    def test_os_open_names_in_its_zip(self, tmp_path):
        path = tmp_path / "opname_csv_gb.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Doc/OS_Open_Names_Header.csv", "ID,NAMES_URI,NAME1\n")
            archive.writestr(
                "Data/SE00.csv",
                "\ufeff"
                + open_name(
                    "Leeds",
                    "populatedPlace",
                    "City",
                    "430000",
                    "433500",
                    county="Leeds",
                    region="Yorkshire and the Humber",
                )
                + "\n"
                + open_name(
                    "High Street", "transportNetwork", "Named Road", "430000", "433500"
                )
                + "\n"
                + open_name("Leeds", "populatedPlace", "City", "west", "433500")
                + "\n",
            )
            archive.writestr(
                "Data/TQ00.csv",
                open_name("Camden Town", "populatedPlace", "Suburban Area", "529000", "184000",
                          district="Camden") + "\n",
            )  # fmt: skip

        report = taken_in(path)

        assert (report.layout, report.read, report.places) == ("OS Open Names", 4, 2)
        assert report.problems == (
            Problem("Data/SE00.csv", 3, "coordinates are not numbers"),
        )
        camden, leeds = stored()
        assert camden[:2] == ("Camden Town", "Camden")
        assert leeds[:2] == ("Leeds", "Leeds")
        assert leeds[2:4] == pytest.approx((53.797, -1.546), abs=0.001)
        assert leeds[4] > camden[4] > 0

    def test_ons_index_saved_by_windows(self, tmp_path):
        path = tmp_path / "IPN_GB.csv"
        path.write_bytes(
            "placeid,place23nm,descnm,ctyltnm,lad23nm,popcnt,lat,long\n"
            "1,Ryde,LOC,Isle of Wight,Isle of Wight,-,50.73,-1.16\n"
            "2,Ryde,LOC,Isle of Wight,Isle of Wight,-,50.73,-1.16\n"
            "3,Ryde East,WD,Isle of Wight,Isle of Wight,-,50.73,-1.15\n"
            "4,Llannerch-y-môr,LOC,,Flintshire,-,53.29,-3.2\n".encode("cp1252")
        )

        report = taken_in(path)

        assert (report.read, report.places, report.not_places, report.repeated) == (
            4,
            2,
            1,
            1,
        )
        assert stored() == [
            ("Llannerch-y-môr", "Flintshire", 53.29, -3.2, 0, "ons-place-names"),
            ("Ryde", "Isle of Wight", 50.73, -1.16, 0, "ons-place-names"),
        ]

    def test_plain_list_with_bad_rows(self, tmp_path):
        path = tmp_path / "towns.csv"
        path.write_text(
            "name,within,latitude,longitude,population\n"
            "Norbury,Northshire,52.1,-1.5,80000\n"
            ",Northshire,52.1,-1.5,1\n"
            "Southbury,Northshire,0,0,1\n"
            "Eastbury,Northshire,far,-1.5,1\n"
            "Westbury\n"
        )

        report = taken_in(path)

        assert stored() == [("Norbury", "Northshire", 52.1, -1.5, 80000, "place-list")]
        assert (report.read, report.bad) == (5, 4)
        assert report.problems == (
            Problem("towns.csv", 3, "no name, or one too long"),
            Problem("towns.csv", 4, "coordinates are missing or not on Earth"),
            Problem("towns.csv", 5, "coordinates are not numbers"),
            Problem("towns.csv", 6, "too few columns"),
        )

    def test_real_list_of_outcodes(self, shared_data):
        path = shared_data / "geography" / "outcode_centroids.csv"
        with path.open() as file:
            rows = list(csv.DictReader(file))

        report = taken_in(path)

        assert report.read == report.places == len(rows) == 2856
        assert set(Place.objects.values_list("kind", "key")) == {
            (PlaceKind.OUTCODE, row["postcode"]) for row in rows
        }

    def test_outcodes_and_sectors_but_no_whole_postcodes(self, tmp_path):
        path = tmp_path / "codes.csv"
        path.write_text("postcode,lat,long\nNB3,52,-1\nnb3 4,52,-1\nNB3 4QX,52,-1\n")

        report = taken_in(path)

        assert set(Place.objects.values_list("kind", "key", "edition")) == {
            (PlaceKind.OUTCODE, "NB3", "outcode-list"),
            (PlaceKind.SECTOR, "NB3 4", "outcode-list"),
        }
        assert report.problems == (
            Problem("codes.csv", 4, "neither an outcode nor a sector"),
        )

    def test_tells_how_far_it_has_come(self, tmp_path, monkeypatch):
        monkeypatch.setattr(place_import, "_PROGRESS_EVERY", 2)
        path = tmp_path / "towns.csv"
        path.write_text("name,latitude,longitude\n" + "Norbury,52,-1\n" * 5)
        told = []

        import_places(path=path, by=BY, progress=lambda *news: told.append(news))

        size = path.stat().st_size
        assert len(told) == 4
        assert told[-1] == ("Reading", size, size)

    def test_a_later_list_replaces_the_earlier_of_its_kind_only(self, tmp_path):
        other = [KnownPlace("Norbury", 52.1, -1.5)]
        remember_places(rows=other, edition="venues", by=BY)
        path = tmp_path / "towns.csv"
        for town in ("Southbury", "Eastbury"):
            path.write_text(f"name,latitude,longitude\n{town},52.2,-1.4\n")
            taken_in(path)

        assert [row[0] for row in stored()] == ["Eastbury", "Norbury"]

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("", "towns.csv has no columns that are known here"),
            ("a,b\n1,2\n", "towns.csv has no columns that are known here"),
            (
                "name,latitude,longitude\n",
                "towns.csv names no place that could be used.",
            ),
            (
                "name,latitude,longitude\nA,x,y\n",
                "towns.csv names no place that could be used.",
            ),
        ],
    )
    def test_a_refusal_names_the_file_and_changes_nothing(
        self, tmp_path, content, sentence
    ):
        remember_places(
            rows=[KnownPlace("Norbury", 52, -1)], edition="place-list", by=BY
        )
        path = tmp_path / "towns.csv"
        path.write_text(content)

        with pytest.raises(Refused) as refused:
            taken_in(path)

        assert refused.value.sentence.startswith(sentence)
        assert [row[0] for row in stored()] == ["Norbury"]

    def test_lists_of_two_kinds_are_refused(self, tmp_path):
        (tmp_path / "a.csv").write_text("name,latitude,longitude\nA,52,-1\n")
        (tmp_path / "b.csv").write_text("postcode,latitude,longitude\nNB3,52,-1\n")

        with pytest.raises(Refused, match="different layouts"):
            taken_in(tmp_path)


@pytest.mark.django_db
class TestRememberPlaces:
    TOWNS = (
        KnownPlace("Norbury", 52.1, -1.5, "Northshire", 80_000),
        KnownPlace("NB3", 52.1, -1.5, kind=PlaceKind.OUTCODE),
    )

    def test_keeps_them_under_what_they_are_looked_up_by(self):
        assert remember_places(rows=self.TOWNS, edition="venues", by=BY) == 2
        assert set(Place.objects.values_list("kind", "key", "name")) == {
            ("place", "norbury", "Norbury"),
            ("outcode", "NB3", "NB3"),
        }

    def test_replaces_what_the_edition_held(self):
        remember_places(rows=self.TOWNS, edition="venues", by=BY)

        remember_places(rows=[KnownPlace("Eastbury", 52, -1)], edition="venues", by=BY)

        assert [row[0] for row in stored()] == ["Eastbury"]

    def test_does_and_records_nothing_where_nothing_differs(self):
        remember_places(rows=self.TOWNS, edition="venues", by=BY)
        before = set(Place.objects.values_list("pk"))

        remember_places(rows=reversed(self.TOWNS), edition="venues", by=BY)

        assert set(Place.objects.values_list("pk")) == before
        assert Entry.objects.count() == 1

    def test_is_undone_where_the_record_fails(self, monkeypatch):
        remember_places(rows=self.TOWNS, edition="venues", by=BY)
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            remember_places(rows=[], edition="venues", by=BY)

        assert Place.objects.count() == 2

import csv
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.geography import actions
from mutualaid.geography.actions import import_postcodes
from mutualaid.geography.distance import miles_between
from mutualaid.geography.models import Place, Postcode, PostcodeEdition
from mutualaid.geography.reports import Problem

pytestmark = pytest.mark.django_db

BY = system_actor("import-postcodes")
ONSPD = "pcds,doterm,oslaua,lat,long"


class Crash(Exception):
    """What a power cut looks like from inside."""


def taken_in(path: Path, **options):
    return import_postcodes(path=path, by=BY, **options)


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path


def table() -> list[tuple]:
    columns = ("postcode", "latitude", "longitude", "ended_on")
    return sorted(Postcode.objects.values_list(*columns))


def places() -> list[tuple]:
    columns = ("kind", "key", "name", "latitude", "longitude", "rank", "edition")
    return sorted(Place.objects.values_list(*columns))


def crash_after(batches: int):
    done = []

    def progress(stage, _done, _total):
        done.extend([stage] if stage == "Importing" else [])
        if len(done) == batches:
            raise Crash

    return progress


@pytest.fixture
def aberdeen(shared_data) -> Path:
    return shared_data / "geography" / "onspd_sample_aberdeen.csv"


class TestRealDirectory:
    def test_agrees_with_an_independent_count(self, aberdeen):
        with aberdeen.open(newline="") as file:
            rows = list(csv.DictReader(file))
        with_point = [row for row in rows if row["lat"] != "99.999999"]
        live = [row for row in with_point if not row["doterm"]]

        report = taken_in(aberdeen)

        assert report.layout == "ONS Postcode Directory"
        assert (report.read, report.live) == (len(rows), len(live)) == (8048, 4236)
        assert report.ended == len(with_point) - len(live) == 3810
        assert report.no_coordinates == len(rows) - len(with_point) == 2
        assert (report.outside_uk, report.bad, report.problems) == (0, 0, ())
        assert table() == sorted(
            (
                row["pcds"].replace(" ", ""),
                float(row["lat"]),
                float(row["long"]),
                date(int(row["doterm"][:4]), int(row["doterm"][4:]), 1)
                if row["doterm"]
                else None,
            )
            for row in with_point
        )

    def test_puts_outcodes_where_another_list_has_them(self, aberdeen, shared_data):
        with (shared_data / "geography" / "outcode_centroids.csv").open() as file:
            published = {row["postcode"]: row for row in csv.DictReader(file)}
        taken_in(aberdeen)

        # The sample holds whole outcodes of Aberdeen only.
        found = Place.objects.filter(kind="outcode", key__startswith="AB")

        assert len(found) == 7
        for place in found:
            there = published[place.key]
            point = float(there["latitude"]), float(there["longitude"])
            assert miles_between(place.latitude, place.longitude, *point) < 2, place.key

    @pytest.mark.parametrize("batches", [1, 2, 5])
    def test_after_a_crash_ends_as_if_there_had_been_none(self, aberdeen, batches):
        taken_in(aberdeen, batch=1500)
        wanted, wanted_places = table(), places()
        Place.objects.all().delete()
        Postcode.objects.all().delete()
        PostcodeEdition.objects.all().delete()

        with pytest.raises(Crash):
            taken_in(aberdeen, batch=1500, progress=crash_after(batches))
        reached = Postcode.objects.count()
        report = taken_in(aberdeen, batch=1500)

        assert 0 < reached < 8046
        assert report.resumed_at == batches * 1500
        assert (report.read, report.live, report.ended) == (8048, 4236, 3810)
        assert table() == wanted
        # The means of the same points, taken in another order, may differ in the last digit.
        for place, wanted_place in zip(places(), wanted_places, strict=True):
            assert place == (
                *wanted_place[:3],
                *map(pytest.approx, wanted_place[3:5]),
                *wanted_place[5:],
            )

    def test_says_that_a_file_is_already_in(
        self, aberdeen, django_assert_max_num_queries
    ):
        first = taken_in(aberdeen)

        with django_assert_max_num_queries(1):
            second = taken_in(aberdeen)

        assert second.already_in
        assert {**second.as_dict(), "already_in": False} == first.as_dict()

    def test_again_reads_a_file_once_more(self, aberdeen):
        first = taken_in(aberdeen)
        Postcode.objects.filter(postcode__startswith="AB1").delete()

        again = taken_in(aberdeen, again=True)

        assert again == first
        assert Postcode.objects.count() == 8046


class TestLayouts:
    def test_plain_list(self, tmp_path):
        path = written(
            tmp_path / "ours.csv",
            "postcode,latitude,longitude",
            "NB3 4QX,52.10,-1.50",
            "nb34qy,52.20,-1.40",
        )

        report = taken_in(path)

        assert (report.layout, report.live) == ("postcode list", 2)
        assert table() == [("NB34QX", 52.1, -1.5, None), ("NB34QY", 52.2, -1.4, None)]

    def test_code_point_open_in_its_zip(self, tmp_path):
        path = tmp_path / "codepo_gb.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "Doc/Code-Point_Open_Column_Headers.csv",
                "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality,Eastings,"
                "Northings,Country,Regional_HA,HA,County,District,Ward\n",
            )
            archive.writestr(
                "Data/CSV/ls.csv",
                '"LS14AP",10,422242,433819,"E92000001","","","","E08000035","E05"\n'
                '"LS14AQ",90,0,0,"E92000001","","","","E08000035","E05"\n',
            )
            archive.writestr(
                "Data/CSV/zz.csv",
                '"ZE1 0AA",10,447300,1141300,"S92000003","","","","S12","S13"\n',
            )
            archive.writestr("licence.txt", "Open Government Licence")

        report = taken_in(path)

        assert (report.layout, report.read) == ("Code-Point Open", 3)
        assert (report.live, report.no_coordinates) == (2, 1)
        assert Postcode.objects.get(postcode="LS14AP").latitude == pytest.approx(
            53.80022, abs=1e-4
        )

    def test_reads_a_directory_once_though_it_is_packed_twice(self, tmp_path):
        row = "NB3 4QX,,E06000001,52.1,-1.5"
        path = tmp_path / "ONSPD.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Data/ONSPD_UK.csv", f"{ONSPD}\n{row}\n")
            archive.writestr("Data/multi_csv/ONSPD_UK_NB.csv", f"{ONSPD}\n{row}\n")
            archive.writestr(
                "Documents/LAD names.csv", "code,name\nE06000001,Norbury\n"
            )

        assert taken_in(path).read == 1

    def test_reads_the_parts_where_they_come_alone(self, tmp_path):
        folder = tmp_path / "multi_csv"
        folder.mkdir()
        written(folder / "UK_NA.csv", ONSPD, "NA1 1AA,,E06,52.1,-1.5")
        written(
            folder / "UK_NB.csv",
            ONSPD,
            "NB3 4QX,,E06,52.1,-1.5",
            "NB3 4QY,,E06,52.1,-1.5",
        )

        assert taken_in(folder, batch=1).live == 3

    def test_takes_up_again_in_the_table_where_it_stopped(self, tmp_path):
        written(
            tmp_path / "a.csv", ONSPD, *(f"NA1 {n}AA,,E06,52.{n},-1" for n in range(3))
        )
        written(
            tmp_path / "b.csv", ONSPD, *(f"NB1 {n}AA,,E06,52.{n},-1" for n in range(3))
        )
        with pytest.raises(Crash):
            taken_in(tmp_path, batch=2, progress=crash_after(3))

        report = taken_in(tmp_path, batch=2)

        assert (report.resumed_at, report.read, report.live) == (5, 6, 6)
        assert Postcode.objects.count() == 6


class TestProblems:
    def test_are_told_by_table_row_and_reason(self, tmp_path):
        path = written(
            tmp_path / "list.csv",
            "postcode,latitude,longitude",
            "NB3 4QX,52.1,-1.5",
            "nonsense,52.1,-1.5",
            "NB3 4QY,north,-1.5",
        )

        report = taken_in(path)

        assert (report.read, report.live, report.bad) == (3, 1, 2)
        assert report.problems == (
            Problem("list.csv", 3, "not a postcode"),
            Problem("list.csv", 4, "coordinates are not numbers"),
        )

    def test_are_numbered_the_same_after_a_crash(self, tmp_path):
        rows = ["NB3 4QX,52,-1", "NB3 4QX,52,-1", "x,52,-1", "NB3 4QX,52,-1", "y,52,-1"]
        path = written(tmp_path / "list.csv", "postcode,latitude,longitude", *rows)
        with pytest.raises(Crash):
            taken_in(path, batch=2, progress=crash_after(2))

        assert [problem.row for problem in taken_in(path).problems] == [4, 6]

    def test_are_kept_up_to_twenty(self, tmp_path):
        rows = ["NB3 4QX,52,-1", *["x,52,-1"] * 30]
        path = written(tmp_path / "list.csv", "postcode,latitude,longitude", *rows)

        report = taken_in(path, batch=7)

        assert (report.bad, len(report.problems)) == (30, 20)


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "list.csv has no columns that are known here: "),
            (b"name,age\nA,1\n", "list.csv has no columns that are known here: "),
            (b"\x00\xff\xfe" * 100, "list.csv has no columns that are known here: "),
            (b"postcode,latitude,longitude\n", "list.csv has no whole postcode"),
            (
                b"postcode,latitude,longitude\nNB3,52,-1\n",
                "list.csv has no whole postcode",
            ),
            (b"PK\x03\x04 not a zip", "list.csv has no columns that are known here: "),
        ],
    )
    def test_name_the_file_and_change_nothing(self, tmp_path, content, sentence):
        path = tmp_path / "list.csv"
        path.write_bytes(content)

        with pytest.raises(Refused) as refused:
            taken_in(path)

        assert refused.value.sentence.startswith(sentence)
        assert not PostcodeEdition.objects.exists()
        assert not Entry.objects.exists()

    def test_a_folder_without_tables(self, tmp_path):
        with pytest.raises(Refused, match=r"holds no CSV file\.$"):
            taken_in(tmp_path)

    def test_a_folder_of_two_kinds(self, tmp_path):
        written(tmp_path / "a.csv", ONSPD, "NB3 4QX,,E06,52.1,-1.5")
        written(tmp_path / "b.csv", "postcode,latitude,longitude", "NB3 4QX,52.1,-1.5")

        with pytest.raises(Refused, match="different layouts"):
            taken_in(tmp_path)

    def test_a_zip_damaged_behind_its_first_rows(self, tmp_path):
        path = tmp_path / "big.zip"
        rows = "".join(
            f"NB{n % 9 + 1} {n % 10}QX,52.{n},-1.{n}\n" for n in range(9_999)
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("list.csv", f"postcode,latitude,longitude\n{rows}")
        content = bytearray(path.read_bytes())
        content[-5_000] ^= 0xFF
        path.write_bytes(content)

        with pytest.raises(Refused, match=r"^big\.zip is damaged"):
            taken_in(path)

        assert not Postcode.objects.exists()


class TestEditions:
    def test_later_ones_move_add_end_and_remove(self, tmp_path):
        taken_in(
            written(
                tmp_path / "may.csv",
                ONSPD,
                "NB3 4QX,,E06,52.1,-1.5",
                "NB3 4QY,,E06,52.2,-1.5",
                "NB3 4QZ,,E06,52.3,-1.5",
            )
        )

        report = taken_in(
            written(
                tmp_path / "august.csv",
                ONSPD,
                "NB3 4QX,,E06,52.15,-1.5",
                "NB3 4QY,202607,E06,52.2,-1.5",
                "NB4 1AA,,E06,52.4,-1.5",
            )
        )

        assert report.removed == 1
        assert table() == [
            ("NB34QX", 52.15, -1.5, None),
            ("NB34QY", 52.2, -1.5, date(2026, 7, 1)),
            ("NB41AA", 52.4, -1.5, None),
        ]
        assert PostcodeEdition.objects.get(name="may.csv").finished_at is None

    def test_of_one_area_leave_the_others_alone(self, tmp_path):
        for area in ("NA", "N", "NB"):
            taken_in(
                written(tmp_path / f"{area}.csv", ONSPD, f"{area}1 1AA,,E06,52.1,-1.5")
            )

        taken_in(written(tmp_path / "N.csv", ONSPD, "N2 2AA,,E06,52.1,-1.5"))

        assert [row[0] for row in table()] == ["N22AA", "NA11AA", "NB11AA"]

    def test_of_the_national_list_and_lists_of_ones_own_live_side_by_side(
        self, tmp_path
    ):
        own = written(
            tmp_path / "own.csv", "postcode,latitude,longitude", "NB3 4QX,52.1,-1.5"
        )
        taken_in(own)

        taken_in(written(tmp_path / "onspd.csv", ONSPD, "NB4 1AA,,E06,52.4,-1.5"))

        assert [row[0] for row in table()] == ["NB34QX", "NB41AA"]
        assert taken_in(own).already_in

    def test_taken_in_between_make_an_unfinished_one_begin_anew(self, tmp_path):
        rows = [f"NB3 {n}QX,,E06,52.{n},-1.5" for n in range(4)]
        first = written(tmp_path / "first.csv", ONSPD, *rows)
        with pytest.raises(Crash):
            taken_in(first, batch=2, progress=crash_after(1))
        taken_in(written(tmp_path / "second.csv", ONSPD, "NB3 9ZZ,,E06,52.9,-1.5"))

        report = taken_in(first, batch=2)

        assert (report.resumed_at, report.read, report.removed) == (0, 4, 1)
        assert len(table()) == 4

    def test_never_let_an_ended_row_replace_a_live_one(self, tmp_path):
        live, ended = "NB3 4QX,,E06,52.1,-1.5", "NB3 4QX,199606,E06,52.2,-1.5"
        rows = [ended, live, ended, "NB3 4QY,,E06,52.1,-1.5", ended]

        taken_in(written(tmp_path / "list.csv", ONSPD, *rows), batch=2)

        assert table()[0] == ("NB34QX", 52.1, -1.5, None)


class TestMiddles:
    def test_are_means_of_the_postcodes_in_use(self, tmp_path):
        taken_in(
            written(
                tmp_path / "list.csv",
                ONSPD,
                "NB3 4QX,,E06,52.0,-1.0",
                "NB3 4QY,,E06,52.2,-1.2",
                "NB3 5QY,,E06,52.7,-1.7",
                "NB3 4QZ,199606,E06,58.0,-5.0",
                "NB30 1AA,,E06,53.0,-2.0",
                "NB9 1AA,199606,E06,53.0,-2.0",
            )
        )

        assert places() == [
            ("outcode", "NB3", "NB3", pytest.approx(52.3), pytest.approx(-1.3), 3, "postcodes"),
            ("outcode", "NB30", "NB30", 53.0, -2.0, 1, "postcodes"),
            ("postcode-sector", "NB3 4", "NB3 4", pytest.approx(52.1), pytest.approx(-1.1), 2,
             "postcodes"),
            ("postcode-sector", "NB3 5", "NB3 5", 52.7, -1.7, 1, "postcodes"),
            ("postcode-sector", "NB30 1", "NB30 1", 53.0, -2.0, 1, "postcodes"),
        ]  # fmt: skip


class TestRecord:
    def test_says_who_took_in_what(self, tmp_path):
        path = written(tmp_path / "list.csv", ONSPD, "NB3 4QX,,E06,52.1,-1.5")

        with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
            taken_in(path)

        entry = Entry.objects.get()
        assert (entry.act, entry.actor) == (
            "geography.import_postcodes",
            "system:import-postcodes",
        )
        assert entry.subject == "list.csv"
        assert entry.detail["live"] == 1
        assert PostcodeEdition.objects.get().finished_at == entry.recorded_at

    def test_that_fails_leaves_the_import_unfinished(self, tmp_path, monkeypatch):
        path = written(tmp_path / "list.csv", ONSPD, "NB3 4QX,,E06,52.1,-1.5")
        with monkeypatch.context() as patch:
            patch.setattr(actions, "record", lambda **_: (_ for _ in ()).throw(Crash))
            with pytest.raises(Crash):
                taken_in(path)

        assert PostcodeEdition.objects.get().finished_at is None
        assert not Place.objects.exists()
        assert not taken_in(path).already_in
        assert Place.objects.count() == 2

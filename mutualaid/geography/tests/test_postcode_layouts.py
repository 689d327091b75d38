import csv

import pytest

from mutualaid.geography.importing.postcode_layouts import (
    CODE_POINT_OPEN,
    LIST,
    NATIONAL,
    recognised,
)

CODE_POINT_ROW = "AB1 0AA,10,385386,801193,S92000003,,S08000020,,S12000033,S13002843"


class TestRecognised:
    @pytest.mark.parametrize(
        ("heading", "title", "series"),
        [
            (
                "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,usertype,oseast1m,osnrth1m,lat,long",
                "ONS Postcode Directory",
                NATIONAL,
            ),
            (
                "pcd7,pcd8,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,laua,lat,long",
                "National Statistics Postcode Lookup",
                NATIONAL,
            ),
            (
                "PCDS,DOINTR,DOTERM,usrtypind,east1m,north1m,lad25cd,LAT,LONG",
                "ONS postcode file",
                NATIONAL,
            ),
            ("postcode,latitude,longitude", "postcode list", LIST),
            (" Postcode , Lng,Lat", "postcode list", LIST),
            ("Postcode,Positional_quality,Eastings,Northings", "postcode list", LIST),
        ],
    )
    def test_tells_a_list_by_its_heading(self, heading, title, series):
        layout = recognised(next(csv.reader([heading])))

        assert (layout.title, layout.series) == (title, series)

    def test_finds_the_columns_wherever_they_stand(self):
        layout = recognised(["long", "doterm", "lat", "pcds", "pcd"])

        assert (layout.across, layout.ended, layout.upward, layout.postcode) == (
            0,
            1,
            2,
            3,
        )

    def test_prefers_degrees_to_metres(self):
        layout = recognised(["pcds", "oseast1m", "osnrth1m", "lat", "long"])

        assert not layout.on_grid
        assert recognised(["pcds", "oseast1m", "osnrth1m"]).on_grid

    def test_knows_code_point_open_by_its_first_record(self):
        assert recognised(CODE_POINT_ROW.split(",")) is CODE_POINT_OPEN

    @pytest.mark.parametrize(
        "row",
        [
            [],
            ["postcode"],
            ["postcode", "latitude"],
            ["name", "latitude", "longitude"],
            ["PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"],
            ["id", "postcode", "latidude", "longitude"],
        ],
    )
    def test_knows_nothing_else(self, row):
        assert recognised(row) is None

import itertools
import json
from math import cos, pi, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mutualaid.geography.boundaries import (
    LARGEST_FILE,
    MOST_KEPT,
    MOST_POINTS,
    BoundaryError,
    as_geojson,
    kept_outline,
    read_boundary,
)
from mutualaid.geography.outlines import Outline
from mutualaid.geography.reach import Reach

SQUARE = [[0, 50], [2, 50], [2, 52], [0, 52], [0, 50]]
HOLE = [[0.5, 50.5], [1.5, 50.5], [1.5, 51.5], [0.5, 51.5], [0.5, 50.5]]
REAL = "geography/england_upper_tier_2019_generalised.geojson"


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(shape, **properties):
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def written(document):
    return json.dumps(document).encode()


def moved(ring, by):
    return [[longitude + by, latitude] for longitude, latitude in ring]


class TestReadBoundary:
    @pytest.mark.parametrize(
        "document",
        [
            polygon(SQUARE),
            {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
            feature(polygon(SQUARE)),
            collection(feature(polygon(SQUARE)), feature(None)),
            {"type": "GeometryCollection", "geometries": [polygon(SQUARE)]},
            collection(feature(polygon(SQUARE)), feature({"type": "Point"})),
        ],
    )
    def test_takes_every_way_of_saying_a_polygon(self, document):
        outline = read_boundary(written(document))

        assert outline.holds(51, 1)
        assert not outline.holds(51, 3)

    def test_leaves_out_the_holes(self):
        outline = read_boundary(written(polygon(SQUARE, HOLE)))

        assert outline.holds(50.2, 1)
        assert not outline.holds(51, 1)

    def test_closes_a_ring_and_drops_heights(self):
        ring = [[*position, 12.5] for position in SQUARE[:-1]]

        assert read_boundary(written(polygon(ring))).holds(51, 1)

    def test_takes_the_features_of_the_codes_alone(self):
        document = collection(
            feature(polygon(SQUARE), ctyua19cd="E10000001", name="One"),
            feature(polygon(moved(SQUARE, 4)), GSS_CODE="E10000002"),
            feature(polygon(moved(SQUARE, 8)), GSS_CODE="E10000003"),
        )

        outline = read_boundary(written(document), ["e10000001 ", "E10000003", ""])

        assert [outline.holds(51, at) for at in (1, 5, 9)] == [True, False, True]

    @pytest.mark.parametrize(
        ("data", "part"),
        [
            (b"", "cannot be read as JSON"),
            (b"[" * 100_000, "cannot be read as JSON"),
            (b"\xff\xfe", "cannot be read as JSON"),
            (b'{"type": "Polygon", "coordinates": NaN}', "cannot be read as JSON"),
            (b"[]", "no “type”"),
            (b"{}", "no “type”"),
            (written({"type": 7}), "no “type”"),
            (written(collection()), "holds no outline"),
            (written({"type": "FeatureCollection"}), "holds no outline"),
            (written(polygon()), "holds no outline"),
            (written({"type": "Point", "coordinates": [1, 2]}), "holds no outline"),
            (written({"type": "Polygon"}), "not the lists"),
            (written(polygon("no")), "not the lists"),
            (written(polygon(SQUARE[:2])), "fewer than three corners"),
            (written(polygon([])), "fewer than three corners"),
            (written(polygon([[1], *SQUARE])), "not two numbers"),
            (written(polygon([["a", "b"], *SQUARE])), "not two numbers"),
            (written(polygon([[True, 1], *SQUARE])), "not two numbers"),
            (written(polygon([[530_000, 180_000], *SQUARE])), "National Grid"),
            (written(polygon([[10**400, 1], *SQUARE])), "National Grid"),
            (b" " * (LARGEST_FILE + 1), "larger than 2 MB"),
            (written(polygon(SQUARE * (MOST_POINTS // 4))), "points, and at most"),
        ],
    )
    def test_says_in_a_sentence_what_is_wrong(self, data, part):
        with pytest.raises(BoundaryError, match=part):
            read_boundary(data)

    def test_names_the_codes_that_nothing_carries(self):
        data = written(collection(feature(polygon(SQUARE), code="E1"), feature(None)))

        with pytest.raises(BoundaryError, match="the code E2, E3"):
            read_boundary(data, ["E1", "E3", "E2"])

    def test_refuses_collections_without_end(self):
        document = polygon(SQUARE)
        for _ in range(20):
            document = {"type": "GeometryCollection", "geometries": [document]}

        with pytest.raises(BoundaryError):
            read_boundary(written(document))

    def test_is_kept_as_it_was_read(self):
        outline = read_boundary(written(polygon(SQUARE, HOLE)))

        kept = json.loads(json.dumps(as_geojson(outline)))

        assert kept_outline(kept) == outline

    def test_keeps_no_more_points_than_needed(self):
        circle = [
            [cos(2 * pi * at / 9000), 51 + sin(2 * pi * at / 9000)]
            for at in range(9000)
        ]

        outline = read_boundary(written(polygon([*circle, circle[0]])))

        assert 30 < outline.size <= MOST_KEPT
        assert outline.holds(51.99, 0)
        assert not outline.holds(52.01, 0)

    def test_of_real_authorities_holds_their_own_middles(self, shared_data):
        data = (shared_data / REAL).read_bytes()

        derbyshire = read_boundary(data, ["E10000007"])

        assert derbyshire.holds(53.13, -1.55)  # Matlock
        assert not derbyshire.holds(52.92, -1.47)  # Derby, an authority of its own
        assert not derbyshire.holds(53.38, -1.47)  # Sheffield


corners = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12
)


class TestOutline:
    @given(
        st.lists(st.floats(0, 6.28), min_size=3, max_size=12, unique=True),
        st.floats(-2, 2),
        st.floats(-2, 2),
    )
    def test_agrees_about_convex_ones_with_the_half_planes(self, angles, x, y):
        ring = [(cos(angle), sin(angle)) for angle in sorted(angles)]
        ring.append(ring[0])
        sides = [
            (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            for (ax, ay), (bx, by) in itertools.pairwise(ring)
        ]
        assume(all(abs(side) > 1e-9 for side in sides))

        inside = Outline(((tuple(ring),),)).holds(y, x)

        assert inside == all(side > 0 for side in sides)

    @given(corners, corners, st.integers(-50, 50), st.integers(-50, 50))
    def test_leaves_out_what_a_hole_holds(self, outer, hole, x, y):
        rings = tuple((*ring, ring[0]) for ring in (outer, hole))
        point = (y + 0.35, x + 0.35)  # on no corner
        alone = [Outline(((ring,),)).holds(*point) for ring in rings]
        box = Outline((rings,)).box

        both = Outline((rings,)).holds(*point)

        # Beyond the outer ring's latitudes nothing is looked at.
        assert both == ((alone[0] != alone[1]) and box.south <= point[0] <= box.north)

    def test_has_a_box_around_all_of_it(self):
        other = [[5, 53], [6, 53], [6, 54], [5, 53]]
        outline = read_boundary(
            written({"type": "MultiPolygon", "coordinates": [[SQUARE], [other]]})
        )

        assert outline.box == (50, 0, 54, 6)

    def test_keeps_what_is_simple_already(self):
        outline = read_boundary(written(polygon(SQUARE, HOLE)))

        assert outline.simplified(5, 0.001).polygons[0][0] == outline.polygons[0][0]


class TestReach:
    def test_of_an_outline_is_the_outline(self):
        reach = Reach(51, 1, read_boundary(written(polygon(SQUARE))), miles=1)

        assert reach.holds(50.1, 0.1)
        assert not reach.holds(49.9, 0.1)
        assert reach.box == (50, 0, 52, 2)

    def test_of_a_circle_ends_at_its_miles(self):
        reach = Reach(51, 1, miles=5)

        assert reach.holds(51.07, 1)
        assert not reach.holds(51.08, 1)
        assert reach.box.holds(51.07, 1)

    def test_of_neither_holds_its_middle_at_most(self):
        assert not Reach(51, 1).holds(51.01, 1)

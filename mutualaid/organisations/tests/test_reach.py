import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.geography.boundaries import kept_outline
from mutualaid.geography.outlines import Outline
from mutualaid.organisations.actions import reach as actions

from . import factories as make

pytestmark = pytest.mark.django_db
BY = Actor("person:0011223344556677", "area-administrator")
SQUARE = Outline(((((0, 53), (1, 53), (1, 54), (0, 54), (0, 53)),),))


def set_reach(area, **given):
    usual = {"outline": None, "authority_codes": [], "radius_miles": None, "by": BY}
    return actions.set_reach(area=area, **{**usual, **given})


class TestSetReach:
    def test_keeps_an_outline_and_where_it_was_from(self):
        area = make.area(radius_miles=5)

        set_reach(area, outline=SQUARE, authority_codes=["E10000007"], radius_miles=9)

        area.refresh_from_db()
        assert kept_outline(area.boundary) == SQUARE
        assert (area.authority_codes, area.radius_miles) == (["E10000007"], None)

    def test_keeps_a_circle_instead_of_an_outline(self):
        area = make.area()
        set_reach(area, outline=SQUARE, authority_codes=["E10000007"])

        set_reach(area, radius_miles=12.5)

        area.refresh_from_db()
        assert (area.boundary, area.authority_codes) == (None, [])
        assert area.radius_miles == 12.5

    @pytest.mark.parametrize("miles", [None, 0, 0.5, 101, float("nan")])
    def test_refuses_neither_an_outline_nor_a_sensible_circle(self, miles):
        with pytest.raises(Refused, match="1 to 100 miles"):
            set_reach(make.area(), radius_miles=miles)

    @pytest.mark.parametrize(
        ("given", "detail"),
        [
            ({"radius_miles": 7.0}, {"miles": "7"}),
            (
                {"outline": SQUARE, "authority_codes": ["E1"]},
                {"points": 5, "codes": ["E1"]},
            ),
        ],
    )
    def test_leaves_a_line_in_the_log(self, given, detail):
        area = make.area()

        set_reach(area, **given)

        entry = Entry.objects.get(act="organisations.set_reach")
        assert entry.subject == f"area:{area.reference}"
        assert entry.detail == detail

    def test_is_undone_by_a_log_line_that_fails(self, monkeypatch):
        def fail(**_line):
            raise RuntimeError

        area = make.area()
        monkeypatch.setattr(actions, "record", fail)

        with pytest.raises(RuntimeError):
            set_reach(area, radius_miles=7)

        area.refresh_from_db()
        assert area.radius_miles is None


class TestReadCodes:
    def test_takes_them_with_commas_and_spaces_and_once(self):
        read = actions.read_codes(" e10000007, E06000015;E10000007\nE09000001")

        assert read == ["E10000007", "E06000015", "E09000001"]

    @pytest.mark.parametrize("text", ["Derbyshire!", "E1", "E" * 13])
    def test_refuses_what_is_no_code(self, text):
        with pytest.raises(Refused, match="A code is letters and digits"):
            actions.read_codes(text)

    def test_refuses_too_many(self):
        with pytest.raises(Refused, match="At most 50"):
            actions.read_codes(" ".join(f"E{n:08d}" for n in range(51)))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.design_system.pagination import page_links, shown

from .markup import Page
from .rendering import render


def written(page: int, of: int) -> Page:
    source = (
        '{% from "design_system/components/pagination.jinja" import pagination %}'
        "{{ pagination(page, of, address) }}"
    )
    return Page(render(source, page=page, of=of, address="?page={}&q=a%22b".format))


class TestShown:
    @pytest.mark.parametrize(
        ("page", "of", "numbers"),
        [
            (1, 2, [1, 2]),
            (1, 3, [1, 2, 3]),
            (1, 9, [1, 2, None, 9]),
            (3, 9, [1, 2, 3, 4, None, 9]),
            (4, 9, [1, 2, 3, 4, 5, None, 9]),
            (5, 9, [1, None, 4, 5, 6, None, 9]),
            (6, 9, [1, None, 5, 6, 7, 8, 9]),
            (9, 9, [1, None, 8, 9]),
        ],
    )
    def test_leaves_out_pages_far_from_here(self, page, of, numbers):
        assert shown(page, of) == numbers

    @given(st.integers(2, 5_000), st.data())
    def test_has_the_ends_and_this_page_in_order(self, of, data):
        page = data.draw(st.integers(1, of))

        numbers = [number for number in shown(page, of) if number is not None]

        assert numbers == sorted(set(numbers))
        assert {1, page, of} <= set(numbers)
        assert len(shown(page, of)) <= 9


class TestPageLinks:
    @pytest.mark.parametrize("of", [0, 1])
    def test_are_none_where_there_is_nothing_to_turn_to(self, of):
        assert page_links(1, of, str) == {}

    def test_of_the_first_page_lead_forwards_only(self):
        links = page_links(1, 4, str)
        assert "previous" not in links
        assert links["next"]["href"] == "2"

    def test_of_the_last_page_lead_back_only(self):
        links = page_links(4, 4, str)
        assert "next" not in links
        assert links["previous"]["href"] == "3"


class TestPagination:
    def test_writes_nothing_for_one_page(self):
        assert written(1, 1).elements == []

    def test_marks_the_page_that_is_shown(self):
        current = written(2, 5).one("a", aria_current="page")
        assert current.text == "2"
        assert current["aria-label"] == "Page 2"

    def test_names_itself_and_its_ends(self):
        page = written(2, 5)
        assert page.one("nav")["aria-label"] == "Pages of results"
        assert page.one("a", rel="prev")["aria-label"] == "Previous page"
        assert page.one("a", rel="next")["aria-label"] == "Next page"

    def test_escapes_addresses(self):
        assert written(1, 2).one("a", rel="next")["href"] == "?page=2&q=a%22b"

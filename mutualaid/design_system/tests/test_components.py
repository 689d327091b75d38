import pytest
from markupsafe import Markup

from .markup import Page
from .rendering import HOSTILE, render

COMPONENTS = {
    "tag": "{{ tag(x) }}",
    "notice": "{% call notice(x) %}{{ x }}{% endcall %}",
    "inset": "{% call inset() %}{{ x }}{% endcall %}",
    "details": "{% call details(x) %}{{ x }}{% endcall %}",
    "empty_state": "{% call empty_state(x) %}{{ x }}{% endcall %}",
    "facts": "{{ facts([(x, x)]) }}",
    "summary_list": (
        "{{ summary_list([{'key': x, 'value': x, 'href': '?q=' ~ x, 'action': x}]) }}"
    ),
    "table": "{{ table(x, [x, x], [[x, x]]) }}",
    "back_link": "{{ back_link('?q=' ~ x, x) }}",
}


def written(component: str, source: str = "", **context) -> Page:
    imported = (
        f'{{% from "design_system/components/{component}.jinja" import {component} %}}'
    )
    return Page(render(imported + (source or COMPONENTS[component]), **context))


class TestEveryComponent:
    @pytest.mark.parametrize("component", COMPONENTS)
    def test_escapes_what_people_wrote(self, component):
        page = written(component, x=HOSTILE)

        assert page.all("script") == []
        assert page.all("img") == []
        assert not any("onerror" in element.attributes for element in page.elements)
        assert "<script>alert(1)</script>" in page.elements[0].text

    @pytest.mark.parametrize("component", COMPONENTS)
    def test_shows_plain_words(self, component):
        assert "Mill Lane" in written(component, x="Mill Lane").elements[0].text


class TestTag:
    def test_may_be_of_a_kind(self):
        assert written("tag", "{{ tag('New', 'good') }}").one("strong")["class"] == (
            "ma-tag ma-tag--good"
        )


class TestNotice:
    def test_says_in_words_that_it_is_urgent(self):
        source = "{% call notice('Ring 999', 'urgent', level=3) %}now{% endcall %}"
        assert written("notice", source).one("h3").text == "Urgent: Ring 999"


class TestDetails:
    def test_is_folded_unless_asked(self):
        opened = "{% call details('Why?', open=true) %}…{% endcall %}"
        assert "open" not in written("details", x="Why?").one("details").attributes
        assert "open" in written("details", opened).one("details").attributes


class TestFacts:
    def test_leave_out_what_is_not_known(self):
        page = written("facts", "{{ facts([('Where', ''), ('When', 'Now')]) }}")
        assert [element.text for element in page.all("dt")] == ["When"]

    def test_may_hold_markup(self):
        page = written("facts", "{{ facts([('Where', x)]) }}", x=Markup("<b>Here</b>"))
        assert page.one("b").text == "Here"


class TestSummaryList:
    def test_has_no_link_where_nothing_can_be_changed(self):
        page = written(
            "summary_list", "{{ summary_list([{'key': 'a', 'value': 'b'}]) }}"
        )
        assert page.all("a") == []
        assert page.one("dd").text == "b"


class TestTable:
    SOURCE = (
        "{{ table('By day', ['Day', 'Online'], [['Monday', 3], ['Sunday', 0]],"
        " id='days', numeric=(1,)) }}"
    )

    def test_heads_rows_and_columns(self):
        page = written("table", self.SOURCE)
        assert [e.text for e in page.all("th", scope="col")] == ["Day", "Online"]
        assert [e.text for e in page.all("th", scope="row")] == ["Monday", "Sunday"]
        assert [e.text for e in page.all("td")] == ["3", "0"]

    def test_scrolls_in_a_frame_that_has_a_name(self):
        page = written("table", self.SOURCE)
        frame = page.one("div", role="region")
        assert frame["tabindex"] == "0"
        assert page.by_id(frame["aria-labelledby"]).text == "By day"

    def test_sets_figures_to_the_right(self):
        cells = written("table", self.SOURCE).all("td")
        assert all("numeric" in cell["class"] for cell in cells)

import pytest
from page_rules import Watch, assert_accessible, assert_sound

GOOD = """<!DOCTYPE html><html lang="en"><head><title>Good</title></head>
<body><main><h1>Good</h1><p><a href="/a">One</a> <a href="/b">Two</a></p></main></body></html>"""


@pytest.fixture
def unwatched(new_context):
    """A page and its watch, whose troubles are expected."""
    watch = Watch()
    return watch.over(new_context()).new_page(), watch


class TestWatch:
    @pytest.mark.parametrize(
        ("markup", "told"),
        [
            ("<script>console.error('spilt')</script>", "console: spilt"),
            ("<script>throw new Error('broken')</script>", "broken"),
            ("<img src='http://other.example/x.png'>", "other.example"),
        ],
    )
    def test_notices(self, unwatched, markup, told):
        page, watch = unwatched
        page.set_content(markup)
        page.wait_for_timeout(100)

        assert any(told in trouble for trouble in watch.troubles)

    def test_is_content_with_a_good_page(self, unwatched):
        page, watch = unwatched
        page.set_content(GOOD)

        assert watch.troubles == []


class TestPageRules:
    def test_accept_a_good_page_at_any_width(self, sized_page):
        sized_page.set_content(GOOD)

        assert_sound(sized_page)

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            ("<title>Good</title>", "<title></title>"),
            ("<h1>Good</h1>", "<h1>Good</h1><h1>Again</h1>"),
            ("<p>", "<p style='width:4000px'>"),
            (">Two<", ">One<"),
            ("<h1>Good</h1>", "<h1>Good</h1><img src='data:,'>"),
        ],
    )
    def test_reject(self, page, good, bad):
        page.set_content(GOOD.replace(good, bad))

        with pytest.raises(AssertionError):
            assert_sound(page)

    def test_accept_a_good_page_without_scripts(self, no_script_page):
        no_script_page.set_content(GOOD)

        assert_sound(no_script_page)

    def test_reject_a_bad_page_without_scripts(self, no_script_page):
        no_script_page.set_content(GOOD.replace("<h1>", "<img src='data:,'><h1>"))

        with pytest.raises(AssertionError):
            assert_accessible(no_script_page)

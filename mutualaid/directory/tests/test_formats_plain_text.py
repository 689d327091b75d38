import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.formats.plain_text import (
    many_lines,
    one_line,
    shortened,
    without_hidden,
    word_of,
)

ZERO_WIDTH = "\u200b"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"
NON_JOINER = "\u200c"


class TestOneLine:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("  Monday  Step ", "Monday Step"),
            ("Tea &amp; Talk", "Tea & Talk"),
            ("Tea &amp;amp; Talk", "Tea & Talk"),
            ("St Mark&#8217;s", "St Mark’s"),
            ("caf&#xe9;", "café"),
            ("AT&T &copy", "AT&T &copy"),
            ("<b>Step</b> one", "Step one"),
            ("&lt;b&gt;Step&lt;/b&gt;", "Step"),
            ("under <18 and >60", "under <18 and >60"),
            ("a<br>b", "a b"),
            ("a\r\n\tb", "a b"),
            ("\t\t            ", ""),
            (f"St{ZERO_WIDTH}ep\ufeff", "Step"),
            (f"Step{RIGHT_TO_LEFT_OVERRIDE}pets", "Steppets"),
            ("Step\x00\x07\x1b", "Step"),
            ("half\ud800pair", "halfpair"),
            ("a\u2003b\u00a0c", "a b c"),
            ("cafe\u0301", "café"),
            ("<script>alert(1)</script>Step", "Step"),
            ("<<b>b>Step", "Step"),
            ("null", ""),
            ("N/A", ""),
            ("-", ""),
        ],
    )
    def test_is_what_people_read(self, text, plain):
        assert one_line(text) == plain

    def test_keeps_the_joiners_that_persian_needs(self):
        word = f"می{NON_JOINER}خواهم"

        assert one_line(word) == word
        assert one_line(f"pass{NON_JOINER}word") == "password"

    @given(st.text())
    def test_settles_at_once(self, text):
        assert one_line(one_line(text)) == one_line(text) or "&" in text or "<" in text

    @given(st.text(alphabet=st.characters(exclude_categories=[])))
    def test_can_always_be_stored(self, text):
        assert "\n" not in one_line(text)
        assert "\x00" not in one_line(text).encode("utf-8").decode("utf-8")


class TestManyLines:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("one<br />two", "one\ntwo"),
            ("<p>one</p><p>two</p>", "one\ntwo"),
            ("one\n\n\n\n\ntwo", "one\n\ntwo"),
            ("  one  \t line \n two ", "one line\ntwo"),
            ("\n\n", ""),
            ("undefined", ""),
        ],
    )
    def test_keep_their_breaks_and_nothing_else(self, text, plain):
        assert many_lines(text) == plain


class TestWordOf:
    @pytest.mark.parametrize(
        ("value", "word"),
        [
            (5202, "5202"),
            (5202.0, "5202"),
            (51.5, "51.5"),
            (" a ", "a"),
            (True, ""),
            (None, ""),
            ([1], ""),
        ],
    )
    def test_is_a_text_or_a_number(self, value, word):
        assert word_of(value) == word


class TestWithoutHidden:
    def test_leaves_the_spacing_and_mark_up_of_the_source_alone(self):
        assert without_hidden("a  <b>\n\x00b &amp;") == "a  <b>\nb &amp;"


class TestShortened:
    def test_shows_that_something_is_left_out(self):
        assert shortened("abcdef", 4) == "abc…"
        assert shortened("abcd", 4) == "abcd"

"""What is wrapped in itself again and again."""

from html import escape

import pytest

from mutualaid.directory.formats.plain_text import one_line
from mutualaid.directory.formats.redaction import Redaction


def redacted(record: dict) -> dict:
    return Redaction(lambda key: key).redacted(record)


class TestMarkup:
    @pytest.mark.parametrize("times", [1, 2, 3])
    def test_is_taken_off_layer_by_layer(self, times):
        text = "Tea & Talk"
        for _ in range(times):
            text = escape(text)

        assert one_line(text) == "Tea & Talk"

    def test_is_taken_off_so_often_and_no_more(self):
        text = "&"
        for _ in range(9):
            text = escape(text)

        assert one_line(text) == "&" + "amp;" * 6


class TestRedaction:
    @pytest.mark.parametrize("depth", [50, 500])
    def test_ends_in_lists_of_lists(self, depth):
        value = "deep"
        for _ in range(depth):
            value = [value]

        assert "deep" not in str(redacted({"types": value}))

    @pytest.mark.parametrize("depth", [50, 500])
    def test_ends_in_objects_of_objects(self, depth):
        value = "deep"
        for _ in range(depth):
            value = {"more": value}

        assert "deep" not in str(redacted({"group": value}))

    def test_keeps_what_is_not_so_deep(self):
        assert redacted({"types": [["O"], "W"]}) == {"types": [["O"], "W"]}

import json
import logging
import sys

import pytest

from mutualaid.core.logs import JsonFormatter, described

TYPED = "Quillbury"


def line(name: str, message: str, *args: object, **attributes: object) -> dict:
    record = logging.LogRecord(name, logging.ERROR, "some.py", 7, message, args, None)
    record.__dict__.update(attributes)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


class TestJsonFormatter:
    def test_tells_our_own_words_and_fields(self):
        told = line("mutualaid.import", "Read %s", "a feed", fields={"records": 3})

        assert told["message"] == "Read a feed"
        assert told["records"] == 3

    @pytest.mark.parametrize(
        ("message", "args", "told"),
        [
            ("Worker %s left after %d", (12, 3), "Worker 12 left after 3"),
            ("Bad address %s", (TYPED,), "Bad address …"),
            ("Bad %(what)s", ({"what": TYPED},), "Bad …"),
            ("Bad %d", (TYPED,), "Bad %d"),
            (f"Ready-made about {TYPED}", (), "said at some.py:7"),
        ],
    )
    def test_leaves_text_out_of_what_other_packages_say(self, message, args, told):
        assert line("gunicorn.error", message, *args)["message"] == told

    def test_tells_an_exception_without_its_message(self):
        try:
            int(TYPED)
        except ValueError:
            told = line("gunicorn.error", "Oh", exc_info=sys.exc_info())

        assert told["exception"] == "ValueError"
        assert TYPED not in json.dumps(told)


class TestDescribed:
    def test_follows_causes_round_a_circle_only_once(self):
        first, second = ValueError(), KeyError()
        first.__cause__, second.__cause__ = second, first

        assert described(first)["because"] == ["KeyError"]

    def test_leaves_out_what_was_suppressed(self):
        error = ValueError()
        error.__context__, error.__suppress_context__ = KeyError(), True

        assert "because" not in described(error)

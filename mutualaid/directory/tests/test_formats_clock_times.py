import pytest

from mutualaid.directory.formats.clock_times import (
    DAY,
    Style,
    read_clock,
    read_clock_range,
)


def told(clock):
    return None if clock is None else f"{clock.time:%H:%M}"


class TestReadClock:
    @pytest.mark.parametrize(
        ("value", "time"),
        [
            ("19:30", "19:30"),
            ("07:30", "07:30"),
            ("8:00", "08:00"),
            ("19.30", "19:30"),
            ("19;30", "19:30"),
            ("19h30", "19:30"),
            ("1930", "19:30"),
            ("0730", "07:30"),
            ("930", "09:30"),
            ("19:30:00", "19:30"),
            ("T19:30", "19:30"),
            ("1930 hrs", "19:30"),
            ("19:30 hours", "19:30"),
            ("7:30 PM", "19:30"),
            ("7:30PM", "19:30"),
            ("7.30pm", "19:30"),
            ("7.30 p.m.", "19:30"),
            ("7.30P.M.", "19:30"),
            ("7 30pm", "19:30"),
            ("7pm", "19:00"),
            ("7 p.m", "19:00"),
            ("10am", "10:00"),
            ("10 A.M.", "10:00"),
            ("730pm", "19:30"),
            ("19:30 pm", "19:30"),
            ("7.30 in the evening", "19:30"),
            ("9 in the morning", "09:00"),
            ("12am", "00:00"),
            ("12:30am", "00:30"),
            ("12pm", "12:00"),
            ("12:30", "12:30"),
            ("noon", "12:00"),
            ("Midday", "12:00"),
            ("12 noon", "12:00"),
            ("midnight", "00:00"),
            ("0:30", "00:30"),
            ("00:00", "00:00"),
            ("7 o'clock", "07:00"),
            ("７：３０ｐｍ", "19:30"),
            ("  7:30   pm ", "19:30"),
            ("0.8125", "19:30"),
            ("0.75", "18:00"),
            (1930, "19:30"),
            (7, "07:00"),
            (0.8125, "19:30"),
        ],
    )
    def test_reads_what_people_write(self, value, time):
        assert told(read_clock(value)) == time

    def test_takes_24_00_for_the_end_of_the_day(self):
        assert read_clock("24:00").minutes == DAY

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "25:00",
            "24:30",
            "7:60",
            "7.5.3",
            "7.30ish",
            "soon",
            "19:30 Monday",
            "1899-12-30T19:30:00.000Z",
            "7p",
            -5,
            2500,
            19.3,
            True,
            None,
            ["19:30"],
            "1" * 100,
        ],
    )
    def test_does_not_guess(self, value):
        assert read_clock(value) is None

    @pytest.mark.parametrize(
        ("value", "style"),
        [
            ("7:30", Style.OPEN),
            ("11.15", Style.OPEN),
            ("7", Style.OPEN),
            ("07:30", Style.COUNTS_TO_24),
            ("13:00", Style.COUNTS_TO_24),
            ("00:30", Style.COUNTS_TO_24),
            ("7:30 pm", Style.HALVES),
            ("12:30", Style.PLAIN),
            ("noon", Style.PLAIN),
        ],
    )
    def test_says_how_surely_the_time_is_told(self, value, style):
        assert read_clock(value).style == style


class TestReadClockRange:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("19:00-20:30", "19:00", "20:30"),
            ("19.00 – 20.30", "19:00", "20:30"),
            ("1900-2030", "19:00", "20:30"),
            ("7pm - 8.30pm", "19:00", "20:30"),
            ("from 7pm till 9pm", "19:00", "21:00"),
            ("19:00 to 20:30", "19:00", "20:30"),
            ("7-8.30pm", "19:00", "20:30"),
            ("7pm-8.30", "19:00", "20:30"),
            ("11-1pm", "11:00", "13:00"),
            ("11am-1", "11:00", "13:00"),
            ("12-1pm", "12:00", "13:00"),
            ("9-11am", "09:00", "11:00"),
            ("10pm-12am", "22:00", "00:00"),
            ("23:00-01:00", "23:00", "01:00"),
            ("noon-1pm", "12:00", "13:00"),
            ("7-9", "07:00", "09:00"),
            ("7pm", "19:00", None),
            (1930, "19:30", None),
        ],
    )
    def test_reads_two_times_of_one_cell(self, text, start, end):
        assert tuple(map(told, read_clock_range(text))) == (start, end)

    @pytest.mark.parametrize("text", ["7pm-late", "soon-9pm", "7-8-9", "x" * 99])
    def test_does_not_guess(self, text):
        assert read_clock_range(text)[0] is None

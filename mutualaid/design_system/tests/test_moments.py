from datetime import date, time

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.design_system.dates import clock_time
from mutualaid.design_system.forms import DateField, Form, TimeField
from mutualaid.design_system.forms.moments import read_time

from .markup import Page
from .rendering import render


class VisitForm(Form):
    on = DateField(label="When did you go?")
    at = TimeField(label="At what time?", required=False)


def visit(day="", month="", year="", at="") -> VisitForm:
    parts = {"on-day": [day], "on-month": [month], "on-year": [year], "at": [at]}
    return VisitForm(MultiValueDict(parts))


class TestDateField:
    @pytest.mark.parametrize(
        "parts",
        [
            ("27", "3", "2026"),
            ("27", "03", "2026"),
            (" 27 ", "Mar", "2026"),
            ("27", "march", "2026"),
            ("27", "MARCH", "2026"),
        ],
    )
    def test_reads_a_date(self, parts):
        form = visit(*parts)
        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2026, 3, 27)

    @pytest.mark.parametrize(
        ("parts", "message", "wrong"),
        [
            (("", "", ""), "“When did you go?” needs an answer.", "day"),
            (("", "3", "2026"), "The date needs a day.", "day"),
            (("27", "", "2026"), "The date needs a month.", "month"),
            (("27", "3", ""), "The date needs a year.", "year"),
            (("32", "3", "2026"), "The day is not right.", "day"),
            (("x", "3", "2026"), "The day is not right.", "day"),
            (("²", "3", "2026"), "The day is not right.", "day"),
            (("27", "13", "2026"), "The month is not right.", "month"),
            (("27", "Mai", "2026"), "The month is not right.", "month"),
            (("27", "3", "20x6"), "The year is not right.", "year"),
            (("27", "3", "0"), "The year is not right.", "year"),
            (("27", "3", "26"), "Write the year with four digits.", "year"),
            (("31", "2", "2026"), "That month has no such day.", "day"),
        ],
    )
    def test_says_which_part_is_wrong_and_leads_there(self, parts, message, wrong):
        form = visit(*parts)

        assert form.errors["on"] == [message]
        link = Page(form.error_summary).one("a")
        assert link["href"] == f"#id_on-{wrong}"
        control = Page(render("{{ form.on }}", form=form)).by_id(f"id_on-{wrong}")
        assert "govuk-input--error" in control["class"].split()

    def test_marks_only_the_part_that_is_wrong(self):
        page = Page(render("{{ form.on }}", form=visit("27", "13", "2026")))
        assert [
            "govuk-input--error" in control["class"] for control in page.all("input")
        ] == [False, True, False]

    def test_shows_what_was_typed(self):
        page = Page(render("{{ form.on }}", form=visit("31", "Feb", "2026")))
        assert [e.get("value") for e in page.all("input")] == ["31", "Feb", "2026"]

    def test_shows_a_date_it_begins_with(self):
        form = VisitForm(initial={"on": date(2026, 3, 27)})
        page = Page(render("{{ form.on }}", form=form))
        assert [e.get("value") for e in page.all("input")] == ["27", "3", "2026"]

    def test_notices_a_change(self):
        initial = {"on": date(2026, 3, 27)}
        data = visit("28", "3", "2026").data
        assert "on" in VisitForm(data, initial=initial).changed_data

    @given(st.dates())
    def test_reads_back_every_date_it_shows(self, day):
        year = f"{day.year:04d}"
        form = visit(str(day.day), str(day.month), year)
        assert form.is_valid()
        assert form.cleaned_data["on"] == day

    @given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
    def test_answers_anything_with_a_date_or_a_sentence(self, parts):
        form = visit(*parts)
        assert form.is_valid() or form.errors["on"]


class TestReadTime:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("19:30", time(19, 30)),
            ("1930", time(19, 30)),
            ("19.30", time(19, 30)),
            ("7:30pm", time(19, 30)),
            ("7.30 PM", time(19, 30)),
            ("7.30 p.m.", time(19, 30)),
            ("730p", time(19, 30)),
            ("7pm", time(19)),
            ("12pm", time(12)),
            ("12am", time(0)),
            ("12:15am", time(0, 15)),
            ("0:15", time(0, 15)),
            ("noon", time(12)),
            ("Midday", time(12)),
            ("midnight", time(0)),
        ],
    )
    def test_takes_what_people_write(self, text, found):
        assert read_time(text) == found

    @pytest.mark.parametrize(
        "text",
        [
            "7",
            "half past",
            "25:00",
            "7:60",
            "13pm",
            "0am",
            "7:30x",
            "730m",
            "24:00",
            "",
        ],
    )
    def test_leaves_what_it_cannot_tell(self, text):
        assert read_time(text) is None

    @given(st.times())
    def test_reads_back_every_time_we_say(self, moment):
        moment = moment.replace(second=0, microsecond=0)
        assert read_time(clock_time(moment)) == moment

    @given(st.text(max_size=12))
    def test_takes_any_text(self, text):
        found = read_time(text)
        assert found is None or isinstance(found, time)


class TestTimeField:
    def test_reads_a_time(self):
        form = visit("1", "1", "2026", at="7:30pm")
        assert form.is_valid()
        assert form.cleaned_data["at"] == time(19, 30)

    def test_may_be_left_out(self):
        form = visit("1", "1", "2026")
        assert form.is_valid()
        assert form.cleaned_data["at"] is None

    def test_says_how_to_write_it(self):
        form = visit("1", "1", "2026", at="evening")
        assert form.errors["at"] == ["Write the time like 7:30pm or 19:30."]

    def test_shows_the_time_it_begins_with(self):
        page = Page(
            render("{{ form.at }}", form=VisitForm(initial={"at": time(19, 30)}))
        )
        assert page.one("input")["value"] == "7:30pm"

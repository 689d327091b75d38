import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from markupsafe import escape

from mutualaid.design_system.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EmailField,
    FileField,
    Form,
    PasswordField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TimeField,
)
from mutualaid.design_system.samples import SampleForm, wrong_answers

from .markup import Page
from .rendering import HOSTILE, render

CHOICES = [("walk", "On foot"), ("bus", "By bus")]
KINDS = {
    "text": TextField,
    "email": EmailField,
    "textarea": TextareaField,
    "password": PasswordField,
    "file": FileField,
    "date": DateField,
    "time": TimeField,
    "checkbox": CheckboxField,
    "radios": lambda **options: RadiosField(choices=CHOICES, **options),
    "checkboxes": lambda **options: CheckboxesField(choices=CHOICES, **options),
    "select": lambda **options: SelectField(choices=CHOICES, **options),
}
TYPED = ("text", "email", "textarea", "password", "file", "time", "select")
GROUPED = ("radios", "checkboxes", "date")


def form_with(field: django_forms.Field, data=None, **options) -> Form:
    made = type("MadeForm", (Form,), {"answer": field})
    return made(None if data is None else MultiValueDict(data), **options)


def written(field: django_forms.Field, data=None, **options) -> Page:
    return Page(render("{{ form.answer }}", form=form_with(field, data, **options)))


class TestEveryField:
    @pytest.mark.parametrize("kind", TYPED)
    def test_that_is_typed_has_its_label_and_describes_itself(self, kind):
        page = written(KINDS[kind](label="Where?", help_text="A town."), {})

        control = page.by_id("id_answer")
        assert page.one("label", for_="id_answer").text == "Where?"
        assert control["name"] == "answer"
        described_by = control["aria-describedby"].split()
        assert described_by[:2] == ["id_answer-hint", "id_answer-error"]
        assert page.by_id("id_answer-hint").text == "A town."
        assert page.by_id("id_answer-error").text == "Error: “Where?” needs an answer."

    @pytest.mark.parametrize("kind", GROUPED)
    def test_that_is_a_group_has_its_legend_and_describes_itself(self, kind):
        page = written(KINDS[kind](label="Where?", help_text="A town."), {})

        assert page.one("legend").text == "Where?"
        described_by = page.one("fieldset")["aria-describedby"].split()
        assert described_by == ["id_answer-hint", "id_answer-error"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_no_error_before_it_is_answered(self, kind):
        page = written(KINDS[kind](label="Where?"))
        assert "Error" not in page.elements[0].text

    @pytest.mark.parametrize("kind", KINDS)
    def test_gives_each_control_one_label(self, kind):
        page = written(KINDS[kind](label="Where?"), {})
        controls = [
            element["id"]
            for tag in ("input", "textarea", "select")
            for element in page.all(tag)
        ]
        assert [label["for"] for label in page.all("label")] == controls

    @pytest.mark.parametrize("kind", KINDS)
    def test_escapes_label_and_hint(self, kind):
        page = written(KINDS[kind](label=HOSTILE, help_text=HOSTILE), {})

        assert page.all("script") == []
        assert page.all("img") == []
        assert " ".join(HOSTILE.split()) in page.elements[0].text

    @pytest.mark.parametrize(
        "kind", [kind for kind in KINDS if kind not in ("file", "checkbox")]
    )
    def test_escapes_what_was_answered(self, kind):
        names = ("answer", "answer-day", "answer-month", "answer-year")
        data = {name: [HOSTILE] for name in names}

        page = written(KINDS[kind](label="Where?"), data)

        assert page.all("script") == []
        assert page.all("img") == []
        assert not any("onerror" in element.attributes for element in page.elements)

    def test_is_made_distinct_by_a_prefix(self):
        page = written(TextField(label="Where?"), prefix="b")
        assert page.one("input")["name"] == "b-answer"
        assert page.one("label")["for"] == "id_b-answer"

    def test_may_head_its_page(self):
        page = written(TextField(label="Where?", size="l", is_heading=True))
        assert page.one("h1").text == "Where?"
        assert "govuk-label--l" in page.one("label")["class"]

    def test_can_be_written_as_a_field_group(self):
        form = form_with(TextField(label="Where?"))
        grouped = render("{{ form.answer.as_field_group() }}", form=form)
        assert grouped == render("{{ form.answer }}", form=form)

    def test_may_have_its_own_words_for_what_is_missing(self):
        field = TextField(error_messages={"required": "Write a town."})
        assert form_with(field, {}).errors["answer"] == ["Write a town."]

    def test_is_named_after_its_attribute_where_it_has_no_label(self):
        assert form_with(TextField(), {}).errors["answer"] == [
            "“Answer” needs an answer."
        ]


class TestTextField:
    def test_tells_the_browser_how_it_is_typed(self):
        field = TextField(
            width=10, autocomplete="postal-code", inputmode="numeric", spellcheck=False
        )
        control = written(field).one("input")

        assert control["autocomplete"] == "postal-code"
        assert control["inputmode"] == "numeric"
        assert control["spellcheck"] == "false"
        assert "govuk-input--width-10" in control["class"].split()

    def test_shows_prefix_and_suffix(self):
        page = written(TextField(prefix="£", suffix="a mile"))
        assert [e.text for e in page.all("div", aria_hidden="true")] == ["£", "a mile"]

    def test_keeps_a_nought(self):
        assert written(TextField(), {"answer": ["0"]}).one("input")["value"] == "0"


class TestEmailField:
    def test_asks_for_the_keyboard_with_the_at_sign(self):
        control = written(EmailField()).one("input")
        assert (control["type"], control["autocomplete"]) == ("email", "email")

    def test_says_what_an_address_looks_like(self):
        form = form_with(EmailField(), {"answer": ["sam"]})
        assert form.errors["answer"] == [
            "Write the e-mail address in full, like name@example.org."
        ]


class TestTextareaField:
    def test_counts_words_along(self):
        page = written(TextareaField(max_words=20))
        assert page.elements[0]["data-maxwords"] == "20"
        assert page.by_id("id_answer-info").text == "Up to 20 words"

    def test_counts_characters_along(self):
        page = written(TextareaField(max_length=500))
        assert page.elements[0]["data-maxlength"] == "500"

    @pytest.mark.parametrize(
        ("text", "is_valid"), [("a b c", True), ("a b c d", False)]
    )
    def test_refuses_more_words_than_it_says(self, text, is_valid):
        form = form_with(TextareaField(max_words=3), {"answer": [text]})
        assert form.is_valid() is is_valid

    def test_counts_a_line_break_once(self):
        form = form_with(TextareaField(max_length=3), {"answer": ["a\r\nb"]})
        assert form.is_valid()
        assert form.cleaned_data["answer"] == "a\nb"

    def test_keeps_the_lines_of_an_answer(self):
        form = form_with(TextareaField(), {"answer": ["one\n  two"]})
        assert ">one\n  two</textarea>" in render("{{ form.answer }}", form=form)


class TestPasswordField:
    def test_is_never_written_back(self):
        form = form_with(PasswordField(), {"answer": [" secret "]})
        assert form.is_valid()
        assert form.cleaned_data["answer"] == " secret "
        assert "secret" not in render("{{ form.answer }}", form=form)


class TestFileField:
    def test_takes_a_file(self):
        files = {"answer": SimpleUploadedFile("poster.pdf", b"%PDF")}
        form = form_with(FileField(accept="application/pdf"), {}, files=files)
        assert form.is_valid()
        assert form.is_multipart()
        assert written(FileField(accept=".pdf")).one("input")["accept"] == ".pdf"


class TestChoices:
    @pytest.mark.parametrize("kind", ["radios", "checkboxes"])
    def test_keep_what_was_chosen(self, kind):
        page = written(KINDS[kind](), {"answer": ["bus"]})
        checked = [e["value"] for e in page.all("input") if "checked" in e.attributes]
        assert checked == ["bus"]

    def test_in_a_list_keep_what_was_chosen(self):
        page = written(KINDS["select"](), {"answer": ["bus"]})
        chosen = [e["value"] for e in page.all("option") if "selected" in e.attributes]
        assert chosen == ["bus"]

    def test_have_hints_of_their_own(self):
        page = written(RadiosField(choices=CHOICES, choice_hints={"bus": "No. 7"}))
        control = page.one("input", value="bus")
        assert page.by_id(control["aria-describedby"]).text == "No. 7"

    def test_may_come_in_groups(self):
        page = written(RadiosField(choices=[("Near", CHOICES), ("far", "By car")]))
        values = [element["value"] for element in page.all("input")]
        assert values == ["walk", "bus", "far"]

    def test_that_were_not_offered_are_refused(self):
        form = form_with(KINDS["radios"](), {"answer": ["rocket"]})
        assert form.errors["answer"] == ["Choose one of the answers in the list."]

    def test_escape_their_words(self):
        page = written(RadiosField(choices=[(HOSTILE, HOSTILE)]))
        assert page.all("script") == []
        assert page.one("input")["value"] == HOSTILE

    @pytest.mark.parametrize(
        ("data", "is_checked"), [({}, False), ({"answer": ["on"]}, True)]
    )
    def test_of_one_yes_keep_it(self, data, is_checked):
        control = written(CheckboxField(label="I agree"), data).one("input")
        assert ("checked" in control.attributes) is is_checked


class TestErrorSummary:
    def test_is_nothing_without_errors(self):
        assert SampleForm().error_summary == ""
        assert SampleForm().error_prefix == ""

    def test_leads_to_a_control_for_each_error(self):
        form = SampleForm(wrong_answers())
        page = Page(render("{{ form }}", form=form))
        summary = Page(form.error_summary)

        targets = [link["href"].removeprefix("#") for link in summary.all("a")]

        assert len(targets) == len(form.errors) > 8
        tags = {page.by_id(target).tag for target in targets}
        assert tags == {"input", "textarea", "select"}

    def test_leads_to_the_first_choice_and_the_wrong_part_of_a_date(self):
        links = [
            link["href"]
            for link in Page(SampleForm(wrong_answers()).error_summary).all("a")
        ]
        assert "#id_travel" in links
        assert "#id_started-day" in links

    def test_takes_focus_by_script_and_is_announced(self):
        page = Page(SampleForm(wrong_answers()).error_summary)
        assert page.elements[0]["data-module"] == "govuk-error-summary"
        assert page.one("div", role="alert").text.startswith("There is a problem")

    def test_says_what_is_wrong_with_the_form_as_a_whole(self):
        form = form_with(TextField(), {"answer": ["x"]})
        form.add_error(None, HOSTILE)
        page = Page(form.error_summary)
        assert page.all("a") == page.all("script") == page.all("img") == []
        assert "alert(1)" in page.one("li").text

    def test_escapes_messages(self):
        field = TextField(error_messages={"required": HOSTILE})
        page = Page(form_with(field, {}).error_summary)
        assert page.all("script") == page.all("img") == []

    def test_puts_the_word_error_before_the_title(self):
        assert SampleForm(wrong_answers()).error_prefix == "Error: "


class TestForm:
    def test_writes_summary_and_fields_by_itself(self):
        page = Page(render("{{ form }}", form=SampleForm(wrong_answers())))
        assert page.elements[0]["data-module"] == "govuk-error-summary"
        assert page.by_id("id_place").tag == "input"

    def test_leaves_hidden_fields_bare(self):
        hidden = django_forms.CharField(widget=django_forms.HiddenInput)
        markup = render(
            "{{ form.answer }}", form=form_with(hidden, {"answer": [HOSTILE]})
        )
        control = Page(markup).one("input", type="hidden")
        assert control["value"] == HOSTILE
        assert str(escape("<script>")) in markup

    def test_leaves_hidden_fields_of_ours_bare(self):
        hidden = TextField(widget=django_forms.HiddenInput)
        assert Page(render("{{ form.answer }}", form=form_with(hidden))).one("input")

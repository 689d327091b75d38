import pytest
from django.template import engines
from django.test import override_settings
from django.utils import translation
from jinja2 import UndefinedError
from markupsafe import Markup

from mutualaid.design_system import jinja

from .markup import Page
from .rendering import HOSTILE, render


class TestEnvironment:
    @pytest.mark.parametrize("source", ["{{ typo }}", "{% if typo %}{% endif %}"])
    def test_takes_an_unknown_name_for_an_error(self, source):
        with pytest.raises(UndefinedError, match="typo"):
            render(source)

    def test_takes_an_unknown_attribute_for_an_error(self):
        with pytest.raises(UndefinedError, match="nmae"):
            render("{{ meeting.nmae }}", meeting={"name": "x"})

    def test_is_strict_while_debugging_too(self):
        made = jinja.environment(undefined=object, autoescape=False)
        with pytest.raises(UndefinedError):
            made.from_string("{{ typo }}").render()

    def test_escapes(self):
        assert "<script>" not in render("{{ x }}", x=HOSTILE)

    def test_leaves_no_blank_lines_for_its_own_tags(self):
        assert render("a\n  {% if true %}\nb\n  {% endif %}\n") == "a\nb\n"

    def test_knows_dates_and_times(self):
        assert {"day", "full_date", "clock_time", "ago", "time_until"} <= set(
            engines["jinja2"].env.filters
        )

    def test_finds_addresses(self):
        assert render("{{ url('show_components') }}") == "/components/"


class TestTranslation:
    def test_escapes_what_is_put_into_a_sentence(self):
        said = render("{% trans name=x %}Hello {{ name }}{% endtrans %}", x="<b>")
        assert said == "Hello &lt;b&gt;"

    def test_trims_a_sentence_over_several_lines(self):
        assert render("{% trans %}\n  One\n  two\n{% endtrans %}") == "One two"

    def test_speaks_the_language_of_the_moment(self):
        # "Yes" is among the words that Django itself has translated.
        source = "{{ _('Yes') }}"
        said = [render(source)]
        for language in ("fr", "en-gb"):
            with translation.override(language):
                said.append(render(source))
        assert said == ["Yes", "Oui", "Yes"]


class TestStatic:
    def test_follows_a_changed_setting_in_tests(self):
        before = jinja.static("a.css")
        with override_settings(STATIC_URL="/elsewhere/"):
            during = jinja.static("a.css")
        assert (before, during) == ("/static/a.css", "/elsewhere/a.css")
        assert jinja.static("a.css") == before


class TestGovuk:
    def test_writes_a_published_component(self):
        markup = jinja.govuk("button", {"text": "Save"})
        assert isinstance(markup, Markup)
        assert Page(markup).one("button").text == "Save"

    def test_escapes_text(self):
        assert Page(jinja.govuk("button", {"text": HOSTILE})).all("script") == []

    def test_reads_a_macro_once(self):
        assert jinja.macro("radios") is jinja.macro("radios")

    @pytest.mark.parametrize(
        "component", ["exit-this-page", "pagination", "password-input", "date-input"]
    )
    def test_finds_macros_with_names_of_several_words(self, component):
        assert (
            jinja.macro(component).name.lower() == f"govuk{component.replace('-', '')}"
        )

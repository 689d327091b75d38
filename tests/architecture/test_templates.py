import pytest
from access_table import ACCESS
from django.template.backends.jinja2 import Template as JinjaTemplate
from django.test.signals import template_rendered
from django.urls import reverse


@pytest.fixture
def rendered(monkeypatch):
    """Names of the templates that each engine rendered: ours, and Django's own."""
    names = {"jinja2": [], "django": []}
    render = JinjaTemplate.render

    def note_and_render(self, *args, **kwargs):
        names["jinja2"].append(self.template.name)
        return render(self, *args, **kwargs)

    def note(sender, template, **rest):
        names["django"].append(template.name)

    monkeypatch.setattr(JinjaTemplate, "render", note_and_render)
    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


class TestPages:
    @pytest.mark.parametrize("name", ACCESS)
    def test_are_rendered_by_our_engine_alone(self, visitor, rendered, name):
        address = reverse(name, kwargs=dict(ACCESS[name].arguments))
        response = visitor.get(address)

        assert rendered["django"] == []
        if response["Content-Type"].startswith("text/html"):
            assert rendered["jinja2"]

    def test_of_errors_are_ours_too(self, visitor, rendered):
        visitor.get("/no-such-page/")

        assert rendered["django"] == []
        assert rendered["jinja2"]

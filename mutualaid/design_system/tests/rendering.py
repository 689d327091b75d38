"""Renders template source, or a page of ours, as a request for it would."""

from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.test import RequestFactory

# Breaks out of text, of both kinds of quotes, and of an address, if anything lets it.
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}&amp;"


def render(source: str, **context: Any) -> str:
    return engines["jinja2"].from_string(source).render(context)


def request_for(path: str = "/", name: str = "Northbridge", is_demo: bool = True):
    request = RequestFactory().get(path)
    request.area = SimpleNamespace(name=name, is_demo=is_demo, theme_path="")
    return request


def render_page(template: str, request=None, **context: Any) -> str:
    made = engines["jinja2"].get_template(template)
    return made.render(context, request or request_for())

"""The gallery of components, and the pages for when something goes wrong."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from mutualaid.core.access import public

from .context import page_context
from .samples import SampleForm, wrong_answers

# Said when not even a template can be read; it must depend on nothing.
LAST_RESORT = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Something went wrong</h1><p>This is our fault, not yours. Try again in a few minutes."
    "</p><p>In danger now: 999. Samaritans: 116 123.</p></html>"
)


@public
def show_components(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    forms = {"fresh": SampleForm(prefix="fresh"), "wrong": SampleForm(wrong_answers())}
    return render(request, "design_system/show_components.jinja", forms)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """A page in plain words that asks the database for nothing.

    What went wrong is in the log; the page must not give any of it away.
    """
    try:
        template = engines["jinja2"].get_template(
            f"design_system/errors/{status}.jinja"
        )
        words = template.render(page_context(request))
    except Exception:
        words = LAST_RESORT
    return HttpResponse(words, status=status)

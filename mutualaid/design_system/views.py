"""The gallery of components, and the pages for when something goes wrong."""

import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.views.decorators.cache import never_cache

from mutualaid.core.access import public
from mutualaid.core.faults import is_fault_of_store
from mutualaid.core.sent_forms import CSRF_FIELD, SECRET_FIELD

from .context import bare_context, page_context
from .samples import SampleForm, wrong_answers

# Said when not even a template can be read; it must depend on nothing.
LAST_RESORT = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Something went wrong</h1><p>This is our fault, not yours. Try again in a few minutes."
    "</p><p>In danger now: 999. Samaritans: 116 123.</p></html>"
)


RETRY_AFTER = "60"  # seconds


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
    """What no view has caught; where the disk or the database failed, what was typed stays."""
    if is_fault_of_store(sys.exc_info()[1]):
        return store_fault(request)
    return error_page(request, 500)


@never_cache
def store_fault(request: HttpRequest) -> HttpResponse:
    """Says that nothing was saved, and holds what was sent, to be sent once more.

    Whoever gets it has just sent that themselves. It asks the store for nothing.
    """
    try:
        template = engines["jinja2"].get_template("design_system/errors/503.jinja")
        typed = typed_again(request) if request.method == "POST" else None
        context = {**bare_context(), "page_path": request.path, "typed": typed}
        words = template.render(context)
    except Exception:
        words = LAST_RESORT
    return HttpResponse(words, status=503, headers={"Retry-After": RETRY_AFTER})


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form under a fresh token; none where it had a secret or a file in it."""
    if request.FILES or any(map(SECRET_FIELD.search, request.POST)):
        return []
    token = (CSRF_FIELD, get_token(request))
    sent = [(n, v) for n, values in request.POST.lists() for v in values]
    return [token, *((n, v) for n, v in sent if n != CSRF_FIELD)]


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

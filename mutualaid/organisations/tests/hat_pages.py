"""The site's addresses and one more: a page with a form, for whoever wears a hat."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

handler403 = "mutualaid.design_system.views.permission_denied"
handler404 = "mutualaid.design_system.views.page_not_found"

NOTE = """
{% extends "design_system/staff.jinja" %}
{% block title %}Add a note{% endblock %}
{% block main %}
<h1 class="govuk-heading-l">Add a note</h1>
<form method="post">
  {{ csrf_input }}
  <label class="govuk-label" for="heading">Heading</label>
  <input class="govuk-input" id="heading" name="heading">
  <label class="govuk-label" for="note">Note</label>
  <textarea class="govuk-textarea" id="note" name="note" rows="8"></textarea>
  <button class="govuk-button">Save the note</button>
</form>
{% endblock %}
"""

SAVED = """
{% extends "design_system/staff.jinja" %}
{% block title %}Saved{% endblock %}
{% block main %}<h1 class="govuk-heading-l">Saved</h1>{% endblock %}
"""

saved: list[tuple[str, str]] = []


def add_note(request: HttpRequest) -> HttpResponse:
    """Saves what was typed, with the hat it was saved in."""
    if request.method == "POST":
        saved.append((request.hat.reference, request.POST.get("note", "")))
    page = SAVED if request.method == "POST" else NOTE
    return HttpResponse(engines["jinja2"].from_string(page).render({}, request))


urlpatterns = [
    path("", include("mutualaid.config.urls")),
    path("test/note/", add_note, name="add_note"),
]

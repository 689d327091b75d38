"""What addresses of results name: a round one may see, and a statement or a service of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mutualaid.core.access import require
from mutualaid.organisations.hats import Hat
from mutualaid.self_assessment.instrument import Statement
from mutualaid.self_assessment.models import Round
from mutualaid.self_assessment.permissions import can_see_self_assessment
from mutualaid.self_assessment.standing import why_hidden


def find_round(hat: Hat, reference: str) -> Round:
    """A round of the hat's area, for whoever takes part in self-assessments."""
    rows = Round.objects.visible_to(hat).select_related("area")
    found = get_object_or_404(rows, reference=reference)
    require(can_see_self_assessment(hat), "see_self_assessment")
    return found


def find_statement(opened: Round, key: str) -> Statement:
    """A statement of the round's own instrument."""
    for each in opened.statements.statements:
        if each.key == key:
            return each
    raise Http404


def say_hidden(request: HttpRequest, opened: Round) -> HttpResponse:
    """In place of anything that people said: why it is not shown."""
    context = {"round": opened, "sentence": why_hidden(opened)}
    return render(request, "self_assessment/say_hidden.jinja", context)

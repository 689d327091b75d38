"""Where people live: what is held, and taking in another table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import population as actions
from mutualaid.directory.forms.population import PopulationForm
from mutualaid.directory.gap_finding import people_of, population_held
from mutualaid.directory.permissions import can_shape_area
from mutualaid.directory.population_file import PopulationRead
from mutualaid.organisations.middleware import StaffRequest

SHAPE = "shape_area"


@require_http_methods(["GET", "HEAD", "POST"])
def import_population(request: StaffRequest) -> HttpResponse:
    """The report of what was taken in stands on the page that answers."""
    require(can_shape_area(request.hat), SHAPE)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PopulationForm(*posted)
    found = _taken_in(request, form) if form.is_valid() else None
    people = people_of(request.area)
    context = {
        "form": PopulationForm() if found else form,
        "found": found,
        "held": population_held(request.area),
        "points": len(people.points),
        "people": people.total,
    }
    return render(request, "directory/import_population.jinja", context)


def _taken_in(request: StaffRequest, form: PopulationForm) -> PopulationRead | None:
    try:
        return actions.import_population(
            area=request.area, by=request.hat.actor, **form.tables()
        )
    except Refused as refusal:
        form.add_error("file", refusal.sentence)
        return None

"""Reading a list in the browser: bring it, say what its headings mean, look, agree, undo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import importing, staging_runs, undoing
from mutualaid.directory.fetching import fetch
from mutualaid.directory.formats import TARGETS
from mutualaid.directory.forms.sources import NOTHING, ImportForm, MappingForm
from mutualaid.directory.import_history import changes_of_run
from mutualaid.directory.import_preview import Preview, preview
from mutualaid.directory.import_problems import problems_csv
from mutualaid.directory.models import ImportRun
from mutualaid.directory.permissions import can_keep_sources, can_see_sources
from mutualaid.directory.presenters.imports import kind_to_show, present_import
from mutualaid.organisations.forms.places import PlainForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

answers_forms = require_http_methods(["GET", "HEAD", "POST"])
KEEP, SEE = "keep_sources", "see_sources"


@answers_forms
def add_import(request: StaffRequest) -> HttpResponse:
    require(can_keep_sources(request.hat), KEEP)
    posted = request.method == "POST"
    initial = {"source_name": request.GET.get("source", "")[:120]}
    form = ImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=initial,
    )
    run = _staged(request, form) if form.is_valid() else None
    if run is not None:
        return redirect("show_import", run.reference)
    return render(request, "directory/add_import.jinja", {"form": form})


def _staged(request: StaffRequest, form: ImportForm) -> ImportRun | None:
    """The list, waiting; None where it is refused, which then stands above the form."""
    given = form.cleaned_data
    try:
        data, name = _bytes_of(given)
        return staging_runs.stage_import(
            area=request.area,
            source_name=given["source_name"],
            data=data,
            file_name=name,
            fellowship=given["fellowship"],
            address=given["address"],
            by=request.hat.actor,
            by_role=request.hat.role.value,
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


def _bytes_of(given: dict) -> tuple[bytes, str]:
    if given["file"]:
        return given["file"].read(), given["file"].name[:255]
    fetched = fetch(given["address"])
    return fetched.data, fetched.name[:255]


@require_safe
def show_import(request: StaffRequest, reference: str) -> HttpResponse:
    """What it would change, page by page; or, once it is settled, what it did change."""
    run = _run(request, reference)
    require(can_see_sources(request.hat), SEE)
    seen, number = _preview(run), _number(request)
    kind = kind_to_show(run, seen, request.GET.get("show", ""))
    found = seen.page(kind, number) if seen else changes_of_run(run, kind, number)
    page = present_import(run, seen, kind, found)
    context = {"page": page, "run": run, "may_keep": can_keep_sources(request.hat)}
    return render(request, "directory/show_import.jinja", context)


@answers_forms
def map_import(request: StaffRequest, reference: str) -> HttpResponse:
    """What each heading of the list means."""
    run = _run(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    seen = _preview(run)
    if seen is None:
        return redirect("show_import", reference)
    form = _mapping_form(request, run, seen)
    if form.is_valid() and done(
        form,
        staging_runs.restage,
        run=run,
        mapping=form.mapping(),
        fellowship=form.cleaned_data["fellowship"],
        timezone=form.cleaned_data["timezone"],
        by=request.hat.actor,
    ):
        return redirect("show_import", reference)
    return render(request, "directory/map_import.jinja", {"form": form, "run": run})


def _mapping_form(request: StaffRequest, run: ImportRun, seen: Preview) -> MappingForm:
    initial = {
        f"heading_{number}": heading.field or NOTHING
        for number, heading in enumerate(seen.headings)
    }
    return MappingForm(
        request.POST if request.method == "POST" else None,
        headings={each.name: list(each.samples) for each in seen.headings},
        targets=dict(TARGETS),
        initial={**initial, "fellowship": run.fellowship, "timezone": run.timezone},
    )


@answers_forms
def apply_import(request: StaffRequest, reference: str) -> HttpResponse:
    """Take it over; where much is missing, only if the box that says so is ticked."""
    run = _run(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        importing.apply_import,
        run=run,
        may_drop=request.POST.get("may_drop") == "yes",
        by=request.hat.actor,
        by_role=request.hat.role.value,
    ):
        return redirect("show_import", reference)
    context = {"form": form, "run": run, "seen": _preview(run)}
    return render(request, "directory/apply_import.jinja", context)


@require_POST
def drop_import(request: StaffRequest, reference: str) -> HttpResponse:
    run = _run(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    done(
        PlainForm(request.POST),
        staging_runs.drop_import,
        run=run,
        by=request.hat.actor,
    )
    return redirect("show_import", reference)


@answers_forms
def undo_import(request: StaffRequest, reference: str) -> HttpResponse:
    run = _run(request, reference)
    require(can_keep_sources(request.hat), KEEP)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        undoing.undo_import,
        run=run,
        by=request.hat.actor,
        by_role=request.hat.role.value,
    ):
        return redirect("show_import", reference)
    return render(request, "directory/undo_import.jinja", {"form": form, "run": run})


@require_safe
def download_problems(request: StaffRequest, reference: str) -> HttpResponse:
    """What whoever keeps the list would have to mend, as a table."""
    run = _run(request, reference)
    require(can_see_sources(request.hat), SEE)
    content = "".join(problems_csv(run))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response


def _run(request: StaffRequest, reference: str) -> ImportRun:
    here = ImportRun.objects.visible_to(request.hat).select_related("source")
    return get_object_or_404(here, reference=reference)


def _preview(run: ImportRun) -> Preview | None:
    """None once it is settled: its rows are gone then."""
    return preview(run) if run.is_waiting else None


def _number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return (
        max(1, int(text))
        if text.isascii() and text.isdecimal() and len(text) < 7
        else 1
    )

"""The report to take away. While people rate, each address says so and hands out nothing."""

from collections.abc import Callable

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.organisations.middleware import StaffRequest
from mutualaid.self_assessment.presenters.report import Report
from mutualaid.self_assessment.presenters.results import report_of
from mutualaid.self_assessment.reports.data import data_of
from mutualaid.self_assessment.reports.paper import report_pdf
from mutualaid.self_assessment.reports.workbook import results_workbook
from mutualaid.self_assessment.standing import is_revealed

from .finding import find_round, say_hidden

PDF = "application/pdf"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
def download_results_pdf(request: StaffRequest, reference: str) -> HttpResponse:
    return _download(request, reference, _pdf)


@require_safe
@never_cache
def download_results_workbook(request: StaffRequest, reference: str) -> HttpResponse:
    return _download(request, reference, _workbook)


@require_safe
@never_cache
def download_results_json(request: StaffRequest, reference: str) -> HttpResponse:
    return _download(request, reference, _data)


def _download(
    request: StaffRequest, reference: str, made: Callable[[Report], HttpResponse]
) -> HttpResponse:
    opened = find_round(request.hat, reference)
    if not is_revealed(opened):
        return say_hidden(request, opened)
    return made(report_of(opened))


def _pdf(report: Report) -> HttpResponse:
    return _named(HttpResponse(report_pdf(report), content_type=PDF), report, "pdf")


def _workbook(report: Report) -> HttpResponse:
    written = results_workbook(report)
    return _named(HttpResponse(written, content_type=WORKBOOK), report, "xlsx")


def _data(report: Report) -> HttpResponse:
    answer = JsonResponse(data_of(report), json_dumps_params={"ensure_ascii": False})
    return _named(answer, report, "json")


def _named(answer: HttpResponse, report: Report, ending: str) -> HttpResponse:
    name = f"self-assessment-{report.reference.lower()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

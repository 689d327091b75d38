"""The addresses under /api/v1/, with the description that is made of them."""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from mutualaid.core import clock
from mutualaid.core.area import streamed_within
from mutualaid.directory.models import DirectoryRevision, Fellowship, Meeting
from mutualaid.directory.published import published
from mutualaid.organisations.middleware import AreaRequest

from .answers import Edition, for_everybody, told_in_json, told_in_pieces
from .description import described
from .guide import guide_meeting, is_in_season
from .pages import page_of_changes, page_of_question
from .parameters import Filters, Listing, names_of
from .problems import QuestionNotUnderstood, not_understood, problem, wrong_values
from .question import changes_since, question
from .schemas import (
    FellowshipsPage,
    GuideMeeting,
    MeetingsPage,
    MeetingTold,
    Problem,
    Withdrawn,
)
from .telling import Teller, joined, read_meetings

PREFIX = "api/v1"
READ = ["GET", "HEAD"]
AT_ONCE = 500  # meetings of the Meeting Guide feed that are held at a time
PROBLEMS = {422: Problem}

api = NinjaAPI(
    title="Meetings of mutual aid groups",
    version="1",
    description=(
        "Every published meeting, as the website shows it. Anybody may read it, without a "
        "key; nothing of whoever asks is kept. How to use it, in plain words: /api/."
    ),
    docs_url=None,  # its own pages load scripts from elsewhere; ours is at /api/
    openapi_url=None,
    urls_namespace="directory-api",
)


@api.api_operation(
    READ,
    "/meetings",
    response={200: MeetingsPage, **PROBLEMS},
    url_name="list_api_meetings",
    summary="Meetings, page by page, or what changed since an instant",
)
def list_api_meetings(
    request: AreaRequest, listing: Query[Listing]
) -> HttpResponseBase:
    """Without `changed_since`: the meetings that fit, in numbered pages.

    With it: every meeting of this area that changed from then on, the longest ago first, and
    those withdrawn since as `reference` and `withdrawn_at`. Follow `next` until there is none,
    and begin with `follow_from` the next time.
    """
    parameters = dict(request.GET.lists())
    site = request.build_absolute_uri("/")[:-1]
    if listing.changed_since or listing.following:
        since = changes_since(listing, parameters)
        edition = Edition(DirectoryRevision.current())
        known = edition.known_to(request)
        if known is not None:
            return known
        told = page_of_changes(since, listing, request.area.pk, site, request.path)
        return edition.on(told_in_json(_json(MeetingsPage, told)))
    asked = question(listing, parameters, published.current(), request.area)
    edition = Edition(
        asked.snapshot.revision, moves_with_the_clock=asked.moves_with_the_clock
    )
    known = edition.known_to(request)
    if known is not None:
        return known
    told = page_of_question(asked, listing, parameters, site, request.path)
    return edition.on(
        told_in_json(_json(MeetingsPage, told)), is_kept=asked.near is None
    )


@api.api_operation(
    READ,
    "/meetings/{reference}",
    response={200: MeetingTold, 404: Problem, 410: Withdrawn},
    url_name="show_api_meeting",
    summary="One meeting",
)
def show_api_meeting(request: AreaRequest, reference: str) -> HttpResponseBase:
    """One that was withdrawn answers 410, with the instant."""
    edition = Edition(DirectoryRevision.current())
    known = edition.known_to(request)
    if known is not None:
        return known
    rows = Meeting.objects.filter(reference=reference)
    meeting = joined(rows.published()).first()
    if meeting is not None:
        teller = Teller([meeting], request.build_absolute_uri("/")[:-1])
        return edition.on(told_in_json(_json(MeetingTold, teller.tell(meeting))))
    withdrawn = rows.filter(withdrawn_at__isnull=False).first()
    if withdrawn is None:
        raise Http404
    told = {"reference": reference, "withdrawn_at": withdrawn.withdrawn_at}
    response = told_in_json(_json(Withdrawn, told))
    response.status_code = HTTPStatus.GONE
    return edition.on(response)


@api.api_operation(
    READ,
    "/fellowships",
    response={200: FellowshipsPage},
    url_name="list_api_fellowships",
    summary="All fellowships, in the order of their keys",
)
def list_api_fellowships(request: AreaRequest) -> HttpResponseBase:
    edition = Edition(DirectoryRevision.current())
    known = edition.known_to(request)
    if known is not None:
        return known
    site = request.build_absolute_uri("/")[:-1]
    contents = [_fellowship(each, site) for each in Fellowship.objects.order_by("key")]
    told = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "empty": not contents,
        "contents": contents,
    }
    return edition.on(told_in_json(_json(FellowshipsPage, told)))


@api.api_operation(
    READ,
    "/meeting-guide.json",
    response={200: list[GuideMeeting], **PROBLEMS},
    url_name="download_meeting_guide",
    summary="All that fit in the Meeting Guide format, for finders and apps that read it",
)
def download_meeting_guide(
    request: AreaRequest, filters: Query[Filters]
) -> HttpResponseBase:
    """A bare list. Only what meets at present; types are codes of each one's fellowship."""
    parameters = dict(request.GET.lists())
    asked = question(filters, parameters, published.current(), request.area)
    edition = Edition(
        asked.snapshot.revision, moves_with_the_clock=asked.moves_with_the_clock
    )
    known = edition.known_to(request)
    if known is not None:
        return known
    keys, site = asked.keys(), request.build_absolute_uri("/")[:-1]
    pieces = streamed_within(request.area.pk, lambda: _guide(keys, site))
    return edition.on(told_in_pieces(pieces), is_kept=asked.near is None)


def show_api_description(request: AreaRequest) -> HttpResponse:
    """The description of these addresses (OpenAPI 3.1)."""
    response = told_in_json(_description())
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _description() -> str:
    return described(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))


def _guide(keys: list[int], site: str) -> Iterator[str]:
    today, left, between = clock.today(), iter(keys), "["
    while some := list(islice(left, AT_ONCE)):
        for meeting in read_meetings(some):
            if is_in_season(meeting, today):
                told = guide_meeting(meeting, f"{site}/meetings/{meeting.reference}/")
                yield f"{between}{_json(GuideMeeting, told)}"
                between = ",\n"
    yield "[]" if between == "[" else "]"


def _fellowship(fellowship: Fellowship, site: str) -> dict[str, Any]:
    return {
        "key": fellowship.key,
        "name": fellowship.name,
        "short_name": fellowship.short_name,
        "approach": fellowship.approach,
        "for_whom": fellowship.for_whom,
        "summary": fellowship.summary,
        "website": fellowship.website or None,
        "helpline": fellowship.helpline or None,
        "helpline_hours": fellowship.helpline_hours or None,
        "url": f"{site}/fellowships/{fellowship.key}/",
    }


def _json(shape: Any, told: Any) -> str:
    """Checked against its shape, so that what is described is what is answered."""
    return shape.model_validate(told).model_dump_json(exclude_none=True)


@api.exception_handler(ValidationError)
def _refuse_values(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return not_understood(wrong_values(error.errors, dict(request.GET.lists())))


@api.exception_handler(QuestionNotUnderstood)
def _refuse_question(
    request: HttpRequest, error: QuestionNotUnderstood
) -> HttpResponse:
    return not_understood(error.wrong)


@api.exception_handler(Http404)
def _say_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is no such meeting, and never was.")


def _patterns() -> Iterator[URLPattern]:
    """Our own names and doors for the views that the library makes."""
    views: dict[str | None, Any] = {
        pattern.name: pattern.callback
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern)
    }
    known = {
        "list_api_meetings": names_of(Listing),
        "download_meeting_guide": names_of(Filters),
    }
    addresses = {
        "list_api_meetings": "meetings",
        "show_api_meeting": "meetings/<str:reference>",
        "list_api_fellowships": "fellowships",
        "download_meeting_guide": "meeting-guide.json",
        "show_api_description": "openapi.json",
    }
    for name, address in addresses.items():
        view = views.get(name, show_api_description)
        answering = for_everybody(view, known.get(name, frozenset()))
        answering.__name__ = name
        yield path(f"{PREFIX}/{address}", answering, name=name)


urlpatterns = list(_patterns())

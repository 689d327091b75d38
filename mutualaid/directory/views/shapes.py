"""The finder's list in other shapes: on a map, and as a calendar to subscribe to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_safe

from mutualaid.core.access import public
from mutualaid.directory.calendar_links import calendar_of_list
from mutualaid.directory.cards import spots
from mutualaid.directory.feed import MOST_SERIES, feed_etag, feed_meetings, feed_time
from mutualaid.directory.finding import find
from mutualaid.directory.ground import drawn_outline, outline_version, towns_around
from mutualaid.directory.presenters.finder import present_finder
from mutualaid.directory.presenters.map import present_map
from mutualaid.organisations.middleware import AreaRequest

ON_A_MAP = 100  # meetings at a time


@public
@require_safe
@never_cache
def show_map(request: AreaRequest) -> HttpResponse:
    """The same question and order as the list, which stands beneath the map."""
    asked = dict(request.GET.lists())
    finding = find(asked, request.area, page_size=ON_A_MAP, with_counts=True)
    keys = [hit.key for hit in finding.answer.hits if hit.key in finding.rows]
    found = spots(keys)
    page = present_finder(finding)
    context = {
        "page": page,
        "map": present_map(page, keys, found, towns_around(found.values())),
        "outline": outline_version(request.area),
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
    }
    response = render(request, "directory/show_map.jinja", context)
    if settings.MAP_TILES:
        # As `csp.decorators.csp_update` does: this page alone may load pictures from there.
        host = urlsplit(settings.MAP_TILES)
        response._csp_update = {"img-src": [f"{host.scheme}://{host.netloc}"]}  # type: ignore[attr-defined]
    return response


def _outline_etag(request: AreaRequest) -> str:
    return f'"{outline_version(request.area)}"'


@public
@require_safe
@cache_control(max_age=86_400)
@condition(etag_func=_outline_etag)
def show_outline(request: AreaRequest) -> HttpResponse:
    """The area's edge, for the map to draw."""
    return JsonResponse(drawn_outline(request.area))


@public
@require_safe
@cache_control(private=True, no_cache=True)
def download_list_calendar(request: AreaRequest) -> HttpResponse:
    """The list as a calendar to subscribe to; only `?title=full` names the groups."""
    asked = dict(request.GET.lists())
    finding = find(asked, request.area, page_size=MOST_SERIES, with_rows=False)
    is_discreet = request.GET.get("title") != "full"
    headers = {"ETag": feed_etag(finding, is_discreet)}
    changed_at = feed_time(finding)
    if changed_at is not None:
        headers["Last-Modified"] = http_date(changed_at)
    known = get_conditional_response(request, headers["ETag"], changed_at)
    if known is not None:
        return _with(known, headers)
    meetings = [
        (meeting, request.build_absolute_uri(f"/meetings/{meeting.reference}/"))
        for meeting in feed_meetings(finding)
    ]
    content = calendar_of_list(meetings, is_discreet=is_discreet)
    headers["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    return _with(answer, headers)


def _with(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response[name] = value
    return response

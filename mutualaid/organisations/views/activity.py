"""The activity log, for those who may look; looking leaves a line too."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.accounts.models import User
from mutualaid.activity_log.models import Entry, EntryQuerySet
from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.area import streamed_within
from mutualaid.core.spreadsheets import table_row
from mutualaid.organisations.actions.activity import (
    log_export_of_activity,
    log_reading_of_activity,
)
from mutualaid.organisations.forms.activity import ActivityFilterForm
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.permissions.activity import (
    activity_seen_by,
    can_read_activity,
    reads_only_own_activity,
    sees_names_in_activity,
)
from mutualaid.organisations.presenters.activity import (
    ActivityLine,
    headings,
    present_activity,
)
from mutualaid.organisations.pseudonyms import PERSON

PAGE = 50
PIECE = 500
# So that a spreadsheet reads the letters as they are.
BYTE_ORDER_MARK = "\ufeff"


@require_safe
def list_activity(request: StaffRequest) -> HttpResponse:
    require(can_read_activity(request.hat), "read_activity")
    form = ActivityFilterForm(request.GET, hat=request.hat)
    older_than = request.GET.get("older-than", "")
    lines = form.narrow(activity_seen_by(request.hat))
    entries = list(lines.newest_first(older_than=older_than)[: PAGE + 1])
    shown = entries[:PAGE]
    if form.is_valid() and not reads_only_own_activity(request.hat):
        log_reading_of_activity(filters=form.kinds(), by=request.hat.actor)
    older = {"older-than": shown[-1].cursor} if len(entries) > PAGE else {}
    context = {
        "form": form,
        "headings": headings(),
        "rows": [line.cells() for line in _told(request.hat, shown)],
        "older": form.query(**older) if older else "",
        "newest": form.query() if older_than else None,
        "export": form.query(),
        "only_own": reads_only_own_activity(request.hat),
    }
    return render(request, "organisations/list_activity.jinja", context)


@require_safe
def export_activity(request: StaffRequest) -> StreamingHttpResponse:
    """The same lines as a table; the export is in the log before its first byte leaves."""
    require(can_read_activity(request.hat), "export_activity")
    form = ActivityFilterForm(request.GET, hat=request.hat)
    lines = form.narrow(activity_seen_by(request.hat))
    kinds = form.kinds() if form.is_valid() else []
    log_export_of_activity(filters=kinds, by=request.hat.actor)
    pieces = partial(_pieces, request.hat, lines)
    answer = StreamingHttpResponse(
        streamed_within(request.hat.area_id, pieces), content_type="text/csv"
    )
    name = f"activity-{clock.today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(hat: Hat, lines: EntryQuerySet) -> Iterator[str]:
    yield BYTE_ORDER_MARK + table_row(headings())
    older_than = ""
    while entries := list(lines.newest_first(older_than=older_than)[:PIECE]):
        yield "".join(table_row(line.cells()) for line in _told(hat, entries))
        older_than = entries[-1].cursor


def _told(hat: Hat, entries: Sequence[Entry]) -> list[ActivityLine]:
    """Names are looked up once for all these lines, and not at all for who may not know them."""
    if not sees_names_in_activity(hat):
        return present_activity(entries, None)
    told = {word for entry in entries for word in (entry.actor, entry.subject)}
    tokens = [word for word in told if word.startswith(PERSON)]
    known = User.objects.filter(token__in=tokens).values_list("token", "name")
    return present_activity(entries, dict(known))

"""Who looked at a client's record, to be read out to the client."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.organisations.middleware import StaffRequest
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked
from mutualaid.privacy.presenters import looks_of

from .finding import find_seen

MOST_SHOWN = 100


@require_safe
def show_who_looked(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_seen(request.hat, reference)
    look([client.person], by=request.hat, what=Looked.RECORD)
    lines = looks_of(client.person)
    context = {
        "client": client,
        "lines": lines[:MOST_SHOWN],
        "others": max(len(lines) - MOST_SHOWN, 0),
    }
    return render(request, "clients/show_who_looked.jinja", context)

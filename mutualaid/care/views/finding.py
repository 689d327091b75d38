"""What the views of care sessions begin with."""

from django.shortcuts import get_object_or_404

from mutualaid.care.models import CareSession
from mutualaid.care.permissions import can_read_care
from mutualaid.clients.models import Client
from mutualaid.clients.views.finding import find_seen
from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked


def find_client(request: StaffRequest, reference: str) -> Client:
    """The client whose sessions are looked at; the log has its line."""
    client = find_seen(request.hat, reference)
    require(can_read_care(request.hat), "read_care")
    look([client.person], by=request.hat, what=Looked.RECORD)
    return client


def find_session(request: StaffRequest, reference: str) -> CareSession:
    """The session, or 404 for whoever does not see its client; the log has its line."""
    rows = CareSession.objects.visible_to(request.hat).with_everything()
    session = get_object_or_404(rows, reference=reference)
    require(can_read_care(request.hat), "read_care")
    look([session.client.person], by=request.hat, what=Looked.RECORD)
    return session

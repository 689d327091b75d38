"""One's own sessions: where one is signed in, and ending that from here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mutualaid.accounts.actions import sessions as actions
from mutualaid.accounts.browsers import in_words
from mutualaid.accounts.models import Session
from mutualaid.accounts.signed_in import actor_of, session_of
from mutualaid.core.access import signed_in


@signed_in
@require_safe
def list_sessions(request: HttpRequest) -> HttpResponse:
    here = session_of(request)
    sessions = [
        {
            "reference": session.reference,
            "browser": in_words(session.browser),
            "started_at": session.started_at,
            "last_seen_at": session.last_seen_at,
            "is_here": session.pk == here.pk,
            "is_locked": session.locked_at is not None,
        }
        for session in Session.objects.of(request.user)  # type: ignore[arg-type]
    ]
    context = {"sessions": sessions}
    return render(request, "accounts/list_sessions.jinja", context)


@signed_in
@require_POST
def end_session(request: HttpRequest, reference: str) -> HttpResponse:
    mine = Session.objects.of(request.user)  # type: ignore[arg-type]
    session = get_object_or_404(mine, reference=reference)
    actions.end_session(session=session, by=actor_of(request))
    if session.pk == session_of(request).pk:
        request.session.flush()
        return redirect(settings.LOGIN_URL)
    return redirect("list_sessions")


@signed_in
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    actions.end_sessions_of(user=request.user, by=actor_of(request))  # type: ignore[arg-type]
    request.session.flush()
    return redirect(settings.LOGIN_URL)

"""Pages that only the demo has: its people, being one of them, and the letters they get."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mutualaid.core.access import public
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.models import Membership
from mutualaid.organisations.wearing import put_on

from .outbox import letters
from .people import PASSWORD, current_codes

View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Anywhere but in the demo there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO and request.area.is_demo):  # type: ignore[attr-defined]
            raise Http404("Only the demo has this page.")
        return view(request, *args, **kwargs)

    return public(never_cache(guarded))


@demo_only
@require_safe
def show_demo_people(request: AreaRequest) -> HttpResponse:
    worn = Membership.objects.active().with_everything().filter(area=request.area)
    context = {
        "memberships": worn.order_by("role", "user__name"),
        "codes": current_codes(),
        "password": PASSWORD,
    }
    return render(request, "demo/show_demo_people.jinja", context)


@demo_only
@require_POST
def sign_in_as(request: AreaRequest, reference: str) -> HttpResponse:
    """Sign in as one of the demo's people, with both factors and this hat."""
    found = Membership.objects.active().with_everything().filter(area=request.area)
    membership = get_object_or_404(found, reference=reference)
    login(request, membership.user, settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, membership.user, "password")
    record_authentication(request, membership.user, "mfa", type="totp")
    put_on(request, membership)
    return redirect("show_today")


@demo_only
@require_safe
def show_outbox(request: AreaRequest) -> HttpResponse:
    return render(request, "demo/show_outbox.jinja", {"letters": letters()})

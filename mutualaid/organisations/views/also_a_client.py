"""Somebody who works here and also gets help here says so; only they ever see this page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import signed_in
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.middleware import PersonRequest
from mutualaid.organisations.models import is_kept_apart


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tell_also_a_client(request: PersonRequest) -> HttpResponse:
    user, area, refusal = request.user, request.area, ""
    if request.method == "POST":
        tell = actions.keep_apart
        if request.POST.get("answer") == "take-back":
            tell = actions.stop_keeping_apart
        try:
            tell(user=user, area=area, by=Actor(user.token))
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("tell_also_a_client")
    context = {"is_told": is_kept_apart(user, area), "refusal": refusal}
    return render(request, "organisations/tell_also_a_client.jinja", context)

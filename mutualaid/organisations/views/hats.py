"""Choosing the hat to wear."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import signed_in
from mutualaid.organisations.middleware import PersonRequest
from mutualaid.organisations.presenters.people import loss_in_words
from mutualaid.organisations.wearing import hat_lost, hats_of, put_on


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_hat(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        reference = request.POST.get("reference", "")
        put_on(request, get_object_or_404(hats_of(request), reference=reference))
        return redirect("show_today")
    context = {
        "hats": [membership.hat() for membership in hats_of(request)],
        "lost": loss_in_words(hat_lost(request)),
    }
    return render(request, "organisations/choose_hat.jinja", context)

"""What somebody who was invited sees: the link, the account, the acceptance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.accounts.middleware import may_be_signed_in
from mutualaid.accounts.models import User
from mutualaid.core.access import public
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.link_cookies import LinkCookie
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.actions.persons import account_of, has_address
from mutualaid.organisations.forms.joining import NewAccountForm
from mutualaid.organisations.letters import inviter_name
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.models import InvitationLink
from mutualaid.organisations.models.invitation_links import LinkState
from mutualaid.organisations.presenters.people import titled

from .doing import done

COOKIE = LinkCookie("invitation", path="/join/", seconds=30 * 60)


@public
@require_safe
@never_cache
def open_invitation(request: AreaRequest, token: str) -> HttpResponse:
    """Puts the link aside for half an hour and goes on without it in the address.

    It would otherwise be sent along as where the next page was asked from. A browser that is
    told never to say that sends no origin with forms either, and they are then refused.
    """
    if InvitationLink.objects.named(request.area, token) is None:
        response = _no_invitation(request)
    else:
        response = redirect("accept_invitation")
        COOKIE.keep(response, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _no_invitation(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/no_invitation.jinja", status=404)


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: AreaRequest) -> HttpResponse:
    link = InvitationLink.objects.named(request.area, COOKIE.of(request))
    if link is None:
        return _no_invitation(request)
    if link.state() is not LinkState.OPEN:
        return _over(request, link, str(link.state().label))
    if may_be_signed_in(request) and request.user.is_authenticated:
        return _as_somebody(request, link, request.user)
    if account_of(link.invitation.email):
        return render(request, "organisations/sign_in_to_accept.jinja", _told(link))
    return _as_somebody_new(request, link)


def _told(link: InvitationLink) -> dict[str, object]:
    """What only the holder of the link is told."""
    return {
        "invitation": link.invitation,
        "title": titled(link.invitation),
        "inviter": inviter_name(link.invitation),
    }


def _over(request: AreaRequest, link: InvitationLink, sentence: str) -> HttpResponse:
    context = {**_told(link), "sentence": sentence, "state": link.state()}
    return render(request, "organisations/invitation_over.jinja", context, status=410)


def _as_somebody(
    request: AreaRequest, link: InvitationLink, user: User
) -> HttpResponse:
    """Signed in: the person invited, with or without the second factor, or somebody else."""
    context = {**_told(link), "refusal": ""}
    if not has_address(user, link.invitation.email):
        return render(request, "organisations/invitation_of_another.jinja", context)
    if not request.is_signed_in:
        return render(request, "organisations/finish_signing_in.jinja", context)
    if request.method == "POST":
        try:
            actions.accept_invitation(link=link, user=user, by=Actor(user.token))
        except Refused as refused:
            context["refusal"] = refused.sentence
        else:
            return _accepted()
    return render(request, "organisations/accept_invitation.jinja", context)


def _as_somebody_new(request: AreaRequest, link: InvitationLink) -> HttpResponse:
    invitation = link.invitation
    form = NewAccountForm(
        request.POST or None,
        email=invitation.email,
        initial={"name": invitation.name},
    )
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": system_actor("accept_invitation")}
        if done(form, actions.accept_with_new_account, link=link, **given):
            return _accepted()
    context = {**_told(link), "form": form}
    return render(request, "organisations/join.jinja", context)


def _accepted() -> HttpResponse:
    response = redirect("show_accepted")
    COOKIE.let_go(response)
    return response


@public
@require_safe
def show_accepted(request: AreaRequest) -> HttpResponse:
    """The same for everybody: it knows nothing of who has accepted what."""
    return render(request, "organisations/show_accepted.jinja")

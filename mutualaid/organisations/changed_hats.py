"""A form that comes from a page opened in another hat than the one worn now."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse  # noqa: TID251
from django.middleware.csrf import get_token
from django.shortcuts import render  # noqa: TID251

from mutualaid.accounts.kept_typing import NotKept, Typing, typing_of
from mutualaid.core.page_hat import page_hat

from .hats import Hat
from .wearing import hats_of, put_on

# Sent by the button that goes on in the page's own hat.
GO_ON = "go_on_in_page_hat"


@dataclass(frozen=True, slots=True)
class Changed:
    """What the page that answers such a form says. `former` is None once the role has ended."""

    former: Hat | None
    worn: Hat | None
    typing: Typing | None


def go_on_in_page_hat(request: HttpRequest) -> Hat | None:
    """Change back to the hat of the page, where its own button asks for that."""
    if GO_ON not in request.POST:
        return None
    held = hats_of(request).filter(reference=page_hat(request.POST).hat).first()
    if held is None:
        return None
    put_on(request, held)
    return held.hat()


def is_of_another_hat(request: HttpRequest) -> bool:
    """Whether the form says so; one that says nothing is of no page of ours with a hat."""
    former = page_hat(request.POST).hat
    worn = request.hat  # type: ignore[attr-defined]
    return bool(former) and former != (worn.reference if worn else "")


def show_changed_hats(request: HttpRequest) -> HttpResponse:
    """Nothing has been done: go on in the former hat, leave it, or copy what was typed."""
    held = hats_of(request).filter(reference=page_hat(request.POST).hat).first()
    context = {
        "changed": Changed(
            former=held.hat() if held else None,
            worn=request.hat,  # type: ignore[attr-defined]
            typing=_typing_of(request),
        ),
        "fresh_token": get_token(request),
        "go_on": GO_ON,
    }
    return render(request, "organisations/changed_hats.jinja", context, status=409)


def _typing_of(request: HttpRequest) -> Typing | None:
    try:
        typing = typing_of(request)
    except NotKept:
        return None
    fields = tuple(pair for pair in typing.fields if pair[0] != GO_ON)
    return replace(typing, fields=fields)

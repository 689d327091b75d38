"""The pack of a client for whoever answers, and everybody's own of their account."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.core.access import public, require, signed_in
from mutualaid.organisations.addresses import address_in
from mutualaid.organisations.middleware import AreaRequest, PersonRequest, StaffRequest
from mutualaid.organisations.models import Area
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked, RightsKind, RightsRequest
from mutualaid.privacy.rights.packs.as_json import SCHEMA, json_of
from mutualaid.privacy.rights.packs.as_paper import lead, pdf_of, rights_words
from mutualaid.privacy.rights.packs.gathering import (
    Pack,
    empty,
    filled,
    pack_of,
)
from mutualaid.privacy.rights.permissions import can_answer_request


@require_safe
@never_cache
def download_pack(request: StaffRequest, reference: str, form: str) -> HttpResponse:
    """All that is kept about who asked, as a page, a PDF or JSON."""
    asked = get_object_or_404(
        RightsRequest.objects.visible_to(request.hat).with_everything(),
        reference=reference,
        kind=RightsKind.ACCESS,
        person__isnull=False,
    )
    require(can_answer_request(request.hat), "answer_rights_request")
    if form not in FORMS or asked.person is None:
        raise Http404
    look([asked.person], by=request.hat, what=Looked.EXPORT)
    return FORMS[form](request, pack_of(asked.person), f"request-{asked.reference}")


@signed_in
@require_safe
def show_my_data(request: PersonRequest) -> HttpResponse:
    return render(request, "privacy/show_my_data.jinja", {})


@signed_in
@require_safe
@never_cache
def download_my_data(request: PersonRequest, form: str) -> HttpResponse:
    """What is kept about whoever is signed in, as a colleague of this area."""
    if form not in FORMS:
        raise Http404
    return FORMS[form](request, pack_of(request.user), "my-data")


@public
@require_safe
def show_pack_schema(request: HttpRequest) -> HttpResponse:
    """What the JSON of a pack looks like, for those who write programs."""
    return HttpResponse(SCHEMA.read_text(), content_type="application/schema+json")


def _page(request: AreaRequest, pack: Pack, _name: str) -> HttpResponse:
    context = {
        "pack": pack,
        "filled": list(filled(pack)),
        "empty": list(empty(pack)),
        "lead": lead(request.area.name),
        "rights": rights_words(),
    }
    return render(request, "privacy/show_pack.jinja", context)


def _pdf(request: AreaRequest, pack: Pack, name: str) -> HttpResponse:
    made = pdf_of(pack, publisher=request.area.name)
    return _named(HttpResponse(made, content_type="application/pdf"), f"{name}.pdf")


def _json(request: AreaRequest, pack: Pack, name: str) -> HttpResponse:
    area: Area = request.area
    told = json_of(pack, schema=address_in(area, reverse("show_pack_schema")))
    return _named(HttpResponse(told, content_type="application/json"), f"{name}.json")


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


FORMS: dict[str, Callable[[AreaRequest, Pack, str], HttpResponse]] = {
    "html": _page,
    "pdf": _pdf,
    "json": _json,
}

"""Writing down what somebody says is wrong."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked
from mutualaid.privacy.person_pages import page_of
from mutualaid.privacy.rights.actions import corrections
from mutualaid.privacy.rights.correctable import statements_of
from mutualaid.privacy.rights.forms import CorrectionForm
from mutualaid.privacy.rights.permissions import can_open_request
from mutualaid.privacy.rights.presenters.corrections import present_corrections

from .rights import find_person


@require_http_methods(["GET", "HEAD", "POST"])
def attach_correction(request: StaffRequest, reference: str) -> HttpResponse:
    person = find_person(request.hat, reference)
    require(can_open_request(request.hat), "attach_correction")
    look([person], by=request.hat, what=Looked.RIGHTS)
    known = {each.handle: each for each in statements_of(person)}
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        offered=[(handle, each.words) for handle, each in known.items()],
        initial={"about": request.GET.get("about", "")},
    )
    if form.is_valid():
        about = known.get(form.cleaned_data["about"])
        if done(
            form,
            corrections.attach_correction,
            person=person,
            about=about.table if about else "",
            row=about.row if about else "",
            words=form.cleaned_data["words"],
            by=request.hat,
        ):
            return redirect("attach_correction", reference)
    context = {
        "form": form,
        "person": person,
        "person_page": page_of(person, request.hat),
        "attached": present_corrections(person),
    }
    return render(request, "privacy/attach_correction.jinja", context)

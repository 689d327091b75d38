"""How backups stand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest

from .host_key import confirmed_at, known_recipient
from .permissions import can_see_backups, can_see_drills
from .presenters import present_backup, present_drills
from .standing import drills, last_taken

MOST_DRILLS = 12


@require_safe
def show_backups(request: StaffRequest) -> HttpResponse:
    require(can_see_backups(request.hat), "see_backups")
    held = drills()[:MOST_DRILLS] if can_see_drills(request.hat) else []
    context = {
        "backup": present_backup(
            last_taken(), has_key=bool(known_recipient()), confirmed_at=confirmed_at()
        ),
        "sees_drills": can_see_drills(request.hat),
        "drill": present_drills(held),
    }
    return render(request, "backups/show_backups.jinja", context)

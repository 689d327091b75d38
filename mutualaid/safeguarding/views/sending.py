"""What a form is given by a request."""

from django.http import QueryDict

from mutualaid.organisations.middleware import StaffRequest


def sent_with(request: StaffRequest) -> QueryDict | None:
    """What was sent, be it nothing at all; None where the page was only opened."""
    return request.POST if request.method == "POST" else None

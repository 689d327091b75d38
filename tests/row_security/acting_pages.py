"""Addresses whose views act, and then go wrong in the ways that views can."""

from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from mutualaid.core import clock
from mutualaid.core.access import Denied, public
from mutualaid.core.area import current_area_id
from mutualaid.core.models import new_reference
from mutualaid.organisations.models import Organisation, Service

told: list[str] = []


def act() -> None:
    """Add an organisation, and tell somebody of it once it is kept."""
    now = clock.now()
    with transaction.atomic():
        Organisation.objects.create(
            area_id=current_area_id(),
            name=new_reference(),
            created_at=now,
            updated_at=now,
        )
        transaction.on_commit(lambda: told.append("acted"))


def answer(request: HttpRequest) -> HttpResponse:
    act()
    return HttpResponse("Done")


def not_found(request: HttpRequest) -> HttpResponse:
    act()
    raise Http404


def denied(request: HttpRequest) -> HttpResponse:
    act()
    raise Denied("tests")


def fail(request: HttpRequest) -> HttpResponse:
    act()
    raise ZeroDivisionError


def break_and_fail(request: HttpRequest) -> HttpResponse:
    act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    return HttpResponse("Done")


def break_and_pass_over(request: HttpRequest) -> HttpResponse:
    act()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    except DatabaseError:
        pass
    return HttpResponse("Done")


def break_the_commit(request: HttpRequest) -> HttpResponse:
    """The database looks at foreign keys when it commits."""
    act()
    now = clock.now()
    Service.objects.create(
        area_id=current_area_id(),
        organisation_id=2**40,
        name="Nobody's",
        created_at=now,
        updated_at=now,
    )
    return HttpResponse("Done")


VIEWS = (answer, not_found, denied, fail, break_and_fail, break_and_pass_over)
urlpatterns = [
    path(f"{view.__name__}/", csrf_exempt(public(view)))
    for view in (*VIEWS, break_the_commit)
]

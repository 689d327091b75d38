from django.urls import path

from .views import break_glass, extra_private, totals, who_looked

urlpatterns = [
    path("clients/emergency/", break_glass.break_glass, name="break_glass"),
    path("clients/emergencies/", break_glass.list_break_glass, name="list_break_glass"),
    path(
        "clients/emergencies/totals/",
        totals.count_break_glass,
        name="count_break_glass",
    ),
    path(
        "clients/emergencies/<slug:reference>/review/",
        break_glass.review_break_glass,
        name="review_break_glass",
    ),
    path(
        "clients/emergencies/<slug:reference>/seen/",
        break_glass.see_break_glass,
        name="see_break_glass",
    ),
    path(
        "clients/<slug:reference>/looks/",
        who_looked.show_who_looked,
        name="show_who_looked",
    ),
    path(
        "clients/<slug:reference>/extra-private/make/",
        extra_private.make_extra_private,
        name="make_extra_private",
    ),
    path(
        "clients/<slug:reference>/extra-private/end/",
        extra_private.end_extra_private,
        name="end_extra_private",
    ),
    path(
        "clients/<slug:reference>/readers/",
        extra_private.name_reader,
        name="name_reader",
    ),
    path(
        "clients/<slug:reference>/readers/remove/",
        extra_private.remove_reader,
        name="remove_reader",
    ),
]

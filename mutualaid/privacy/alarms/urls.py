from django.urls import path

from . import views

urlpatterns = [
    path("privacy/alarms/", views.list_alarms, name="list_alarms"),
    path(
        "privacy/alarms/<slug:reference>/settle/",
        views.settle_alarm,
        name="settle_alarm",
    ),
]

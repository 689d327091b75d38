from django.urls import path

from .views import alarms

urlpatterns = [
    path("privacy/alarms/", alarms.list_alarms, name="list_alarms"),
    path(
        "privacy/alarms/<slug:reference>/settle/",
        alarms.settle_alarm,
        name="settle_alarm",
    ),
]

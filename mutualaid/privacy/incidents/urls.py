"""Incidents with data, from the report to what was learned."""

from django.urls import path

from .views import incident_work, incidents

ONE = "privacy/incidents/<slug:reference>/"

urlpatterns = [
    path("privacy/incidents/", incidents.list_incidents, name="list_incidents"),
    path(
        "privacy/incidents/report/", incidents.report_incident, name="report_incident"
    ),
    path(ONE, incidents.show_incident, name="show_incident"),
    path(f"{ONE}note/", incident_work.add_incident_note, name="add_incident_note"),
    path(
        f"{ONE}people/",
        incident_work.link_incident_person,
        name="link_incident_person",
    ),
    path(f"{ONE}decide/", incident_work.decide_incident, name="decide_incident"),
    path(f"{ONE}told/", incident_work.record_telling, name="record_telling"),
    path(f"{ONE}close/", incident_work.close_incident, name="close_incident"),
    path(f"{ONE}reopen/", incident_work.reopen_incident, name="reopen_incident"),
]

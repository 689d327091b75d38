from django.urls import path

from .views import caseload, clients, commitments, handing_over, identity
from .views import record_keeping as keeping

urlpatterns = [
    path("clients/", caseload.list_clients, name="list_clients"),
    path("clients/names/", caseload.show_names, name="show_names"),
    path("clients/find/", caseload.find_client, name="find_client"),
    path("clients/add/", clients.add_client, name="add_client"),
    path(
        "clients/record-keeping/",
        keeping.change_record_keeping,
        name="change_record_keeping",
    ),
    path("clients/commitments/", commitments.list_commitments, name="list_commitments"),
    path(
        "clients/commitments/<slug:reference>/move/",
        commitments.move_commitment,
        name="move_commitment",
    ),
    path("clients/<slug:reference>/", clients.show_client, name="show_client"),
    path(
        "clients/<slug:reference>/contact/", clients.note_contact, name="note_contact"
    ),
    path("clients/<slug:reference>/name/", identity.show_name, name="show_name"),
    path(
        "clients/<slug:reference>/change/",
        identity.change_identity,
        name="change_identity",
    ),
    path(
        "clients/<slug:reference>/hand-over/",
        handing_over.hand_over_client,
        name="hand_over_client",
    ),
    path(
        "clients/<slug:reference>/discharge/",
        handing_over.discharge_client,
        name="discharge_client",
    ),
    path(
        "clients/<slug:reference>/return/",
        handing_over.return_client,
        name="return_client",
    ),
    path(
        "clients/<slug:reference>/commitments/add/",
        commitments.plan_commitment,
        name="plan_commitment",
    ),
]

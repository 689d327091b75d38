from django.urls import path

from .views import corrections, erasure, packs, rights

REQUEST = "privacy/requests/<slug:reference>"

urlpatterns = [
    path("privacy/pack-schema/", packs.show_pack_schema, name="show_pack_schema"),
    path("privacy/my-data/", packs.show_my_data, name="show_my_data"),
    path(
        "privacy/my-data/<slug:form>/", packs.download_my_data, name="download_my_data"
    ),
    path("privacy/requests/", rights.list_rights_requests, name="list_rights_requests"),
    path(
        "privacy/requests/remind/",
        rights.remind_of_rights_requests,
        name="remind_of_rights_requests",
    ),
    path(f"{REQUEST}/", rights.show_rights_request, name="show_rights_request"),
    path(
        f"{REQUEST}/extend/", rights.extend_rights_request, name="extend_rights_request"
    ),
    path(
        f"{REQUEST}/answer/", rights.answer_rights_request, name="answer_rights_request"
    ),
    path(f"{REQUEST}/erasure/", erasure.decide_erasure, name="decide_erasure"),
    path(f"{REQUEST}/letter/", erasure.show_rights_letter, name="show_rights_letter"),
    path(f"{REQUEST}/pack/<slug:form>/", packs.download_pack, name="download_pack"),
    path(
        "privacy/people/<slug:reference>/requests/open/",
        rights.open_rights_request,
        name="open_rights_request",
    ),
    path(
        "privacy/people/<slug:reference>/corrections/add/",
        corrections.attach_correction,
        name="attach_correction",
    ),
]

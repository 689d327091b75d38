"""Addresses of evidence."""

from django.urls import URLPattern, path

from .views import evidence

STATEMENT = "self-assessment/<slug:reference>/evidence/<str:key>"
PIECE = "self-assessment/evidence/<slug:reference>"

urlpatterns: list[URLPattern] = [
    path(f"{PIECE}/withdraw/", evidence.withdraw_evidence, name="withdraw_evidence"),
    path(f"{PIECE}/file/", evidence.download_evidence, name="download_evidence"),
    path(f"{STATEMENT}/", evidence.show_evidence, name="show_evidence"),
    path(f"{STATEMENT}/add/", evidence.add_evidence, name="add_evidence"),
    path(f"{STATEMENT}/use/", evidence.keep_reading, name="keep_reading"),
    path(
        f"{STATEMENT}/not-right/<str:indicator>/",
        evidence.refuse_reading,
        name="refuse_reading",
    ),
    path(
        f"{STATEMENT}/barriers/", evidence.add_round_barrier, name="add_round_barrier"
    ),
]

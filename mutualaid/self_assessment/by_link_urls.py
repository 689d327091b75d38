"""Addresses of raters without an account. They stand before those with a round's reference."""

from django.urls import path

from .views import by_link, by_link_more

BASE = "self-assessment/by-link/"

urlpatterns = [
    path(BASE, by_link.show_by_link, name="show_by_link"),
    path(f"{BASE}start/", by_link.start_by_link, name="start_by_link"),
    path(f"{BASE}open/<str:token>/", by_link.open_link, name="open_link"),
    path(f"{BASE}rate/<str:key>/", by_link.rate_by_link, name="rate_by_link"),
    path(
        f"{BASE}rate/<str:key>/seen/",
        by_link_more.add_note_by_link,
        name="add_note_by_link",
    ),
    path(
        f"{BASE}rate/<str:key>/in-the-way/",
        by_link_more.add_barrier_by_link,
        name="add_barrier_by_link",
    ),
    path(f"{BASE}importance/", by_link.vote_by_link, name="vote_by_link"),
    path(f"{BASE}finish/", by_link.finish_by_link, name="finish_by_link"),
    path(f"{BASE}reopen/", by_link.reopen_by_link, name="reopen_by_link"),
]

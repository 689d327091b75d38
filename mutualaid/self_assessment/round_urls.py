"""Addresses of rounds and raters."""

from django.urls import URLPattern, path

from .views import raters, rounds

ROUND = "self-assessment/<slug:reference>"
RATER = f"{ROUND}/raters/<slug:rater>"

urlpatterns: list[URLPattern] = [
    path("self-assessment/", rounds.list_rounds, name="list_rounds"),
    path("self-assessment/open/", rounds.open_round, name="open_round"),
    path(f"{ROUND}/", rounds.show_round, name="show_round"),
    path(f"{ROUND}/change/", rounds.change_round, name="change_round"),
    path(f"{ROUND}/reveal/", rounds.reveal_round, name="reveal_round"),
    path(f"{ROUND}/abandon/", rounds.abandon_round, name="abandon_round"),
    path(f"{ROUND}/raters/", raters.invite_raters, name="invite_raters"),
    path(f"{ROUND}/raters/add/", raters.add_rater, name="add_rater"),
    path(f"{RATER}/link/", raters.renew_rater_link, name="renew_rater_link"),
    path(f"{RATER}/withdraw/", raters.withdraw_rater, name="withdraw_rater"),
    path(f"{RATER}/named/", raters.name_fellowship, name="name_fellowship"),
]

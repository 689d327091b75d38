"""Addresses of rating."""

from django.urls import path

from .views import paper, rating

ROUND = "self-assessment/<slug:reference>/"
ENTER = f"{ROUND}enter/<slug:rater>/"

urlpatterns = [
    path(f"{ROUND}rate/", rating.list_my_answers, name="list_my_answers"),
    path(f"{ROUND}rate/<str:key>/", rating.rate_statement, name="rate_statement"),
    path(f"{ROUND}importance/", rating.vote_importance, name="vote_importance"),
    path(f"{ROUND}finish/", rating.finish_rating, name="finish_rating"),
    path(f"{ROUND}reopen/", rating.reopen_rating, name="reopen_rating"),
    path(f"{ROUND}paper/", paper.show_blank_round, name="show_blank_round"),
    path(f"{ROUND}paper.pdf", paper.print_round, name="print_round"),
    path(ENTER, paper.list_entered, name="list_entered"),
    path(f"{ENTER}finish/", paper.finish_entered, name="finish_entered"),
    path(f"{ENTER}reopen/", paper.reopen_entered, name="reopen_entered"),
    path(f"{ENTER}rate/<str:key>/", paper.enter_rating, name="enter_rating"),
]

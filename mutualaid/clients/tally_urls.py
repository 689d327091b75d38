from django.urls import path

from .views import tallies

urlpatterns = [
    path("clients/tallies/", tallies.list_tallies, name="list_tallies"),
    path("clients/tallies/<slug:kind>/", tallies.count_tally, name="count_tally"),
    path(
        "clients/tallies/<slug:kind>/take-back/",
        tallies.take_back_tally,
        name="take_back_tally",
    ),
]

"""Addresses by which the list is kept true: people tell us, groups answer, keepers settle it.

They stand before those of meetings, whose references would fit some of them.
"""

from django.urls import path

from .views import corrections, letters, special_dates, telling

CORRECTION = "directory/corrections/<str:reference>/"

urlpatterns = [
    path(
        "meetings/tell-us/", telling.tell_missing_meeting, name="tell_missing_meeting"
    ),
    path("meetings/thank-you/", telling.show_told, name="show_told"),
    path("meetings/<str:reference>/tell-us/", telling.tell_us, name="tell_us"),
    path("still-right/", letters.answer_letter, name="answer_letter"),
    path("still-right/stop/", letters.stop_letters, name="stop_letters"),
    path("still-right/thank-you/", letters.show_answered, name="show_answered"),
    path("still-right/<str:token>/", letters.open_letter, name="open_letter"),
    path(
        "directory/corrections/", corrections.list_corrections, name="list_corrections"
    ),
    path(CORRECTION, corrections.show_correction, name="show_correction"),
    path(f"{CORRECTION}apply/", corrections.apply_correction, name="apply_correction"),
    path(
        f"{CORRECTION}answer/", corrections.answer_correction, name="answer_correction"
    ),
    path("directory/to-check/", corrections.list_to_check, name="list_to_check"),
    path(
        "directory/meetings/<str:reference>/special-dates/",
        special_dates.answer_special_dates,
        name="answer_special_dates",
    ),
]

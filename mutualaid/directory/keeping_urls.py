"""Addresses for keeping the directory by hand."""

from django.urls import path

from .views.keeping import (
    duplicates,
    lists,
    local_values,
    meetings,
    places,
    premises,
    standing,
)

MEETING = "directory/meetings/<str:reference>/"
PAIR = "directory/duplicates/<str:first>/<str:second>/"
VENUE = "directory/venues/<str:reference>/"
GROUP = "directory/groups/<str:reference>/"
LOCAL = "directory/local-values/"

urlpatterns = [
    path("directory/", lists.show_directory, name="show_directory"),
    path("directory/meetings/", lists.list_kept_meetings, name="list_kept_meetings"),
    path("directory/meetings/add/", meetings.add_meeting, name="add_meeting"),
    path(MEETING, meetings.show_kept_meeting, name="show_kept_meeting"),
    path(f"{MEETING}change/", meetings.change_meeting, name="change_meeting"),
    path(f"{MEETING}confirm/", standing.confirm_meeting, name="confirm_meeting"),
    path(f"{MEETING}close/", standing.close_meeting, name="close_meeting"),
    path(f"{MEETING}reopen/", standing.reopen_meeting, name="reopen_meeting"),
    path(f"{MEETING}unmerge/", duplicates.undo_merge, name="undo_merge"),
    path(
        f"{MEETING}dates/", standing.list_different_dates, name="list_different_dates"
    ),
    path(
        f"{MEETING}dates/add/", standing.add_different_date, name="add_different_date"
    ),
    path(
        f"{MEETING}dates/undo/",
        standing.undo_different_date,
        name="undo_different_date",
    ),
    path("directory/duplicates/", duplicates.list_duplicates, name="list_duplicates"),
    path(PAIR, duplicates.merge_meetings, name="merge_meetings"),
    path(f"{PAIR}apart/", duplicates.tell_meetings_apart, name="tell_meetings_apart"),
    path(VENUE, places.show_venue, name="show_venue"),
    path(f"{VENUE}change/", places.change_venue, name="change_venue"),
    path(f"{VENUE}check/", places.check_venue, name="check_venue"),
    path(f"{VENUE}premises/", premises.name_premises, name="name_premises"),
    path(GROUP, places.show_group, name="show_group"),
    path(f"{GROUP}change/", places.change_group, name="change_group"),
    path(LOCAL, local_values.list_local_values, name="list_local_values"),
    path(
        f"{LOCAL}<str:reference>/",
        local_values.review_local_values,
        name="review_local_values",
    ),
]

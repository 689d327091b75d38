from django.urls import path

from .views import leads, raising, reading, totals, working

urlpatterns = [
    path("concerns/", reading.list_concerns, name="list_concerns"),
    path("concerns/raise/", raising.raise_concern, name="raise_concern"),
    path(
        "concerns/not-comfortable/",
        raising.say_not_comfortable,
        name="say_not_comfortable",
    ),
    path("concerns/totals/", totals.count_concerns, name="count_concerns"),
    path("concerns/receipts/", raising.list_receipts, name="list_receipts"),
    path(
        "concerns/receipts/<str:reference>/", raising.show_receipt, name="show_receipt"
    ),
    path("concerns/<str:reference>/", reading.show_concern, name="show_concern"),
    path("concerns/<str:reference>/seen/", working.mark_seen, name="mark_seen"),
    path("concerns/<str:reference>/note/", working.add_note, name="add_note"),
    path(
        "concerns/<str:reference>/done/",
        working.say_what_was_done,
        name="say_what_was_done",
    ),
    path(
        "concerns/<str:reference>/close/", working.close_concern, name="close_concern"
    ),
    path(
        "concerns/<str:reference>/reopen/",
        working.reopen_concern,
        name="reopen_concern",
    ),
    path("concerns/<str:reference>/people/", working.add_person, name="add_person"),
    path("safeguarding-leads/", leads.list_leads, name="list_leads"),
    path("safeguarding-leads/name/", leads.appoint_lead, name="appoint_lead"),
    path("safeguarding-leads/<str:reference>/end/", leads.end_lead, name="end_lead"),
]

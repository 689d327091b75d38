from django.urls import path

from . import views

urlpatterns = [
    path("", views.show_home, name="show_home"),
    path("meetings/", views.find_meetings, name="find_meetings"),
    path("meetings/<str:reference>/", views.show_meeting, name="show_meeting"),
    path(
        "meetings/<str:reference>/calendar.ics",
        views.download_calendar,
        name="download_calendar",
    ),
    path("fellowships/", views.list_fellowships, name="list_fellowships"),
    path("fellowships/<slug:key>/", views.show_fellowship, name="show_fellowship"),
    path("first-meeting/", views.show_first_meeting, name="show_first_meeting"),
    path("family/", views.show_family_help, name="show_family_help"),
    path("about/", views.show_about, name="show_about"),
    path("privacy/", views.show_privacy, name="show_privacy"),
    path("accessibility/", views.show_accessibility, name="show_accessibility"),
]

from django.urls import path

from .views import follow_ups, sessions, steps, weeks

urlpatterns = [
    path(
        "clients/<slug:reference>/sessions/",
        sessions.list_care_sessions,
        name="list_care_sessions",
    ),
    path(
        "clients/<slug:reference>/sessions/start/",
        sessions.start_care_session,
        name="start_care_session",
    ),
    path("follow-ups/", follow_ups.list_follow_ups, name="list_follow_ups"),
    path(
        "follow-ups/<slug:reference>/",
        follow_ups.answer_follow_up,
        name="answer_follow_up",
    ),
    path(
        "sessions/guide/<slug:session>/",
        sessions.show_session_guide,
        name="show_session_guide",
    ),
    path(
        "sessions/<slug:reference>/",
        sessions.show_care_session,
        name="show_care_session",
    ),
    path(
        "sessions/<slug:reference>/steps/<str:key>/",
        steps.take_step,
        name="take_step",
    ),
    path(
        "sessions/<slug:reference>/meetings/",
        weeks.fit_meetings,
        name="fit_meetings",
    ),
    path(
        "sessions/<slug:reference>/check/",
        sessions.check_care_session,
        name="check_care_session",
    ),
    path(
        "sessions/<slug:reference>/reopen/",
        sessions.reopen_care_session,
        name="reopen_care_session",
    ),
]

from django.urls import path

from . import views

urlpatterns = [
    path("privacy/reviews/", views.list_reviews, name="list_reviews"),
    path("privacy/reviews/confirm-date/", views.confirm_date, name="confirm_date"),
    path(
        "privacy/reviews/<slug:reference>/",
        views.review_record,
        name="review_record",
    ),
    path(
        "privacy/people/<slug:reference>/holds/add/",
        views.place_hold,
        name="place_hold",
    ),
    path("privacy/holds/<slug:reference>/lift/", views.lift_hold, name="lift_hold"),
]

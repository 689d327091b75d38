from django.urls import path

from .views import retention

urlpatterns = [
    path("privacy/reviews/", retention.list_reviews, name="list_reviews"),
    path("privacy/reviews/confirm-date/", retention.confirm_date, name="confirm_date"),
    path(
        "privacy/reviews/<slug:reference>/",
        retention.review_record,
        name="review_record",
    ),
    path(
        "privacy/people/<slug:reference>/holds/add/",
        retention.place_hold,
        name="place_hold",
    ),
    path("privacy/holds/<slug:reference>/lift/", retention.lift_hold, name="lift_hold"),
]

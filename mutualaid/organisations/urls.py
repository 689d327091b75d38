from django.urls import path

from .views import hats

urlpatterns = [
    path("today/", hats.show_today, name="show_today"),
    path("hats/", hats.choose_hat, name="choose_hat"),
]

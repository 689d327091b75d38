from django.urls import path

from . import views

urlpatterns = [
    path("components/", views.show_components, name="show_components"),
]

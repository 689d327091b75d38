from django.urls import path

from . import views

urlpatterns = [path("backups/", views.show_backups, name="show_backups")]

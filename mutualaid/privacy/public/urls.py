from django.urls import path

from . import views

urlpatterns = [
    path("privacy/who-sees-what/", views.show_who_sees_what, name="show_who_sees_what"),
    path("privacy/your-rights/", views.show_your_rights, name="show_your_rights"),
]

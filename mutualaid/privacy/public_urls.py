from django.urls import path

from .views import public

urlpatterns = [
    path(
        "privacy/who-sees-what/", public.show_who_sees_what, name="show_who_sees_what"
    ),
    path("privacy/your-rights/", public.show_your_rights, name="show_your_rights"),
]

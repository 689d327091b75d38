from django.urls import path

from . import views

urlpatterns = [
    path("demo/", views.show_demo_people, name="show_demo_people"),
    path("demo/letters/", views.show_outbox, name="show_outbox"),
    path("demo/<str:reference>/sign-in/", views.sign_in_as, name="sign_in_as"),
]

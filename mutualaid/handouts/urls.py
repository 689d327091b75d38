from django.urls import path

from .views import inserts, maps, public

urlpatterns = [
    path("handouts/", public.list_handouts, name="list_handouts"),
    path("handouts/worries/", public.show_myths, name="show_myths"),
    path("handouts/local/", inserts.list_inserts, name="list_inserts"),
    path(
        "handouts/local/<slug:slug>/write/",
        inserts.write_insert,
        name="write_insert",
    ),
    path(
        "handouts/local/<str:reference>/publish/",
        inserts.publish_insert,
        name="publish_insert",
    ),
    path(
        "handouts/local/<str:reference>/end/",
        inserts.end_insert,
        name="end_insert",
    ),
    path("handouts/<slug:slug>/", public.show_handout, name="show_handout"),
    path(
        "handouts/<slug:slug>/read-aloud/",
        public.read_aloud,
        name="read_aloud",
    ),
    path(
        "handouts/<slug:slug>/easy-read/",
        public.show_easy_read,
        name="show_easy_read",
    ),
    path("handouts/<slug:slug>/fill/", maps.fill_map, name="fill_map"),
    path(
        "handouts/<slug:slug>/<slug:made_as>.pdf",
        public.print_handout,
        name="print_handout",
    ),
]

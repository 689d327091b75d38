from django.urls import include, path

from .api.routes import urlpatterns as api_addresses
from .keeping_urls import urlpatterns as keeping_addresses
from .telling_urls import urlpatterns as telling_addresses
from .views import imports, lists, my_week, public, shapes, sources

urlpatterns = [
    path("", public.show_home, name="show_home"),
    path("meetings/", public.find_meetings, name="find_meetings"),
    *telling_addresses,
    path("meetings/map/", shapes.show_map, name="show_map"),
    path("meetings/map/outline.json", shapes.show_outline, name="show_outline"),
    path(
        "meetings/calendar.ics",
        shapes.download_list_calendar,
        name="download_list_calendar",
    ),
    path("meetings/print.pdf", lists.download_list, name="download_list"),
    path("meetings/<str:reference>/", public.show_meeting, name="show_meeting"),
    path(
        "meetings/<str:reference>/calendar.ics",
        public.download_calendar,
        name="download_calendar",
    ),
    path("my-week/", my_week.show_my_week, name="show_my_week"),
    path("my-week/print.pdf", my_week.print_my_week, name="print_my_week"),
    path("my-week/calendar.ics", my_week.download_my_week, name="download_my_week"),
    path("my-week/link/", my_week.share_my_week, name="share_my_week"),
    path("my-week/<str:token>/", my_week.open_my_week, name="open_my_week"),
    path("fellowships/", public.list_fellowships, name="list_fellowships"),
    path("fellowships/<slug:key>/", public.show_fellowship, name="show_fellowship"),
    path("first-meeting/", public.show_first_meeting, name="show_first_meeting"),
    path("family/", public.show_family_help, name="show_family_help"),
    path("", include("mutualaid.directory.gap_urls")),
    path("about/", public.show_about, name="show_about"),
    path("privacy/", public.show_privacy, name="show_privacy"),
    path("accessibility/", public.show_accessibility, name="show_accessibility"),
    path("directory/sources/", sources.list_sources, name="list_sources"),
    path("directory/sources/<str:reference>/", sources.show_source, name="show_source"),
    path(
        "directory/sources/<str:reference>/change/",
        sources.change_source,
        name="change_source",
    ),
    path(
        "directory/sources/<str:reference>/read/",
        sources.read_source,
        name="read_source",
    ),
    path(
        "directory/sources/<str:reference>/pause/",
        sources.pause_source,
        name="pause_source",
    ),
    path("directory/imports/add/", imports.add_import, name="add_import"),
    path("directory/imports/<str:reference>/", imports.show_import, name="show_import"),
    path(
        "directory/imports/<str:reference>/headings/",
        imports.map_import,
        name="map_import",
    ),
    path(
        "directory/imports/<str:reference>/apply/",
        imports.apply_import,
        name="apply_import",
    ),
    path(
        "directory/imports/<str:reference>/drop/",
        imports.drop_import,
        name="drop_import",
    ),
    path(
        "directory/imports/<str:reference>/undo/",
        imports.undo_import,
        name="undo_import",
    ),
    path(
        "directory/imports/<str:reference>/problems.csv",
        imports.download_problems,
        name="download_problems",
    ),
    path("api/", lists.show_api, name="show_api"),
    *api_addresses,
    *keeping_addresses,
]

from django.urls import path

from .views import keeping, reading

urlpatterns = [
    path("indicators/", reading.list_indicators, name="list_indicators"),
    path("indicators/take-readings/", keeping.take_readings, name="take_readings"),
    path("indicators/<str:key>/", reading.show_indicator, name="show_indicator"),
    path("indicators/<str:key>/chart.svg", reading.show_chart, name="show_chart"),
    path(
        "indicators/<str:key>/definition/",
        reading.define_indicator,
        name="define_indicator",
    ),
    path(
        "indicators/<str:key>/readings.<str:ending>",
        reading.download_readings,
        name="download_readings",
    ),
    path("indicators/<str:key>/change/", keeping.change_chart, name="change_chart"),
    path("indicators/<str:key>/notes/", keeping.add_chart_note, name="add_chart_note"),
    path("indicators/<str:key>/new-limits/", keeping.rebase_chart, name="rebase_chart"),
    path(
        "indicators/notes/<slug:reference>/remove/",
        keeping.remove_chart_note,
        name="remove_chart_note",
    ),
    path(
        "indicators/new-limits/<slug:reference>/remove/",
        keeping.remove_rebase,
        name="remove_rebase",
    ),
]

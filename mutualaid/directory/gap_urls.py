from django.urls import path

from .views import annexes, gaps, population, positions, reach

urlpatterns = [
    path("directory/gaps/", gaps.show_gaps, name="show_gaps"),
    path("directory/gaps/map.svg", gaps.map_gaps, name="map_gaps"),
    path("directory/gaps/table.csv", gaps.export_gaps, name="export_gaps"),
    path("directory/annexes/", annexes.show_annexes, name="show_annexes"),
    path("directory/annexes/annex.csv", annexes.export_annex, name="export_annex"),
    path("directory/positions/", positions.list_positions, name="list_positions"),
    path("directory/positions/add/", positions.add_position, name="add_position"),
    path(
        "directory/positions/<slug:reference>/change/",
        positions.change_position,
        name="change_position",
    ),
    path(
        "directory/positions/<slug:reference>/review/",
        positions.review_position,
        name="review_position",
    ),
    path(
        "directory/positions/<slug:reference>/vacate/",
        positions.vacate_position,
        name="vacate_position",
    ),
    path(
        "directory/positions/<slug:reference>/fill/",
        positions.fill_position,
        name="fill_position",
    ),
    path(
        "directory/population/",
        population.import_population,
        name="import_population",
    ),
    path("area/reach/", reach.change_reach, name="change_reach"),
]

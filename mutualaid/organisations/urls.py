from django.urls import include, path

from .views import activity, areas, champions, hats, holidays, providers, today

urlpatterns = [
    path("today/", today.show_today, name="show_today"),
    path("theme/<slug:version>.css", areas.show_theme, name="show_theme"),
    path("settings/", areas.change_settings, name="change_settings"),
    path("organisations/", providers.list_organisations, name="list_organisations"),
    path("organisations/add/", providers.add_organisation, name="add_organisation"),
    path(
        "organisations/<slug:reference>/rename/",
        providers.rename_organisation,
        name="rename_organisation",
    ),
    path(
        "organisations/<slug:reference>/close/",
        providers.close_organisation,
        name="close_organisation",
    ),
    path(
        "organisations/<slug:reference>/reopen/",
        providers.reopen_organisation,
        name="reopen_organisation",
    ),
    path(
        "organisations/<slug:reference>/add-service/",
        providers.add_service,
        name="add_service",
    ),
    path(
        "services/<slug:reference>/rename/",
        providers.rename_service,
        name="rename_service",
    ),
    path(
        "services/<slug:reference>/close/",
        providers.close_service,
        name="close_service",
    ),
    path(
        "services/<slug:reference>/reopen/",
        providers.reopen_service,
        name="reopen_service",
    ),
    path("holidays/", holidays.list_holidays, name="list_holidays"),
    path("holidays/add/", holidays.add_holiday, name="add_holiday"),
    path(
        "holidays/add-bank-holidays/",
        holidays.add_bank_holidays,
        name="add_bank_holidays",
    ),
    path(
        "holidays/<slug:reference>/delete/",
        holidays.delete_holiday,
        name="delete_holiday",
    ),
    path("champions/", champions.list_champions, name="list_champions"),
    path(
        "champions/<slug:reference>/change-level/",
        champions.change_champion_level,
        name="change_champion_level",
    ),
    path("activity/", activity.list_activity, name="list_activity"),
    path("activity/export/", activity.export_activity, name="export_activity"),
    path("hats/", hats.choose_hat, name="choose_hat"),
    path("", include("mutualaid.organisations.people_urls")),
]

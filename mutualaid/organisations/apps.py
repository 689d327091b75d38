from importlib import import_module

from django.apps import AppConfig

from . import home_items, rooms


class OrganisationsConfig(AppConfig):
    name = "mutualaid.organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        import_module("mutualaid.organisations.area_home_items")
        import_module("mutualaid.organisations.local_words")
        import_module("mutualaid.organisations.waiting")
        home_items.discover()
        rooms.discover()

from django.apps import AppConfig

from .home_items import discover


class OrganisationsConfig(AppConfig):
    name = "mutualaid.organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        discover()

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "mutualaid.privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        for module in (
            "tables.own",
            "tables.consents",
            "tables.below",
            "rights.erasing_rows",
            "consents.erased",
        ):
            import_module(f"{self.name}.{module}")
        autodiscover_modules("person_tables")
        autodiscover_modules("retention")

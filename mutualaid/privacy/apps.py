from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "mutualaid.privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        autodiscover_modules("person_tables")
        autodiscover_modules("retention")

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DutiesConfig(AppConfig):
    name = "mutualaid.duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        autodiscover_modules("duties")

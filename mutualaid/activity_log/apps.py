from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ActivityLogConfig(AppConfig):
    name = "mutualaid.activity_log"
    verbose_name = "Activity log"

    def ready(self) -> None:
        autodiscover_modules("acts")

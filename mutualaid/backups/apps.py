from django.apps import AppConfig
from django.utils.module_loading import import_string


class BackupsConfig(AppConfig):
    name = "mutualaid.backups"
    verbose_name = "Backups"

    def ready(self) -> None:
        # Copies of keys follow an erasure at once.
        import_string("mutualaid.backups.following.register")()

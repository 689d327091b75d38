from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mutualaid.directory"
    verbose_name = "Directory"

    def ready(self) -> None:
        import_module("mutualaid.directory.gap_home_items")

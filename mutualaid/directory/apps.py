from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mutualaid.directory"
    verbose_name = "Directory"

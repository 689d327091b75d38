from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "mutualaid.geography"
    verbose_name = "Geography"

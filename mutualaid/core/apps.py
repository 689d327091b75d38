from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "mutualaid.core"
    verbose_name = "Core"

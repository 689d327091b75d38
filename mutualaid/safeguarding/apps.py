from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "mutualaid.safeguarding"
    verbose_name = "Safeguarding"

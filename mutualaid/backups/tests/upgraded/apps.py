from django.apps import AppConfig


class UpgradedConfig(AppConfig):
    name = "mutualaid.backups.tests.upgraded"
    default_auto_field = "django.db.models.BigAutoField"

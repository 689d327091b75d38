from django.apps import AppConfig


class UpgradedConfig(AppConfig):
    name = "upgraded"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class ActivityLogConfig(AppConfig):
    name = "mutualaid.activity_log"
    verbose_name = "Activity log"

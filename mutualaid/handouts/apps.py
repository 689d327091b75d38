from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    name = "mutualaid.handouts"
    verbose_name = "Hand-outs"

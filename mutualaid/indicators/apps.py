from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "mutualaid.indicators"
    verbose_name = "Indicators"

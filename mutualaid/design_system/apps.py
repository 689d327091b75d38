from django.apps import AppConfig


class DesignSystemConfig(AppConfig):
    name = "mutualaid.design_system"
    verbose_name = "Design system"

from django.apps import AppConfig


class ImprovementPlanConfig(AppConfig):
    name = "mutualaid.improvement_plan"
    verbose_name = "Improvement plan"

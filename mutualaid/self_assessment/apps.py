from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "mutualaid.self_assessment"
    verbose_name = "Self assessment"

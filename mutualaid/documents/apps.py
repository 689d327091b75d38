from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "mutualaid.documents"
    verbose_name = "Documents"

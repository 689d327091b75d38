from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mutualaid.organisations"
    verbose_name = "Organisations"

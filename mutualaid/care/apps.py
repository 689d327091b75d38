from django.apps import AppConfig
from django.utils.module_loading import import_string


class CareConfig(AppConfig):
    name = "mutualaid.care"
    verbose_name = "Care"

    def ready(self) -> None:
        # Puts the sessions on a client's page, which lies below.
        import_string("mutualaid.care.client_links.register")()

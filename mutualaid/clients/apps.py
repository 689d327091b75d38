from django.apps import AppConfig
from django.utils.module_loading import import_string


class ClientsConfig(AppConfig):
    name = "mutualaid.clients"
    verbose_name = "Clients"

    def ready(self) -> None:
        # Says whose records a hat may open, to what lies below.
        import_string("mutualaid.clients.reach.register")()
        import_string("mutualaid.clients.rehashing.register")()
        import_string("mutualaid.clients.agreements.register")()

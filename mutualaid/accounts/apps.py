from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mutualaid.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        import_module("mutualaid.accounts.session_signals")

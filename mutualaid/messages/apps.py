from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "mutualaid.messages"
    verbose_name = "Messages"

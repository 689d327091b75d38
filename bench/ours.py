"""Our application as `mutualaid serve` starts it: the directory read before the workers part."""

from django.db import connections

from mutualaid.config.wsgi import application
from mutualaid.core.memory import settle
from mutualaid.directory.published import published

published.current()
for connection in connections.all(initialized_only=True):
    connection.close()
settle()

__all__ = ["application"]

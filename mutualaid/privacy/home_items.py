"""What waits for somebody about records of people: each part registers its own."""

from . import retention_home_items, rights_home_items

__all__ = ["retention_home_items", "rights_home_items"]

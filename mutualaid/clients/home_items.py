"""What waits for somebody about clients: each part registers its own."""

from . import break_glass_home_items, client_home_items

__all__ = ["break_glass_home_items", "client_home_items"]

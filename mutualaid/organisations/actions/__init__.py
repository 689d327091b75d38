"""Changes to areas and to who works in them."""

from .areas import create_area

__all__ = ["create_area"]

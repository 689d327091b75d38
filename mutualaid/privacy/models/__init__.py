"""People about whom something is kept, what they agreed to, and what became of it."""

from .looks import Look, Looked
from .people import Person

__all__ = ["Look", "Looked", "Person"]

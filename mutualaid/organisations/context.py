"""What pages behind the doors need besides their own content; never a query."""

from typing import Any

from .rooms import rooms_of


def staff_context(request: Any) -> dict[str, Any]:
    """The rooms of the hat that is worn; nothing for the public."""
    hat = getattr(request, "hat", None)
    return {"staff_navigation": rooms_of(hat.role) if hat else ()}

"""What waits for somebody about records of people: each part registers its own."""

from . import (
    alarm_home_items,
    incident_home_items,
    retention_home_items,
    rights_home_items,
)

__all__ = [
    "alarm_home_items",
    "incident_home_items",
    "retention_home_items",
    "rights_home_items",
]

"""What waits for somebody about records of people: each room registers its own."""

from .alarms import home_items as alarms
from .incidents import home_items as incidents
from .retention import home_items as retention
from .rights import home_items as rights

__all__ = ["alarms", "incidents", "retention", "rights"]

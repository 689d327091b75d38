"""Recurring work on what is kept about people: each room declares its own."""

from .consents import duties as consents
from .incidents import duties as incidents
from .retention import duties as retention
from .rights import duties as rights

__all__ = ["consents", "incidents", "retention", "rights"]

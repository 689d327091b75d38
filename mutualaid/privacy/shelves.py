"""The shelves of what is kept about somebody: each has a key of its own, so each can go alone."""

from enum import StrEnum


class Shelf(StrEnum):
    """What is erased together. The stored keys never change."""

    IDENTITY = "identity"  # who it is: the name to be called, the local number
    CONTACT = "contact"  # how to reach them, and when it is safe
    RECORD = "record"  # the care record: notes of sessions, goals, follow-up
    COMPANY = "company"  # who went along to which meeting
    JOURNAL = "journal"  # their own notebook
    CONCERN = "concern"  # a safeguarding concern, which has a token of its own
    INCIDENT = "incident"  # an incident with data, which has one too


EVERY_SHELF = tuple(Shelf)

"""What a place can be, and how near an answer comes to what was asked; plain Python."""

from enum import StrEnum


class PlaceKind(StrEnum):
    """What stands behind a point; the values are stored."""

    POSTCODE = "postcode"  # NB3 4QX
    SECTOR = "postcode-sector"  # NB3 4
    OUTCODE = "outcode"  # NB3
    PLACE = "place"  # a town, village or part of one


class Precision(StrEnum):
    """How an answer relates to what was typed."""

    EXACT = "exact"  # the very postcode
    ENDED = "ended"  # a postcode no longer in use, where it was
    MIDDLE = "middle"  # the middle of the sector, outcode or place that was asked for
    STAND_IN = (
        "stand-in"  # that is not known; what lies around it, or goes on as it begins
    )

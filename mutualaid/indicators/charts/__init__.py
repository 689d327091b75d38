"""From readings to a chart: what it shows, what it says, and where its lines run. Plain Python."""

from .building import Keeping, Taken, chart_of
from .chart import Chart, Mark, NoIcons, Note, Segment, State, Variation
from .drawing import draw
from .paper import NARROW, SMALL, WIDE, Drawing, Sayings, Shape
from .suggestion import Suggestion, suggested_rebase

__all__ = [
    "NARROW",
    "SMALL",
    "WIDE",
    "Chart",
    "Drawing",
    "Keeping",
    "Mark",
    "NoIcons",
    "Note",
    "Sayings",
    "Segment",
    "Shape",
    "State",
    "Suggestion",
    "Taken",
    "Variation",
    "chart_of",
    "draw",
    "suggested_rebase",
]

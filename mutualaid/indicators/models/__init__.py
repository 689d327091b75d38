"""What was read of an area, and what people noted on its charts."""

from .charts import ChartNote, ChartSettings, NoteKind, Rebase
from .readings import Reading
from .released import Released

__all__ = ["ChartNote", "ChartSettings", "NoteKind", "Reading", "Rebase", "Released"]

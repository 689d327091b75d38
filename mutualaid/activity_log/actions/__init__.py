"""Adding to the activity log, anchoring it, and letting its oldest lines go."""

from .anchoring import anchor_chain
from .recording import record
from .retention import remove_before

__all__ = ["anchor_chain", "record", "remove_before"]

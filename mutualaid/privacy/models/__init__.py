"""People about whom something is kept, what they agreed to, and what became of it."""

from .alarms import BulkAlarm
from .consents import (
    Answer,
    AnswerStatus,
    ContactPreference,
    HowSaid,
    HowTold,
    PrivacyTold,
    Route,
    Telling,
    TellingPermission,
)
from .corrections import AttachedCorrection
from .holds import Hold, HoldReason
from .incident_notes import IncidentNote, IncidentPerson, Step
from .incidents import Affected, DataKind, Incident, IncidentStatus, Risk
from .looks import Look, Looked
from .people import Person
from .reviews import RetentionRun, Review, ReviewOutcome
from .rights import (
    SHELF_NAMES,
    IdentityCheck,
    KeptBecause,
    RightsDecision,
    RightsKind,
    RightsRequest,
    RightsStatus,
)

__all__ = [
    "SHELF_NAMES",
    "Affected",
    "Answer",
    "AnswerStatus",
    "AttachedCorrection",
    "BulkAlarm",
    "ContactPreference",
    "DataKind",
    "Hold",
    "HoldReason",
    "HowSaid",
    "HowTold",
    "IdentityCheck",
    "Incident",
    "IncidentNote",
    "IncidentPerson",
    "IncidentStatus",
    "KeptBecause",
    "Look",
    "Looked",
    "Person",
    "PrivacyTold",
    "RetentionRun",
    "Review",
    "ReviewOutcome",
    "RightsDecision",
    "RightsKind",
    "RightsRequest",
    "RightsStatus",
    "Risk",
    "Route",
    "Step",
    "Telling",
    "TellingPermission",
]

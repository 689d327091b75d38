"""Statuses that move along a table: from where to where, and who may."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise

from mutualaid.core.refusal import Refused


class Mover(StrEnum):
    """Who may make a move, as transition tables name them."""

    ADMINISTRATOR = "area administrator"
    MANAGER = "manager of the service"
    ONESELF = "the person it is about"
    INVITED = "the holder of the link"
    SECOND_PERSON = "another administrator, or the service's manager"
    LEAD = "who leads the self-assessment: the commissioner"
    OWNER = "who owns the action, or looks after the plan"
    KEYWORKER = "the client’s keyworker"
    CLOCK = "nobody: its time is over"


Moves = Mapping[str, Mapping[str, frozenset[Mover]]]
LOOK_AFTER = frozenset({Mover.ADMINISTRATOR, Mover.MANAGER})


class Moving(models.Model):
    """A row whose `status` follows TRANSITIONS: from → to → who may.

    STANDS has a sentence for each status: why a row that is there cannot make another move.
    """

    TRANSITIONS: ClassVar[Moves] = {}
    STANDS: ClassVar[Mapping[str, str | Promise]] = {}
    status: Any

    class Meta:
        abstract = True

    def may_become(self, status: str) -> bool:
        """Whether the table has a move from where the row stands to this status."""
        return status in self.TRANSITIONS[self.status]

    def become(self, status: str) -> None:
        """Make the move, or raise Refused with the sentence for where the row stands."""
        if not self.may_become(status):
            raise Refused(self.stands())
        self.status = status

    def stands(self) -> str:
        """The sentence for where the row stands."""
        return str(self.STANDS[self.status])

    @classmethod
    def movers(cls, status: str) -> frozenset[Mover]:
        """Everybody who may bring a row to this status from anywhere."""
        moves = (table.get(status, frozenset()) for table in cls.TRANSITIONS.values())
        return frozenset().union(*moves)

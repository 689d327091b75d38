"""What is told of an action when it is written down or changed, and of a try."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from mutualaid.organisations.models import Membership, Service

from .models import Action, Barrier, Cause


@dataclass(frozen=True, slots=True)
class ActionAnswers:
    """Everything of an action that people write, without its state."""

    title: str
    statement_keys: Sequence[str] = ()
    cause: Cause = Cause.NOT_KNOWN
    cause_words: str = ""
    barriers: Sequence[Barrier] = ()
    owner: Membership | None = None
    owner_body: str = ""
    service: Service | None = None
    due_on: date | None = None
    indicator_key: str = ""
    target: float | None = None
    resources: str = ""
    review_on: date | None = None

    def told(self) -> dict[str, Any]:
        """By field, as `propose_action` takes them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def plain(self) -> dict[str, Any]:
        """As the history keeps values: rows by their references, dates as text."""
        kept = self.told()
        for name in ("owner", "service"):
            kept[name] = kept[name].reference if kept[name] else ""
        for name in ("due_on", "review_on"):
            kept[name] = kept[name].isoformat() if kept[name] else ""
        kept["barriers"] = sorted(each.reference for each in self.barriers)
        kept["statement_keys"] = list(self.statement_keys)
        kept["cause"] = str(self.cause)
        return kept


def answers_of(action: Action) -> ActionAnswers:
    """What stands there now."""
    names = {each.name for each in fields(ActionAnswers)}
    stands = {name: getattr(action, name) for name in names - {"barriers"}}
    return ActionAnswers(
        **{
            **stands,
            "statement_keys": action.keys,
            "cause": Cause(action.cause),
            "barriers": tuple(action.barriers.all()),
        }
    )


def kept_keys(keys: Sequence[str]) -> str:
    """A list of statements as the column keeps it."""
    return f"|{'|'.join(dict.fromkeys(keys))}|" if keys else ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is said before: a question, what people expect, what they will do, and when."""

    question: str
    prediction: str
    plan: str
    tried_on: date

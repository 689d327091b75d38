"""Who does something: a person in a role, or a named part of the system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """What the activity log keeps of somebody: a token, and the role worn at the time.

    A person's token is random and theirs alone; the system's names the command.
    """

    token: str
    role: str = ""


def system_actor(command: str) -> Actor:
    """The system itself, doing what `command` says."""
    return Actor(token=f"system:{command}", role="system")

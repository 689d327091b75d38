"""What kind of data each column holds; a test fails for a column that nobody classified."""

ORDINARY = "ordinary"  # may stand in logs, exports and demonstrations
PERSONAL = "personal"  # about somebody who could be known by it
SPECIAL = "special"  # health or belief: UK GDPR article 9


def all_ordinary(names: str) -> dict[str, str]:
    """The classification of a table that holds nothing about anybody."""
    return dict.fromkeys(names.split(), ORDINARY)

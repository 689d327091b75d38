"""What somebody needs who joins a meeting from elsewhere, as far as anybody says."""

import re
from collections.abc import Collection

# "Passcode on our site", but not "no password needed".
_PASSWORD = re.compile(
    r"(?<!\bno )(?<!\bwithout )(?<!\bwithout a )\b(?:pass ?(?:word|code)|pwd)\b",
    re.IGNORECASE,
)


def joining_needs(
    link: str, telephone: str, notes: str, features: Collection[str]
) -> tuple[str, ...]:
    """Keys of `vocabulary.JOINING`.

    >>> joining_needs("https://meet.example.org/1", "", "Passcode on request", [])
    ('link', 'password')
    """
    stated = {
        "link": bool(link),
        "telephone": bool(telephone),
        "password": "password" in features or bool(_PASSWORD.search(notes)),
        "camera-off": "camera-off" in features,
    }
    return tuple(need for need, is_stated in stated.items() if is_stated)

"""Links and numbers with which people join online: kept, without what only members should have."""

import re
from urllib.parse import unquote, urlsplit, urlunsplit

LONGEST_LINK = 500

_SECRET_PARAMETER = re.compile(
    r"(?:amp;)?(?:pwd|pw|pass\w*|pin|tk|zak|\w*token|uname|e-?mail|phone|auth\w*|secret|key)"
)
# In Teams' short links the passcode is called "p".
_SECRET_OF_TEAMS = re.compile(r"(?:amp;)?p")
_PERSONAL_HOST = re.compile(
    r"(?:.*\.)?(?:wa\.me|api\.whatsapp\.com|paypal\.me|venmo\.com|cash\.app)"
)
_HAS_HOST = re.compile(
    r"https?://(?:[\w-]{1,63}\.){1,9}[\w-]{2,63}(?:[:/?#]|$)", re.IGNORECASE
)
_MEETING_ROOM = re.compile(
    r"https?://(?:[\w-]+\.)*(?:zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|"
    r"teams\.live\.com|webex\.com|gotomeeting\.com|goto\.com|whereby\.com|meet\.jit\.si|"
    r"freeconferencecall\.com|bluejeans\.com|8x8\.vc)/",
    re.IGNORECASE,
)
# Nothing but host and path, and so nothing to look for: most links are this.
_HARMLESS = re.compile(
    r"https?://(?![^/]*(?:wa\.me|whatsapp|paypal|venmo|cash\.app))"
    r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?:/[^\s?#@%]*)?"
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(
    r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#:].*)?", re.IGNORECASE
)

_DIALLED = re.compile(
    r"(\+?[0-9][0-9\s().\-]{4,24}[0-9])(?:,+([0-9]{9,11})#?(?![0-9]))?"
)


def web_address(text: str) -> str:
    """The http(s) address in a field that should hold nothing else; "" where there is none."""
    link = text.partition(" ")[0]
    if len(link) <= LONGEST_LINK and _HARMLESS.fullmatch(link):
        return link
    if _WITHOUT_SCHEME.fullmatch(link):
        link = f"https://{link}"
    if not _SCHEME.match(link) or len(link) > LONGEST_LINK:
        return ""
    link = without_secrets(link)
    return link if _HAS_HOST.match(link) else ""


def is_meeting_room(link: str) -> bool:
    """Whether a link opens an online meeting, going by the services that hold them."""
    return bool(_MEETING_ROOM.match(link))


def without_secrets(link: str) -> str:
    """A web address without passwords and names of people; "" where nothing public is left."""
    if _HARMLESS.fullmatch(link):
        return link
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host or _PERSONAL_HOST.fullmatch(host):
        return ""
    query = _without_secret_parameters(parts.query, host)
    fragment = _without_secret_parameters(parts.fragment, host)
    if "@" not in parts.netloc and (query, fragment) == (parts.query, parts.fragment):
        return link
    netloc = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, netloc, parts.path, query, fragment))


def dial_digits(text: str) -> str:
    """The number to call and, where it is one, the ID of the meeting; never what follows."""
    match = _DIALLED.search(text)
    if not match:
        return ""
    number = re.sub(r"[^0-9+]", "", match[1])
    if len(number.lstrip("+")) > 15:  # longer than any telephone number
        return ""
    return f"{number},,{match[2]}#" if match[2] else number


def _without_secret_parameters(query: str, host: str) -> str:
    if not query:
        return query
    kept = [pair for pair in query.split("&") if not _is_secret(pair, host)]
    return "&".join(kept)


def _is_secret(pair: str, host: str) -> bool:
    name, equals, value = pair.partition("=")
    name, value = unquote(name).casefold(), unquote(value)
    if not equals:
        return False
    if host.startswith("teams.") and _SECRET_OF_TEAMS.fullmatch(name):
        return True
    return bool(_SECRET_PARAMETER.fullmatch(name)) or bool(re.search(r"@.+\.", value))

"""Names that somebody asked for: shown until they sign out, take the hat off, or ask anew."""

from mutualaid.clients.models import Client
from mutualaid.clients.permissions import must_say_why
from mutualaid.organisations.middleware import StaffRequest

IN_LIST, ON_PAGES = "clients: names in the list", "clients: names on pages"
MOST = 30


def list_shows_names(request: StaffRequest) -> bool:
    return request.session.get(IN_LIST) == _sign_in(request)


def let_list_show_names(request: StaffRequest, show: bool) -> None:
    if show:
        request.session[IN_LIST] = _sign_in(request)
    else:
        request.session.pop(IN_LIST, None)


def page_shows_name(request: StaffRequest, client: Client) -> bool:
    """At once to who works with the client; to a manager once they have said why."""
    if not must_say_why(request.hat):
        return True
    return client.reference in _named(request)


def let_page_show_name(request: StaffRequest, client: Client) -> None:
    """The newest only are remembered, so that a session does not become a list of clients."""
    before = [each for each in _named(request) if each != client.reference]
    references = [*before, client.reference][-MOST:]
    request.session[ON_PAGES] = {"of": _sign_in(request), "clients": references}


def _named(request: StaffRequest) -> list[str]:
    kept = request.session.get(ON_PAGES) or {}
    return kept["clients"] if kept.get("of") == _sign_in(request) else []


def _sign_in(request: StaffRequest) -> str:
    """This time of being signed in, with this hat on."""
    row = request.session.row  # type: ignore[attr-defined]
    began = row.started_at.isoformat() if row else ""
    return f"{request.hat.reference} {began}"

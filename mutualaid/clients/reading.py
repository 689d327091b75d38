"""The only way to who a client is: the log is written first, then the seal is opened."""

from dataclasses import dataclass

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked
from mutualaid.privacy.vault import NoKey

from .models import Client, ClientIdentity, Format


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, in plain words; every text may be empty."""

    name: str
    initials: str
    local_number: str
    contact: str
    safe_contact: str
    needs: str
    format: Format
    language: str


def identity_of(client: Client, *, by: Hat, what: Looked = Looked.IDENTITY) -> Identity:
    """Who this client is. `client` came from `visible_to`."""
    look([client.person], by=by, what=what)
    return _opened(client.identity)


def names_of(clients: list[Client], *, by: Hat) -> dict[int, str]:
    """The name of each by its key, for a list that shows names."""
    look([client.person for client in clients], by=by, what=Looked.IDENTITY)
    rows = ClientIdentity.objects.filter(client__in=clients)
    known = rows.select_related("client__person")
    return {row.pk: _words(row, "sealed_name") for row in known}


def _opened(row: ClientIdentity) -> Identity:
    return Identity(
        name=_words(row, "sealed_name"),
        initials=_words(row, "sealed_initials"),
        local_number=_words(row, "sealed_local_number"),
        contact=_words(row, "sealed_contact"),
        safe_contact=_words(row, "sealed_safe_contact"),
        needs=_words(row, "sealed_needs"),
        format=Format(row.format),
        language=row.language,
    )


def _words(row: ClientIdentity, column: str) -> str:
    """What was erased on its own is empty."""
    try:
        return row.words(column)
    except NoKey:
        return ""

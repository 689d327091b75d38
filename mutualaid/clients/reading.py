"""The only way to who a client is: the log is written first, then the seal is opened."""

from dataclasses import dataclass

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .models import Client, ClientIdentity, Format

# The sealed columns of an identity, without their prefix.
TEXTS = ("name", "initials", "local_number", "contact", "safe_contact", "needs")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, in plain words; every text may be empty."""

    name: str = ""
    initials: str = ""
    local_number: str = ""
    contact: str = ""
    safe_contact: str = ""
    needs: str = ""
    format: Format = Format.STANDARD
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Help:
    """What helps somebody, without who it is."""

    needs: str
    format: Format
    language: str


def identity_of(client: Client, *, by: Hat, what: Looked = Looked.IDENTITY) -> Identity:
    """Who this client is. `client` came from `visible_to`."""
    look([client.person], by=by, what=what)
    return opened(client.identity)


def help_of(client: Client, *, by: Hat) -> Help:
    """What helps this client: to be read with the record. `client` came from `visible_to`."""
    look([client.person], by=by, what=Looked.RECORD)
    row = client.identity
    return Help(row.words_left("sealed_needs"), Format(row.format), row.language)


def names_of(clients: list[Client], *, by: Hat) -> dict[int, str]:
    """The name of each by its key, for a list that shows names; else the local number."""
    look([client.person for client in clients], by=by, what=Looked.IDENTITY)
    rows = ClientIdentity.objects.filter(client__in=clients)
    known = rows.select_related("client__person")
    return {row.pk: _called(row) for row in known}


def opened(row: ClientIdentity) -> Identity:
    """Everything in the row; whoever shows it has written the log first."""
    texts = {name: row.words_left(f"sealed_{name}") for name in TEXTS}
    return Identity(format=Format(row.format), language=row.language, **texts)


def _called(row: ClientIdentity) -> str:
    return row.words_left("sealed_name") or row.words_left("sealed_local_number")

"""What keeps a server from starting, each reason one sentence that names the setting."""

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from mutualaid.activity_log.keys import is_long_enough
from mutualaid.backups.standing import is_half_restored
from mutualaid.cli.database_role import reasons_against_database_role
from mutualaid.organisations.models import Area
from mutualaid.privacy.ledger import UnknownErasure, erasures

SHORTEST_KEY = 32
KEY_FILES = (
    "secret-key",
    "secret-old-keys",
    "log-key",
    "log-old-keys",
    "vault-key",
    "vault-old-keys",
    "hash-key",
    "hash-old-keys",
)
EVERYBODY_ELSE = 0o077
HALF_RESTORED = (
    "A restore was begun in MUTUALAID_DATA and has not ended, so people who were erased may be "
    "there again; `mutualaid restore --finish` ends it."
)


def is_loopback(host: str) -> bool:
    """Whether a server on this host can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def reasons_not_to_serve(*, host: str, demo: bool) -> list[str]:
    """Every reason against serving on this host; an empty list means go."""
    if is_half_restored():
        return [HALF_RESTORED]
    missing = list(missing_tables())
    if missing:
        return missing
    if unknown := list(_against_ledger()):
        return unknown
    if demo:
        return list(_against_demo(host))
    return [
        *_against_settings(),
        *_against_plain_http(host),
        *_against_open_keys(),
        *_against_database(),
        *reasons_against_database_role(),
    ]


def missing_tables() -> Iterator[str]:
    """What to do where the database is not there or behind the program."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield (
            "There is no database, or it cannot be read: run `mutualaid migrate` to make one, "
            "or correct DATABASE_URL or MUTUALAID_DATA, which say where it is."
        )
        return
    if waiting:
        yield (
            f"The database lacks {len(waiting)} migrations; "
            "run `mutualaid migrate` and start again."
        )


def _against_ledger() -> Iterator[str]:
    """Where it is not known who was erased, nobody may be served."""
    try:
        list(erasures())
    except UnknownErasure as unknown:
        yield unknown.sentence


def _against_demo(host: str) -> Iterator[str]:
    if not is_loopback(host):
        yield (
            "The demo lets anybody in, so it is served to this machine only: "
            "leave out --host, or make it 127.0.0.1."
        )
    if not Area.objects.filter(is_demo=True).exists():
        yield "There is no demo area in this database; `mutualaid demo` makes one."
    if Area.objects.filter(is_demo=False).exists():
        yield (
            "This database holds a real area, which the demo must not open; "
            "set MUTUALAID_DATA to another directory for the demo."
        )


def _against_settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "MUTUALAID_DEBUG is on, and would show visitors the program's insides; unset it."
    if len(settings.SECRET_KEY) < SHORTEST_KEY or " " in settings.SECRET_KEY:
        yield (
            f"MUTUALAID_SECRET_KEY is missing or shorter than {SHORTEST_KEY} characters; "
            "set it, or let `mutualaid new-key` write one."
        )
    if not is_long_enough(settings.LOG_KEY):
        yield (
            f"MUTUALAID_LOG_KEY is missing or shorter than {SHORTEST_KEY} characters; "
            "set it, or let `mutualaid new-key` write one."
        )
    for host in settings.ALLOWED_HOSTS:
        if "*" in host or host.startswith("."):
            yield f"MUTUALAID_HOSTS holds the wildcard {host}; name each host in full."


def _against_plain_http(host: str) -> Iterator[str]:
    if not settings.SECURE_SSL_REDIRECT and not is_loopback(host):
        yield (
            "MUTUALAID_PLAIN_HTTP is on, and would send passwords unsealed to this machine; "
            "unset it, or leave out --host."
        )


def _against_open_keys() -> Iterator[str]:
    """The database and keys, where more than their owner can read them."""
    if settings.DATA_DIR.is_dir() and settings.DATA_DIR.stat().st_mode & EVERYBODY_ELSE:
        yield "Others can look into MUTUALAID_DATA; run `chmod 700` on that directory."
    for name in KEY_FILES:
        path = settings.DATA_DIR / name
        if path.is_file() and path.stat().st_mode & EVERYBODY_ELSE:
            yield f"Others can read the key in {name}; run `chmod 600` on it in MUTUALAID_DATA."


def _against_database() -> Iterator[str]:
    if Area.objects.filter(is_demo=True).exists():
        yield (
            "MUTUALAID_DATA or DATABASE_URL leads to a demo database, whose people sign in "
            "without a password; add --demo, or use another database."
        )
    for slug, host in Area.objects.exclude(host="").values_list("slug", "host"):
        if host not in settings.ALLOWED_HOSTS:
            yield f"The area {slug} answers to {host}, which MUTUALAID_HOSTS does not name; add it."
    if connection.vendor == "sqlite" and Area.objects.filter(is_demo=False).count() > 1:
        yield "SQLite serves one area; set DATABASE_URL to a PostgreSQL database for more."

"""Reading settings from the environment."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def flag(name: str) -> bool:
    """Whether it is set to a yes."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """What stands in it between spaces and commas."""
    return os.environ.get(name, default).replace(",", " ").split()


def number(name: str, default: int) -> int:
    """A whole number; raises ImproperlyConfigured for anything else."""
    told = os.environ.get(name, "").strip() or str(default)
    if not told.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, like {default}.")
    return int(told)


def backups() -> tuple[Path | None, tuple[int, int, int]]:
    """Where backups go, if anywhere, and for how many days, weeks and months one stays."""
    place = os.environ.get("MUTUALAID_BACKUPS", "").strip()
    kept = words("MUTUALAID_BACKUPS_KEPT", "7 5 12")
    if len(kept) != 3 or not all(each.isdecimal() for each in kept) or kept[0] == "0":
        raise ImproperlyConfigured(
            "MUTUALAID_BACKUPS_KEPT must be three whole numbers, like 7 5 12: days, weeks and "
            "months."
        )
    days, weeks, months = map(int, kept)
    return Path(place).resolve() if place else None, (days, weeks, months)


def identity_providers() -> list[dict[str, Any]]:
    """The one provider of identities, if there is one, as allauth describes it."""
    names = (
        "MUTUALAID_OIDC_ISSUER",
        "MUTUALAID_OIDC_CLIENT_ID",
        "MUTUALAID_OIDC_CLIENT_SECRET",
    )
    issuer, client_id, secret = told = [
        os.environ.get(name, "").strip() for name in names
    ]
    if not any(told):
        return []
    if not all(told):
        raise ImproperlyConfigured(
            f"A provider of identities needs all of {', '.join(names)}, or none."
        )
    return [
        {
            "provider_id": "organisation",
            "name": os.environ.get("MUTUALAID_OIDC_NAME", "") or "your organisation",
            "client_id": client_id,
            "secret": secret,
            "settings": {
                "server_url": issuer.rstrip("/"),
                "places": words("MUTUALAID_OIDC_PLACES", ""),
                "verified_email": flag("MUTUALAID_OIDC_TRUST_EMAIL"),
            },
        }
    ]


def map_tiles() -> tuple[str, str]:
    """The address of map tiles and whom their pictures are owed to, or nothing of either."""
    address = os.environ.get("MUTUALAID_MAP_TILES", "").strip()
    owed = os.environ.get("MUTUALAID_MAP_ATTRIBUTION", "").strip()
    if not address and not owed:
        return "", ""
    has_places = all(place in address for place in ("{z}", "{x}", "{y}"))
    if not address.startswith("https://") or not has_places or "{s}" in address:
        raise ImproperlyConfigured(
            "MUTUALAID_MAP_TILES must be an https:// address of one host with {z}, {x} and "
            "{y} in it."
        )
    if not owed:
        raise ImproperlyConfigured(
            "MUTUALAID_MAP_ATTRIBUTION must say whom the pictures of MUTUALAID_MAP_TILES "
            "are owed to."
        )
    return address, owed
